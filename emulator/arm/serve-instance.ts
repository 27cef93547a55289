import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { answerOperationResult, answerPoll, answerStart } from './answer-poll.ts';
import { deleteItem } from './delete-item.ts';
import type { Instance } from './instance.ts';
import { checkOffered } from './offered.ts';
import { type Place, placeOf } from './place.ts';
import { list, readItem } from './read.ts';
import { methodNotAllowed, notEmulated, notFound, Refusal } from './refusal.ts';
import type { ServiceRequest } from './service-request.ts';
import { bodyOf, writeItem } from './write-item.ts';

/** What the service answers to one request below it. */
export function serveInstance(instance: Instance, request: ServiceRequest): EmulatedAnswer {
  try {
    return serve(instance, request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function serve(instance: Instance, request: ServiceRequest): EmulatedAnswer {
  if (request.segments.length === 0) return answerService(instance, request);
  if (request.query.has('asyncId')) return answerPoll(instance, request);
  if (/^tenant\/operationResults\//i.test(request.segments.join('/')))
    return answerOperationResult(instance, request);
  const place = placeOf(instance, request.segments, request.method);
  if (!place) throw notFound('Resource');
  checkOffered(instance, place, request);
  if (place.name === undefined) {
    if (request.method === 'GET') return list(instance, place, request);
    throw methodNotAllowed(request.method);
  }
  if (place.kind.view && request.method !== 'GET') throw methodNotAllowed(request.method);
  return serveItem(instance, place, request);
}

function serveItem(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  if (place.action !== undefined) return act(instance, place, request);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return readItem(instance, place, request);
    case 'PUT':
      return writeItem(instance, place, request, 'PUT');
    case 'PATCH':
      if (place.kind.linksTo !== undefined) throw methodNotAllowed(request.method);
      return writeItem(instance, place, request, 'PATCH');
    case 'DELETE':
      return deleteItem(instance, place, request);
    default:
      throw methodNotAllowed(request.method);
  }
}

function act(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  const { noun, behaviour, longRunningActions = [] } = place.kind;
  const name = place.action?.toLowerCase() ?? '';
  const action = (request.method === 'GET' ? behaviour?.reads : behaviour?.actions)?.[name];
  if (!action) throw methodNotAllowed(request.method);
  const entry = instance.find(place.key);
  if (!entry) throw notFound(noun);
  const work = () => action(entry, instance, bodyOf(request));
  if (!longRunningActions.includes(name) || instance.switches.longRunning !== 'specified') return work();
  const begun = instance.longRunning.start({ place, finalStatus: 200, preview: undefined, work });
  return answerStart(instance, request, begun);
}

function answerService(
  { options, resourceId, gatewayUrl }: Instance,
  request: ServiceRequest,
): EmulatedAnswer {
  if (request.method !== 'GET') throw notEmulated('writes of the service itself');
  return {
    status: 200,
    body: {
      id: resourceId,
      name: options.name,
      type: 'Microsoft.ApiManagement/service',
      tags: {},
      location: 'West Europe',
      etag: 'AAAAAAAAAAE=',
      sku: { name: options.sku ?? 'Developer', capacity: 1 },
      properties: {
        publisherEmail: 'publisher@example.com',
        publisherName: 'Publisher',
        provisioningState: 'Succeeded',
        targetProvisioningState: '',
        gatewayUrl,
        hostnameConfigurations: [
          { type: 'Proxy', hostName: gatewayUrl.replace('https://', ''), defaultSslBinding: true },
        ],
        platformVersion: 'stv2.1',
        apiVersionConstraint:
          options.minApiVersion === undefined ? {} : { minApiVersion: options.minApiVersion },
      },
    },
  };
}
