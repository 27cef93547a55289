import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { readMarkup } from '../policy-xml/read-markup.ts';
import { namedValuesOf, type PolicyReference, referencesOf } from '../policy-xml/references.ts';
import { type Scope, withoutScope } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Paths of the policies, fragments and backends that of one scope that refer to something (facts 4.2, 4.3). */
export function usersOf(
  { instance, scope }: { instance: Instance; scope: Scope },
  to: PolicyReference['to'],
  name: string,
): string[] {
  const wanted = name.toLowerCase();
  return instance.store
    .allOf(scope)
    .filter((entry) => namesIn(entry, to).some((used) => used.toLowerCase() === wanted))
    .map((entry) => `/${instance.pathOf(entry)}`);
}

function namesIn({ key: full, properties }: Entry, to: PolicyReference['to']): string[] {
  const key = withoutScope(full);
  if (key.startsWith('backends/'))
    return to === 'namedValue' ? namedValuesOf(JSON.stringify(properties['credentials'] ?? {})) : [];
  const value = textOf(properties, 'value');
  if (value === undefined || !/(^|\/)policies\/policy$|^policyfragments\//.test(key)) return [];
  return referencesOf(readMarkup(value, 'rawxml'))
    .filter((reference) => reference.to === to)
    .map((reference) => reference.name);
}
