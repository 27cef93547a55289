import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { contentTypes, type ImportedSchema } from './imported-api.ts';

/** The entities get new ids at every import (facts 1.8); those that a caller made under other names stay. */
export function replaceSchemas(instance: Instance, api: Entry, imported: readonly ImportedSchema[]): void {
  const types: readonly string[] = Object.values(contentTypes);
  for (const { key, name, properties } of instance.store.list(`${api.key}/schemas`))
    if (types.includes(textOf(properties, 'contentType') ?? '') && /^[0-9a-f]{24}$/.test(name))
      instance.store.delete(key);
  for (const { name, contentType, document } of imported)
    instance.store.put(`${api.key}/schemas/${name}`, name, { contentType, document });
}
