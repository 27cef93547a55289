import type { Instance } from '../instance.ts';
import { copy, type JsonObject, textOf, without } from '../json.ts';
import type { Write } from '../kind.ts';
import { rootOf } from '../place.ts';
import { Refusal } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** What `sourceApiId` of a new API or revision names, short or full (facts 3); it means nothing to one that exists. */
export function sourceOf(wanted: JsonObject, { instance, place, existing }: Write): Entry | undefined {
  const id = textOf(wanted, 'sourceApiId') ?? '';
  if (existing || id === '') return undefined;
  const source = instance.findReference(id, place.scope);
  if (source) return source;
  throw new Refusal(400, 'ValidationError', 'Entity with specified identifier not found', null);
}

/** What the request does not say is as in the source; a copy under another name has its own place and version. */
export function withInherited(wanted: JsonObject, source: Entry | undefined, write: Write): JsonObject {
  if (!source) return wanted;
  const own = ['apiRevision', 'apiRevisionDescription', 'createdDateTime', 'updatedDateTime'];
  const isRevision = rootOf(source.key) === rootOf(write.place.key);
  const placed = isRevision ? [] : ['path', 'apiVersion', 'apiVersionDescription', 'apiVersionSetId'];
  return { ...without(source.properties, ...own, ...placed), ...wanted };
}

/** Operations, schemas, policies and tags come along; what belongs to the root of the API stays there (facts 3, 1.1). */
export function copyContent(instance: Instance, source: Entry, target: Entry): void {
  for (const { key, name, properties } of instance.store.below(source.key))
    instance.store.put(`${target.key}${key.slice(source.key.length)}`, name, copy(properties));
}
