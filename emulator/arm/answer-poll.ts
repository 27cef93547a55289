import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { LongRunningWrite } from './long-running.ts';
import type { ServiceRequest } from './service-request.ts';

/** What the address of Location answers. It comes with every reply that is not the last (facts 1.0). */
export function answerPoll(instance: Instance, request: ServiceRequest): EmulatedAnswer {
  const address = instance.surroundings.origin() + request.path;
  return pollAnswer(instance, request.query.get('asyncId') ?? '', address);
}

export function pollAnswer(instance: Instance, id: string, address: string): EmulatedAnswer {
  const write = instance.longRunning.byId(id);
  if (instance.longRunning.stillRuns(write))
    return { status: 202, headers: { location: address, 'retry-after': '0' } };
  return write.outcome === 'running' ? { status: 202 } : write.outcome;
}

/** What the address of Azure-AsyncOperation answers. */
export function answerOperationResult(instance: Instance, { segments }: ServiceRequest): EmulatedAnswer {
  const id = segments[2] ?? '';
  return operationStatus(instance, id, `${instance.resourceId}/tenant/operationResults/${id}`);
}

/** The operation, not the resource: it has a status (facts 1.0). */
export function operationStatus(instance: Instance, name: string, id: string): EmulatedAnswer {
  const write = instance.longRunning.byId(name);
  const running = instance.longRunning.stillRuns(write);
  return {
    status: 200,
    headers: running ? { 'retry-after': '0' } : {},
    body: {
      id,
      name,
      status: running ? 'InProgress' : write.refusal ? 'Failed' : 'Succeeded',
      ...(write.refusal ? { error: write.refusal.error } : {}),
    },
  };
}

/** The first answer of a long-running write: with the body since 2024-05-01, before that 202 without (facts 1.0). */
export function answerStart(
  instance: Instance,
  request: ServiceRequest,
  { id, preview, finalStatus }: LongRunningWrite,
): EmulatedAnswer {
  const { longRunningForm: form } = instance.switches;
  const version = request.query.get('api-version') ?? '';
  const addresses = addressesOf(instance, request, { id, finalStatus, version });
  if (version < '2024-05-01' || preview === undefined || form === 'accepted')
    return { status: 202, headers: { location: addresses.location, 'retry-after': '0' } };
  return { status: finalStatus, headers: headersIn(form, addresses), body: preview };
}

interface Addresses {
  readonly location: string;
  readonly operation: string;
}

function addressesOf(
  instance: Instance,
  { path }: ServiceRequest,
  { id, finalStatus, version }: { id: string; finalStatus: number; version: string },
): Addresses {
  const origin = instance.surroundings.origin();
  if (instance.switches.longRunningForm === 'atSubscription') {
    const { subscriptionId } = instance.options;
    const place = `${origin}/subscriptions/${subscriptionId}/providers/Microsoft.ApiManagement/locations/westeurope`;
    return {
      location: `${place}/operationResults/${id}?api-version=${version}`,
      operation: `${place}/operationStatuses/${id}?api-version=${version}`,
    };
  }
  const resource = origin + (path.split('?')[0] ?? '');
  return {
    location: `${resource}?api-version=${version}&asyncId=${id}&asyncCode=${finalStatus}`,
    operation: `${origin}${instance.resourceId}/tenant/operationResults/${id}?api-version=${version}`,
  };
}

function headersIn(
  form: Instance['switches']['longRunningForm'],
  { location, operation }: Addresses,
): Record<string, string> {
  switch (form) {
    case 'location':
      return { location };
    case 'operation':
      return { 'azure-asyncoperation': operation };
    case 'body':
      return {};
    case 'specified':
    case 'atSubscription':
    case 'accepted':
      return { location, 'azure-asyncoperation': operation };
  }
}
