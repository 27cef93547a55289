import { adopted, type Adoption } from '../apim/adoption.ts';
import type { Instance } from '../apim/instance.ts';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { keyOf } from '../apim/resource-id.ts';
import { type Gap, gapAt, resourceAt, type Snapshot, together } from '../apim/snapshot.ts';
import { exactly, scopeOf } from './scope.ts';

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
  const kinds = kindNames.filter((kind) => mayBeThere(kind, wanted, live));
  const others =
    kinds.length === 0
      ? undefined
      : await instance.read({
          concerns: (kind) => kinds.includes(kind),
          includes: ({ parent }) => parent === undefined,
        });
  const known = others === undefined ? live : together(live, others);
  const { snapshot, adoptions } = adopted(wanted, known);
  if (adoptions.length === 0) return { wanted, live, adoptions };
  const before = wanted.resources;
  const newNames = [...snapshot.resources.values()].filter(({ id }) => !before.has(keyOf(id)));
  const more = await instance.read(exactly(newNames.map(({ id }) => id)));
  return { wanted: snapshot, live: together(live, more), adoptions };
}

/** Something of the kind is wanted and not there under its name, while others of the kind were not looked at. */
function mayBeThere(kind: KindName, wanted: Snapshot, live: Snapshot): boolean {
  if (kindOf(kind).sameAs === undefined || !live.gaps.some((gap) => isOther(gap, kind))) return false;
  return [...wanted.resources.values()].some(
    ({ id }) => id.kind === kind && resourceAt(live, id) === undefined && gapAt(live, id) === undefined,
  );
}

function isOther({ of, why }: Gap, kind: KindName): boolean {
  return typeof of !== 'string' && of.kind === kind && why === 'outside the filter';
}
