import { adopted, renaming } from '../apim/adoption.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { workspaceOf } from '../apim/resource-id.ts';
import { allOf, type Selection } from '../apim/selection.ts';
import { gapAt, resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * The selection for an instance that has selected things under other names than the files: a filter names a product as
 * its file does, the instance calls it as the portal has made it. Undefined when nothing is called otherwise. Asks only
 * where something of the files is not there by its name, for the list of what it is.
 */
export async function selectionWithOtherNames(
  selected: Snapshot,
  inFiles: Snapshot,
  selection: Selection,
  instance: Instance,
): Promise<Selection | undefined> {
  const missing = [...inFiles.resources.values()].filter(
    ({ id }) =>
      kindOf(id.kind).sameAs !== undefined &&
      selection.includes(id) &&
      resourceAt(selected, id) === undefined &&
      gapAt(selected, id) === undefined,
  );
  if (missing.length === 0) return undefined;
  const kinds = new Set<KindName>(missing.map(({ id }) => id.kind));
  const workspaces = missing.flatMap(({ id }) => workspaceOf(id) ?? []);
  const all = await instance.read(allOf((kind) => kinds.has(kind), workspaces));
  const { adoptions } = adopted(all, snapshot(missing));
  if (adoptions.length === 0) return undefined;
  const asInFiles = renaming(adoptions);
  return { ...selection, includes: (id) => selection.includes(asInFiles(id)) };
}
