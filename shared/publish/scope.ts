import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { referencesIn } from '../apim/references.ts';
import { keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * What has to be read of the instance to publish these resources: them, what they live in, and the lists that can
 * answer whether something they refer to is there.
 */
export function scopeOf(wanted: Snapshot): Selection {
  const resources = [...wanted.resources.values()];
  const own = resources.flatMap(({ id }) => kindsOnTheWay(id));
  const elsewhere = resources
    .flatMap((resource) => referencesIn(resource, wanted, snapshot([])))
    .filter(({ targets }) => !targets.some((target) => wanted.resources.has(target)))
    .map(({ kind }) => kind);
  const kinds = new Set([...own, ...elsewhere]);
  const keys = new Set(resources.flatMap(({ id }) => withParents(id)));
  return {
    concerns: (kind) => kinds.has(kind),
    // A display name is known only when the whole list is.
    includes: (id) => keys.has(keyOf(id)) || kindOf(id.kind).called === 'by display name',
  };
}

/** Only these, by themselves: to read back what was written. */
export function exactly(ids: readonly ResourceId[]): Selection {
  const keys = new Set(ids.flatMap(withParents));
  const kinds = new Set(ids.flatMap(kindsOnTheWay));
  return { concerns: (kind) => kinds.has(kind), includes: (id) => keys.has(keyOf(id)) };
}

/** An operation policy is found only through the list of operations. */
function kindsOnTheWay(id: ResourceId): readonly KindName[] {
  return pathOf(id).map(({ kind }) => kind);
}

function withParents(id: ResourceId): readonly string[] {
  return id.parent === undefined ? [keyOf(id)] : [keyOf(id), ...withParents(id.parent)];
}
