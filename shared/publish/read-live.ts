import { adopted, type Adoption } from '../apim/adoption.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import { gapAt, resourceAt, type Snapshot, together } from '../apim/snapshot.ts';
import { exactly, listOf, listsOf, scopeOf } from './scope.ts';

/** What the files want, by the names that the instance uses, and what the instance has of it. */
export interface Compared {
  readonly wanted: Snapshot;
  readonly live: Snapshot;
  /** Things that the instance has under another name than the files. */
  readonly adoptions: readonly Adoption[];
}

/**
 * Reads what has to be compared. Where the instance has things of a kind under names that the files do not have, it
 * looks whether one of them is meant (facts: apim-rest 1.10 to 1.13): no request more where there are none.
 */
export async function readLive(wanted: Snapshot, instance: Instance): Promise<Compared> {
  const live = await instance.read(scopeOf(wanted));
  const lost = looksLost(wanted, live);
  const others = lost.length === 0 ? undefined : await instance.read(listsOf(lost));
  const known = others === undefined ? live : together(live, others);
  const { snapshot, adoptions } = adopted(wanted, known);
  if (adoptions.length === 0) return { wanted, live, adoptions };
  const before = wanted.resources;
  const newNames = [...snapshot.resources.values()].filter(({ id }) => !before.has(keyOf(id)));
  const more = await instance.read(exactly(newNames.map(({ id }) => id)));
  return { wanted: snapshot, live: together(live, more), adoptions };
}

/** What is wanted and not there under its name, while others of the kind were not looked at. */
function looksLost(wanted: Snapshot, live: Snapshot): readonly ResourceId[] {
  const passedBy = new Set(
    live.gaps.flatMap(({ of, why }) =>
      typeof of === 'string' || why !== 'outside the filter' ? [] : [listOf(of.kind, workspaceOf(of))],
    ),
  );
  return [...wanted.resources.values()]
    .map(({ id }) => id)
    .filter(
      (id) =>
        kindOf(id.kind).sameAs !== undefined &&
        resourceAt(live, id) === undefined &&
        gapAt(live, id) === undefined &&
        passedBy.has(listOf(id.kind, workspaceOf(id))),
    );
}
