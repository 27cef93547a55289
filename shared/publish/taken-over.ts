import type { Change, Removal } from '../apim/change.ts';
import { type Claim, claimKey, claimsOf, mayShare } from '../apim/clashes.ts';
import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf } from '../apim/resource-id.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * An API that takes over the path or the display name of one that would be deleted: another id for the same thing. Azure
 * refuses it as long as the other one is there (clashes.ts), and deletes come last: the run would end with neither of
 * them, and callers with 404. NAME_CLASH. What both have already is not taken over. What is matched by its display name
 * is adopted instead (adoption.ts).
 */
export function takenOver(
  changes: readonly Change[],
  removals: readonly Removal[],
  live: Snapshot,
): readonly TaskError[] {
  const going = new Set(removals.map(({ resource }) => keyOf(resource.id)));
  const leaving = [...live.resources.values()].filter(({ id }) => going.has(keyOf(id)));
  const held = grouped(leaving.flatMap(claimsOf), claimKey);
  return changes.flatMap((change) => {
    const { kind, resource } = change;
    const isMade = kind === 'create' || kind === 'update';
    if (!isMade || kindOf(resource.id.kind).sameAs !== undefined) return [];
    const before = new Set(kind === 'update' ? claimsOf(change.live).map(claimKey) : []);
    const claims = claimsOf(resource).filter((claim) => !before.has(claimKey(claim)));
    const [taken] = claims.flatMap((claim) => {
      const holder = held.get(claimKey(claim))?.find((one) => !mayShare(one, claim));
      return holder === undefined ? [] : [{ claim, holder }];
    });
    return taken === undefined ? [] : [clash(taken.claim, taken.holder)];
  });
}

function clash({ what, value, resource: { id, file } }: Claim, { resource: holder }: Claim): TaskError {
  return new TaskError('NAME_CLASH', {
    message: `${describe(id)} takes over the ${what} "${value}" of ${describe(holder.id)}, which would be deleted: Azure refuses that as long as both are there, and deletes come last. Nothing was written.`,
    remedy: `Let it keep the id "${holder.id.name}", which its folder is called after: a display name may change by itself. To replace it all the same, publish the removal alone first; callers get 404 until the new one is published.`,
    where: whereOf({ id, file }),
  });
}
