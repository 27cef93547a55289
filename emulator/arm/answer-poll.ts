import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { LongRunningWrite } from './long-running.ts';
import type { ServiceRequest } from './service-request.ts';

/** Location comes with every reply that is not the last: clients stop when it is missing (facts 1.0). */
export function answerPoll(instance: Instance, request: ServiceRequest): EmulatedAnswer {
  const write = instance.longRunning.byId(request.query.get('asyncId') ?? '');
  if (instance.longRunning.stillRuns(write))
    return {
      status: 202,
      headers: {
        location: instance.surroundings.origin() + request.path,
        'retry-after': '0',
      },
    };
  return write.outcome === 'running' ? { status: 202 } : write.outcome;
}

/** The operation, not the resource: it has a status (facts 1.0). */
export function answerOperationResult(instance: Instance, request: ServiceRequest): EmulatedAnswer {
  const id = request.segments[2] ?? '';
  const write = instance.longRunning.byId(id);
  const running = instance.longRunning.stillRuns(write);
  return {
    status: 200,
    headers: running ? { 'retry-after': '0' } : {},
    body: {
      id: `${instance.resourceId}/tenant/operationResults/${id}`,
      name: id,
      status: running ? 'InProgress' : write.refusal ? 'Failed' : 'Succeeded',
      ...(write.refusal ? { error: write.refusal.error } : {}),
    },
  };
}

/** The first answer of a long-running write: with the body since 2024-05-01, before that 202 without (facts 1.0). */
export function answerStart(
  instance: Instance,
  request: ServiceRequest,
  write: LongRunningWrite,
): EmulatedAnswer {
  const version = request.query.get('api-version') ?? '';
  const origin = instance.surroundings.origin();
  const path = request.path.split('?')[0] ?? '';
  const location = `${origin}${path}?api-version=${version}&asyncId=${write.id}&asyncCode=${write.finalStatus}`;
  if (version < '2024-05-01' || write.preview === undefined)
    return { status: 202, headers: { location, 'retry-after': '0' } };
  return {
    status: write.finalStatus,
    headers: {
      location,
      'azure-asyncoperation': `${origin}${instance.resourceId}/tenant/operationResults/${write.id}?api-version=${version}`,
    },
    body: write.preview,
  };
}
