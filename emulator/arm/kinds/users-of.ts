import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { readMarkup } from '../policy-xml/read-markup.ts';
import { namedValuesOf, type PolicyReference, referencesOf } from '../policy-xml/references.ts';
import type { Entry } from '../store.ts';

/** Paths of the policies, fragments and backends that refer to something (facts 4.2, 4.3). */
export function usersOf(instance: Instance, to: PolicyReference['to'], name: string): string[] {
  const wanted = name.toLowerCase();
  return instance.store
    .all()
    .filter((entry) => namesIn(entry, to).some((used) => used.toLowerCase() === wanted))
    .map((entry) => `/${instance.pathOf(entry)}`);
}

function namesIn({ key, properties }: Entry, to: PolicyReference['to']): string[] {
  if (key.startsWith('backends/'))
    return to === 'namedValue' ? namedValuesOf(JSON.stringify(properties['credentials'] ?? {})) : [];
  const value = textOf(properties, 'value');
  if (value === undefined || !/(^|\/)policies\/policy$|^policyfragments\//.test(key)) return [];
  return referencesOf(readMarkup(value, 'rawxml'))
    .filter((reference) => reference.to === to)
    .map((reference) => reference.name);
}
