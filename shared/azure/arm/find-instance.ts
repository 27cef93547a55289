import { textAt } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Arm } from './arm.ts';
import { instancePath } from './arm-path.ts';

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
}

/**
 * Reads the instance. SUBSCRIPTION_NOT_FOUND, RESOURCE_GROUP_NOT_FOUND, INSTANCE_NOT_FOUND, MISSING_RIGHTS, or
 * UNEXPECTED_ANSWER when what is there is no instance of API Management.
 */
export async function findInstance(
  arm: Pick<Arm, 'get'>,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Promise<FoundInstance> {
  const answer = await arm.get(instancePath(subscriptionId, resourceGroup, name));
  const where = `"${name}" in the resource group "${resourceGroup}" of the subscription ${subscriptionId}`;
  if (answer === undefined) {
    throw new TaskError('INSTANCE_NOT_FOUND', {
      message: `Azure knows no API Management instance ${where}.`,
      remedy: 'Check the name of the instance, its resource group and its subscription.',
    });
  }
  const { body } = answer;
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
  };
}
