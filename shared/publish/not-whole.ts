import { apiTypeOf, hasSpecification, lackIn } from '../apim/api-type.ts';
import { currentRevision, documentAt } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, pathOf, resourceId, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { type Gap, resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';

/** What of the files is published, and what not. */
export interface Whole {
  readonly wanted: Snapshot;
  /** The APIs of which files have a part only, with what lives in them or leads to them where the instance lacks them. */
  readonly left: readonly Resource[];
  /** "API agent is not published: ...", one line for each. */
  readonly words: readonly string[];
}

/**
 * Leaves out what would be published as if it were complete: an API of tools without its tools, since the version of
 * Azure's interface that it was read with does not know them, and a new API whose specification was withheld or could
 * not be read, which would have no operations. `told` is what the coverage file of the folder says.
 */
export function wholeOf(wanted: Snapshot, told: readonly Gap[], live: Snapshot): Whole {
  const revisions = [...wanted.resources.values()].filter(
    ({ id }) => kindOf(id.kind).azure.specification === true,
  );
  const found = revisions.flatMap((revision) => {
    const why = lackOf(revision, wanted, told, live);
    return why === undefined ? [] : [{ revision, why }];
  });
  if (found.length === 0) return { wanted, left: [], words: [] };
  const partial = new Set(found.flatMap(({ revision }) => documentKeys(revision, wanted)));
  const absent = new Set([...partial].filter((key) => !live.resources.has(key)));
  const isLeft = ({ id }: Resource) => {
    const { linksTo } = kindOf(id.kind);
    const target = linksTo === undefined ? undefined : keyOf(resourceId(linksTo, id.name, workspaceOf(id)));
    return (
      partial.has(keyOf(id)) ||
      pathOf(id).some((step) => absent.has(keyOf(step))) ||
      (target !== undefined && absent.has(target))
    );
  };
  const all = [...wanted.resources.values()];
  const kept = all.filter((one) => !isLeft(one));
  return {
    wanted: snapshot(kept, wanted.gaps, wanted.within),
    left: all.filter(isLeft),
    words: found.map(
      ({ revision: { id }, why }) => `${describe(id)} is not published, the files are not all of it: ${why}.`,
    ),
  };
}

function lackOf(
  { id, specification }: Resource,
  wanted: Snapshot,
  told: readonly Gap[],
  live: Snapshot,
): string | undefined {
  const properties = documentAt(wanted, id)?.properties ?? {};
  const lack = lackIn(properties);
  if (lack !== undefined) return lack;
  const needs = hasSpecification(apiTypeOf(properties)) && specification === undefined;
  if (!needs || resourceAt(live, id) !== undefined) return undefined;
  const gap = told.find(({ of }) => typeof of !== 'string' && keyOf(of) === keyOf(id));
  switch (gap?.why) {
    case 'withheld':
      return 'its specification was withheld, because it holds a secret in clear';
    case 'incomplete':
      return 'its specification could not be read';
    default:
      return undefined;
  }
}

/** Of a current revision the API too: one file says both. */
function documentKeys({ id }: Resource, wanted: Snapshot): readonly string[] {
  const own = keyOf(id);
  const isCurrent = id.parent !== undefined && keyOf(currentRevision(id.parent, wanted)) === own;
  return isCurrent ? [own, keyOf(id.parent)] : [own];
}
