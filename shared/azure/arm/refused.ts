import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import { missingRights } from './missing-rights.ts';
import type { Refusal } from './refusal.ts';

/** What the user is told about a refusal. Azure's code, message, details and correlation id are always in it. */
export function refused(refusal: Refusal): TaskError {
  const missing = whatIsMissing(refusal);
  if (missing !== undefined) return told(missing, refusal, remedies[missing]);
  if (isOfSomebodyElse(refusal)) return told('UNEXPECTED_ANSWER', refusal, remedies.UNEXPECTED_ANSWER);
  if (refusal.status === 407) return told('AZURE_UNREACHABLE', refusal, remedies.AZURE_UNREACHABLE);
  if (isOfNetwork(refusal)) return told('AZURE_REFUSED', refusal, networkRemedy);
  const rights = missingRights(refusal);
  return rights === undefined ? told('AZURE_REFUSED', refusal) : told('MISSING_RIGHTS', refusal, rights);
}

export type MissingScope = 'SUBSCRIPTION_NOT_FOUND' | 'RESOURCE_GROUP_NOT_FOUND' | 'INSTANCE_NOT_FOUND';

/** Which scope around the resource Azure says does not exist; undefined when it is the resource itself, or another error. */
export function whatIsMissing({ code, message, status }: Refusal): MissingScope | undefined {
  if (
    code !== undefined &&
    /^(SubscriptionNotFound|InvalidSubscriptionId|MissingSubscription)$/i.test(code)
  ) {
    return 'SUBSCRIPTION_NOT_FOUND';
  }
  if (status !== 404) return undefined;
  if (code === 'ResourceGroupNotFound') return 'RESOURCE_GROUP_NOT_FOUND';
  // Resource Manager knows nothing below the instance: a parent that it misses is the instance.
  if (code === 'ParentResourceNotFound') return 'INSTANCE_NOT_FOUND';
  return /The Resource 'Microsoft\.ApiManagement\/service\/[^'/]+' under resource group '[^']*' was not found/i.test(
    message,
  )
    ? 'INSTANCE_NOT_FOUND'
    : undefined;
}

const remedies = {
  SUBSCRIPTION_NOT_FOUND:
    'Check the subscription id, and that the service connection belongs to the tenant of that subscription and may read it.',
  RESOURCE_GROUP_NOT_FOUND: 'Check the name of the resource group and the subscription it is looked for in.',
  INSTANCE_NOT_FOUND:
    'Check the name of the API Management instance, its resource group and its subscription.',
  UNEXPECTED_ANSWER:
    'This does not look like an answer of Azure: check what stands between the agent and Azure, such as a proxy or a firewall.',
  AZURE_UNREACHABLE: "Check the user name and the password of the agent's proxy.",
} satisfies Partial<Record<ErrorCode, string>>;

/** How Azure words it is not known for sure: private links of Resource Manager and of services differ. */
function isOfNetwork({ status, code = '', message }: Refusal): boolean {
  return (
    status === 403 && /private ?(link|endpoint)|public ?network|network access/i.test(`${code} ${message}`)
  );
}

const networkRemedy =
  'Azure is closed to the network of this agent: run the job on an agent inside the network of the private endpoint, or allow access from public networks.';

/** Azure puts a code into every refusal and a correlation id on every answer, also on one without a body. */
export function isOfSomebodyElse({ status, code, correlationId }: Refusal): boolean {
  return [401, 403, 404].includes(status) && code === undefined && correlationId === undefined;
}

function told(code: ErrorCode, refusal: Refusal, remedy?: string): TaskError {
  const { method, path, status, code: azureCode, correlationId, words } = refusal;
  const kind = azureCode === undefined ? String(status) : `${String(status)} ${azureCode}`;
  const correlation = correlationId === undefined ? '' : ` (correlation id ${correlationId})`;
  return new TaskError(code, {
    message: `Azure refused ${method} ${path} with ${kind}: ${words || 'no words'}${correlation}`,
    ...(remedy === undefined ? {} : { remedy }),
    cause: refusal,
  });
}
