import type { Instance } from '../instance.ts';
import { objectOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';

/** What the schema entities of that content type hold as text (facts 1.8). */
export function schemaText(instance: Instance, api: Entry, contentType: string): string {
  return instance.store
    .list(`${api.key}/schemas`)
    .filter(({ properties }) => textOf(properties, 'contentType') === contentType)
    .map(({ properties }) => textOf(objectOf(properties, 'document') ?? {}, 'value') ?? '')
    .join('\n');
}
