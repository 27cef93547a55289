import { type Change, changeKey, isRemoval, isWrite } from '../apim/change.ts';
import { becomesReachable, type Reachable } from '../apim/reachable.ts';
import { keyOf, pathOf } from '../apim/resource-id.ts';
import { resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * APIs that more callers reach once these changes are made. What was not compared counts as the files have it: a
 * product that opens has its links there.
 */
export function openedBy(
  changes: readonly Change[],
  files: Snapshot,
  compared: ReadonlySet<string>,
  live: Snapshot,
): readonly Reachable[] {
  const unchanged = [...files.resources.values()].filter(({ id }) => !compared.has(keyOf(id)));
  const before = snapshot([...unchanged, ...live.resources.values()]);
  const removed = new Set(changes.filter(isRemoval).map(changeKey));
  const kept = [...before.resources.values()].filter(
    ({ id }) => !pathOf(id).some((step) => removed.has(keyOf(step))),
  );
  const written = changes.filter(isWrite).map(({ resource }) => {
    const { properties } = resourceAt(before, resource.id) ?? {};
    return { ...resource, properties: { ...properties, ...resource.properties } };
  });
  const after = snapshot([...kept, ...written]);
  return becomesReachable(before, after);
}
