import type { Instance } from '../instance.ts';
import { assignTag } from '../kinds/tag-assignments.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';
import { OperationNames } from './operation-names.ts';

/** Tags of a document become tags of the service or workspace, and assignments (facts 2.1). */
export function tagOperations(instance: Instance, operation: Entry, tags: readonly string[]): void {
  const scope = scopeOf(operation.key);
  for (const displayName of tags) {
    const known = instance.findByDisplayName(`${scope}tags`, displayName);
    assignTag(instance, operation, known ?? newTag(instance, scope, displayName));
  }
}

function newTag(instance: Instance, scope: Scope, displayName: string): Entry {
  const base = new OperationNames('lowerCase').normalised(displayName) || 'tag';
  let name = base;
  for (let suffix = 1; instance.store.get(`${scope}tags/${name}`); suffix += 1) name = `${base}-${suffix}`;
  return instance.store.put(`${scope}tags/${name}`, name, { displayName });
}
