import type { Instance } from '../apim/instance.ts';
import { childrenOf, kindOf, type KindName } from '../apim/kinds/table.ts';
import { keyOf, pathOf, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { gapAt } from '../apim/snapshot.ts';
import type { Unwanted } from './removal-candidates.ts';
import { listOf, listsOnTheWay } from './scope.ts';
import type { Spared } from './spared.ts';

/**
 * Policies in revisions that are new in the files and were in the instance before: where no file has them nobody has
 * published them, so they stay (promise 2), and callers meet what nobody sees in the files.
 */
export async function inNoFile(
  { fresh, wanted, spares }: Unwanted,
  going: readonly ResourceId[],
  instance: Instance,
): Promise<readonly Spared[]> {
  if (fresh.length === 0) return [];
  const live = await instance.read(policiesIn(fresh));
  const leaving = new Set(going.map(keyOf));
  return [...live.resources.values()]
    .filter(
      (resource) =>
        kindOf(resource.id.kind).azure.policy === true &&
        !wanted.has(keyOf(resource.id)) &&
        !pathOf(resource.id).some((step) => leaving.has(keyOf(step))) &&
        gapAt(live, resource.id) === undefined &&
        spares(resource) === undefined,
    )
    .map(({ id }) => ({ id, why: 'in no file' }));
}

/** With the operations and the like that they belong to. */
function policiesIn(revisions: readonly ResourceId[]): Selection {
  const keys = new Set(revisions.map(keyOf));
  const onTheWay = new Set(revisions.flatMap((id) => pathOf(id).map(keyOf)));
  const lists = new Set(
    revisions.flatMap((id) => [
      ...listsOnTheWay(id),
      ...waysToPolicies(id.kind).map((kind) => listOf(kind, workspaceOf(id))),
    ]),
  );
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    includes: (id) => onTheWay.has(keyOf(id)) || pathOf(id).some((step) => keys.has(keyOf(step))),
  };
}

function waysToPolicies(kind: KindName): readonly KindName[] {
  return childrenOf(kind).flatMap((child) => {
    const further = waysToPolicies(child);
    return further.length > 0 || kindOf(child).azure.policy === true ? [child, ...further] : [];
  });
}
