import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';
import type { Scope } from './scope.ts';
import type { Entry } from './store.ts';

/** What an id in a body names; undefined when there is none such. An id of another service is 403 (facts 1.0). */
export function targetOf(
  instance: Instance,
  reference: string,
  collection: string,
  scope: Scope = '',
): Entry | undefined {
  const key = instance.keyOfReference(reference, scope);
  if (key === undefined) throw linkedElsewhere(reference);
  const target = instance.find(key);
  const inCollection = target?.key.replace(/[^/]+$/, '') === `${scope}${collection.toLowerCase()}/`;
  return inCollection ? target : undefined;
}

/** An id as the service gives it back. */
export function fullIdOf(instance: Instance, entry: Entry): string {
  return `${instance.resourceId}/${instance.pathOf(entry)}`;
}

/** ARM looks at linked ids itself, so this has the form of its front door; the words are a guess. */
function linkedElsewhere(reference: string): Refusal {
  return new Refusal(
    403,
    'LinkedAuthorizationFailed',
    `The client has permission to perform the action on the resource; however, it does not have permission to perform action 'read' on the linked scope(s) '${reference}' or the linked scope(s) are invalid.`,
  );
}
