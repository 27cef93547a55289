import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { readMarkup } from '../policy-xml/read-markup.ts';
import { namedValuesOf, type PolicyReference, referencesOf } from '../policy-xml/references.ts';
import { type Scope, withoutScope } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Paths of the policies, fragments, backends and loggers of one scope that refer to something (facts 4.2, 4.3). */
export function usersOf(
  where: { instance: Instance; scope: Scope },
  to: PolicyReference['to'],
  name: string,
): string[] {
  return entriesUsing(where, to, name).map((entry) => `/${where.instance.pathOf(entry)}`);
}

export function entriesUsing(
  { instance, scope }: { instance: Instance; scope: Scope },
  to: PolicyReference['to'],
  name: string,
): Entry[] {
  const wanted = name.toLowerCase();
  return instance.store
    .allOf(scope)
    .filter((entry) => namesIn(entry, to).some((used) => used.toLowerCase() === wanted));
}

/** Whether it holds a policy document, as opposed to credentials with named values in them. */
export function isPolicy({ key }: Entry): boolean {
  return /(^|\/)policies\/policy$|^policyfragments\/[^/]+$/.test(withoutScope(key));
}

function namesIn(entry: Entry, to: PolicyReference['to']): string[] {
  if (/^(backends|loggers)\//.test(withoutScope(entry.key)))
    return to === 'namedValue' ? namedValuesOf(JSON.stringify(entry.properties['credentials'] ?? {})) : [];
  const value = textOf(entry.properties, 'value');
  if (value === undefined || !isPolicy(entry)) return [];
  return referencesOf(readMarkup(value, 'rawxml'))
    .filter((reference) => reference.to === to)
    .map((reference) => reference.name);
}
