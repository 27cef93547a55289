import type { Refusal } from './refusal.ts';

/** What to do about a refusal for lack of rights; undefined when it is something else (an Azure Policy, for instance). */
export function missingRights(refusal: Refusal): string | undefined {
  const { status, code = '' } = refusal;
  if (status !== 401 && status !== 403) return undefined;
  if (/^RequestDisallowedBy/i.test(code)) return undefined;
  if (/^LinkedAuthorizationFailed$/i.test(code)) return linkedRemedy(refusal);
  if (/^ExpiredAuthenticationToken$/i.test(code)) return clockRemedy;
  if (status === 401) return signInRemedy;
  return grantRemedy(refusal);
}

const signInRemedy =
  'Azure does not accept the token of the service connection: check that the connection belongs to the tenant of ' +
  'the subscription and to its cloud.';

const clockRemedy =
  'Azure takes even a new token for expired: check the clock of the agent machine, then run again.';

/**
 * Resource Manager words it: The client 'x' with object id 'y' does not have authorization to perform action 'a'
 * over scope 's' or the scope is invalid.
 */
function grantRemedy({ message, path }: Refusal): string {
  const action = /perform action '([^']+)'/i.exec(message)?.[1];
  const scope = /over scope '([^']+)'/i.exec(message)?.[1] ?? path;
  const client = /object id '([^']+)'/i.exec(message)?.[1];
  const who =
    client === undefined ? "the service connection's identity" : `the identity with object id ${client}`;
  const what = action === undefined ? '' : ` It must allow ${action}.`;
  return `Give ${who} the role "${roleFor(action)}" on ${instanceIn(scope)}.${what} A new role assignment takes some minutes to count.`;
}

/** ...however, the client does not have permission to perform action(s) 'a' on the linked scope(s) 's'... */
function linkedRemedy({ message }: Refusal): string {
  const action = /action\(s\) '([^']+)'/i.exec(message)?.[1];
  const scope = /linked scope\(s\) '([^']+)'/i.exec(message)?.[1];
  const target = scope ?? 'the resource that it refers to';
  return (
    `Check that ${target} is meant: an id in a file must belong to this instance, or be overridden per environment. ` +
    `If it is, give the service connection's identity ${action ?? 'the rights'} on it.`
  );
}

function roleFor(action: string | undefined): string {
  return action !== undefined && /\/read$/i.test(action)
    ? 'API Management Service Reader Role'
    : 'API Management Service Contributor';
}

/** Roles are given on the instance, not on one of its children. */
function instanceIn(scope: string): string {
  return /^.*?\/providers\/Microsoft\.ApiManagement\/service\/[^/]+/i.exec(scope)?.[0] ?? scope;
}
