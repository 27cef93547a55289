import type { Adoption } from '../apim/adoption.ts';
import { type Change, isRemoval, type KeepReason, type Removal } from '../apim/change.ts';
import type { Difference } from '../apim/differences.ts';
import { documentIdOf } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { compareIds, keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Snapshot } from '../apim/snapshot.ts';

/** What happens to one document: the unit that people see in files and count, and that one request carries. */
export interface Line {
  readonly id: ResourceId;
  readonly key: string;
  readonly verb: 'create' | 'update' | 'keep' | 'delete';
  readonly differences: readonly Difference[];
  /** With the verb keep. */
  readonly because?: KeepReason | 'adopted';
  /** What the files call it, where the instance has it under another name. */
  readonly adopts?: ResourceId;
  /** Links that the service makes along with it, and that are taken away at once. */
  readonly without?: readonly ResourceId[];
  /** With the verb delete: what goes with it. */
  readonly cascade?: readonly string[];
}

/** The changes of a plan, an API and its current revision taken together, in the order in which people look for them. */
export function linesOf(
  changes: readonly Change[],
  wanted: Snapshot,
  adoptions: readonly Adoption[] = [],
): readonly Line[] {
  const adopts = new Map(adoptions.map(({ own, other }) => [keyOf(other), own]));
  const removals = changes.filter(isRemoval).map(removalLine);
  const others = changes.filter((change) => !isRemoval(change));
  const carriers = others.map((change) => ({
    change,
    id: documentIdOf(change.resource, wanted),
  }));
  const groups = [...grouped(carriers, ({ id }) => keyOf(id))];
  return groups
    .flatMap(([key, members]) => {
      const [first] = members;
      return first === undefined
        ? []
        : [
            lineOf(
              first.id,
              key,
              members.map(({ change }) => change),
            ),
          ];
    })
    .map((line) => withAdoption(line, adopts.get(line.key)))
    .concat(removals)
    .sort((left, right) => compareIds(left.id, right.id));
}

function removalLine({ resource: { id }, differences, cascade }: Removal): Line {
  return { id, key: `delete ${keyOf(id)}`, verb: 'delete', differences, cascade };
}

function withAdoption(line: Line, adopts: ResourceId | undefined): Line {
  if (adopts === undefined) return line;
  return line.because === 'same' ? { ...line, adopts, because: 'adopted' } : { ...line, adopts };
}

function lineOf(id: ResourceId, key: string, changes: readonly Change[]): Line {
  const own = changes.find(({ resource }) => keyOf(resource.id) === key) ?? changes[0];
  const differences = changes.flatMap((change) => (change.kind === 'update' ? change.differences : []));
  if (own?.kind === 'create') return { id, key, verb: 'create', differences: [] };
  if (differences.length > 0) return { id, key, verb: 'update', differences };
  const reasons = changes.flatMap((change) => (change.kind === 'keep' ? [change.because] : []));
  return {
    id,
    key,
    verb: 'keep',
    differences,
    because: reasons.find((reason) => reason !== 'same') ?? 'same',
  };
}
