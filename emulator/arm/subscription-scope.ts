import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';
import { operationStatus, pollAnswer } from './answer-poll.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';

/** What Microsoft.ApiManagement answers at the level of a subscription: deleted services, and operations (facts 1.0, 4.7). */
export function answerAtSubscription(
  instances: readonly Instance[],
  [namespace, ...path]: readonly string[],
  { method, url }: EmulatedRequest,
): EmulatedAnswer {
  const [type, , operations, id = ''] = path.map((segment) => segment.toLowerCase());
  if (namespace?.toLowerCase() !== 'microsoft.apimanagement' || method !== 'GET') throw unknownType();
  if (type === 'deletedservices') return { status: 200, body: { value: instances.flatMap(deleted) } };
  const holder = instances.find(({ longRunning }) => longRunning.find(id) !== undefined);
  if (type !== 'locations' || holder === undefined) throw unknownType();
  if (operations === 'operationresults') return pollAnswer(holder, id, url.href);
  if (operations === 'operationstatuses') return operationStatus(holder, id, url.pathname);
  throw unknownType();
}

function deleted({ options, resourceId }: Instance): readonly object[] {
  const { name, subscriptionId, softDeleted } = options;
  if (softDeleted === undefined) return [];
  return [
    {
      id: `/subscriptions/${subscriptionId}/providers/Microsoft.ApiManagement/locations/westeurope/deletedservices/${name}`,
      name,
      type: 'Microsoft.ApiManagement/deletedservices',
      location: 'West Europe',
      properties: { serviceId: resourceId, ...softDeleted },
    },
  ];
}

function unknownType(): Refusal {
  return new Refusal(404, 'InvalidResourceType', 'The resource type could not be found.');
}
