import type { Identities } from '../../apim/instance.ts';
import { objectAt, textAt, type Json, type JsonObject } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Arm } from './arm.ts';
import { armPath, instancePath } from './arm-path.ts';
import { refusalOf } from './refusal.ts';

/** What Azure says about the instance itself. */
export interface FoundInstance {
  /** Azure's own resource id, in Azure's casing. */
  readonly resourceId: string;
  readonly name: string;
  /** "westeurope" or "West Europe". */
  readonly location: string;
  /** Developer, Premium, StandardV2, Consumption… */
  readonly sku: string;
  readonly gatewayUrl: string | undefined;
  /** Succeeded; anything else means that children may be refused for now. */
  readonly provisioningState: string | undefined;
  readonly identities: Identities | undefined;
}

/**
 * Reads the instance. SUBSCRIPTION_NOT_FOUND, RESOURCE_GROUP_NOT_FOUND, INSTANCE_NOT_FOUND (also when it was deleted
 * and can be recovered), MISSING_RIGHTS, or UNEXPECTED_ANSWER when what is there is no instance of API Management.
 */
export async function findInstance(
  arm: Pick<Arm, 'get' | 'list'>,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Promise<FoundInstance> {
  const where = `"${name}" in the resource group "${resourceGroup}" of the subscription ${subscriptionId}`;
  const body = await described(arm, instancePath(subscriptionId, resourceGroup, name), where);
  if (body instanceof TaskError) throw (await deletedInstance(arm, subscriptionId, name, body)) ?? body;
  const resourceId = textAt(body, 'id');
  const sku = textAt(body, 'sku', 'name');
  if (resourceId === undefined || sku === undefined) {
    throw new TaskError('UNEXPECTED_ANSWER', {
      message: `Azure's description of the instance ${where} has no id or no tier.`,
      remedy: 'Run again with System.Debug set to true and report it to the authors of the extension.',
    });
  }
  return {
    resourceId,
    name: textAt(body, 'name') ?? name,
    location: textAt(body, 'location') ?? '',
    sku,
    gatewayUrl: textAt(body, 'properties', 'gatewayUrl'),
    provisioningState: textAt(body, 'properties', 'provisioningState'),
    identities: identitiesIn(body),
  };
}

/** Where Azure does not speak of identities, nobody knows: older versions of its interface leave them out. */
function identitiesIn(body: Json | undefined): Identities | undefined {
  const type = textAt(body, 'identity', 'type');
  if (type === undefined) return undefined;
  const assigned = Object.values(objectAt(body, 'identity', 'userAssignedIdentities'));
  return {
    hasOwn: /SystemAssigned/i.test(type),
    clientIds: assigned.flatMap((one) => textAt(one, 'clientId') ?? []),
  };
}

/** What Azure says of it, or INSTANCE_NOT_FOUND in whatever way Azure says that. */
async function described(
  arm: Pick<Arm, 'get'>,
  path: string,
  where: string,
): Promise<Json | undefined | TaskError> {
  try {
    const answer = await arm.get(path);
    if (answer !== undefined) return answer.body;
    return new TaskError('INSTANCE_NOT_FOUND', {
      message: `Azure knows no API Management instance ${where}.`,
      remedy: 'Check the name of the instance, its resource group and its subscription.',
    });
  } catch (error) {
    if (error instanceof TaskError && error.code === 'INSTANCE_NOT_FOUND') return error;
    throw error;
  }
}

/** For two days a deleted instance keeps its name and can be recovered (facts: apim-rest 4.7). */
async function deletedInstance(
  arm: Pick<Arm, 'list'>,
  subscriptionId: string,
  name: string,
  cause: TaskError,
): Promise<TaskError | undefined> {
  const path = `${armPath('subscriptions', subscriptionId, 'providers', 'Microsoft.ApiManagement')}/deletedservices`;
  const found = (await listed(arm, path)).find((item) => sameName(textAt(item, 'name'), name));
  if (found === undefined) return undefined;
  const [deletion, purge] = ['deletionDate', 'scheduledPurgeDate'].map((date) =>
    textAt(found, 'properties', date),
  );
  return new TaskError('INSTANCE_NOT_FOUND', {
    message: `The API Management instance "${name}" was deleted (${deletion ?? 'lately'}) and can be recovered until ${purge ?? 'it is purged'}.`,
    remedy: 'Recover it ("restore": true), or purge it before another one is made under its name.',
    cause,
  });
}

/** Asking is a service to the reader: whoever may not ask is told that the instance is not there, no less true. */
async function listed(arm: Pick<Arm, 'list'>, path: string): Promise<readonly JsonObject[]> {
  try {
    return await arm.list(path);
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    return [];
  }
}

function sameName(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
