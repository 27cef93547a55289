import type { Instance } from '../instance.ts';
import type { Entry } from '../store.ts';
import { OperationNames } from './operation-names.ts';

/** Tags of a document become tags of the service, and assignments (facts 2.1). */
export function tagOperations(instance: Instance, operation: Entry, tags: readonly string[]): void {
  for (const displayName of tags) {
    const tag = instance.findByDisplayName('tags', displayName) ?? newTag(instance, displayName);
    const key = `${operation.key}/${tag.key}`;
    if (!instance.store.get(key)) instance.store.put(key, tag.name, {});
  }
}

function newTag(instance: Instance, displayName: string): Entry {
  const base = new OperationNames('lowerCase').normalised(displayName) || 'tag';
  let name = base;
  for (let suffix = 1; instance.store.get(`tags/${name}`); suffix += 1) name = `${base}-${suffix}`;
  return instance.store.put(`tags/${name}`, name, { displayName });
}
