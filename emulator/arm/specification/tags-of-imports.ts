import type { Instance } from '../instance.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import type { Scope } from '../scope.ts';
import type { ImportedApi } from './imported-api.ts';

/** What tags there were when an import began, by the body that it was given. */
const known = new WeakMap<JsonObject, ReadonlySet<string>>();

export function noteTags(wanted: JsonObject, instance: Instance, scope: Scope): void {
  known.set(wanted, tagsOf(instance, scope));
}

/** Two imports at the same time that both bring a new tag collide (facts 2.1). */
export function refuseNewTags(
  wanted: JsonObject,
  imported: ImportedApi,
  instance: Instance,
  scope: Scope,
): void {
  const before = known.get(wanted);
  const now = tagsOf(instance, scope);
  const brought = imported.operations.flatMap(({ tags }) => tags.map((tag) => tag.toLowerCase()));
  if (before && brought.some((tag) => now.has(tag) && !before.has(tag)))
    throw invalid('name', 'Tag with the same name already exists.');
}

function tagsOf(instance: Instance, scope: Scope): Set<string> {
  const tags = instance.store.list(`${scope}tags`);
  return new Set(tags.map(({ properties }) => (textOf(properties, 'displayName') ?? '').toLowerCase()));
}
