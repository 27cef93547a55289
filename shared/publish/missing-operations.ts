import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { didYouMean } from '../apim/nearest.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';
import { hasOperation, operationNamesOf } from './operation-names-of.ts';

/** What a run looks at and does. */
interface Comparing {
  /** Keys of what was looked for in the instance; absent: all. */
  readonly compared?: ReadonlySet<string>;
  /** Those that have a specification import it. */
  readonly steps: ReadonlyMap<string, { readonly document: Pick<Resource, 'specification'> }>;
}

/**
 * Policies, and what else lives in operations, whose operation will not be there: the files' specification has none of
 * that name. Either the instance has no such policy yet, and Azure would refuse it half-way; or this run imports the
 * specification, and with an operation that this drops the policy would go in silence (MISSING_REFERENCE). What the
 * instance has under names that no specification tells is left alone.
 */
export async function missingOperations(
  files: Snapshot,
  live: Snapshot,
  { compared, steps }: Comparing = { steps: new Map() },
): Promise<readonly TaskError[]> {
  const names = new Map<Resource, Promise<readonly string[] | undefined>>();
  const namesOf = (holder: Resource) => {
    const known = names.get(holder) ?? operationNamesOf(holder);
    names.set(holder, known);
    return known;
  };
  const isThere = ({ id }: Resource) =>
    resourceAt(live, id) !== undefined || compared?.has(keyOf(id)) === false;
  const isImported = ({ id }: Resource) => steps.get(keyOf(id))?.document.specification !== undefined;
  const checked = livingInOperations(files).map(
    async ({ resource, operation, holder }): Promise<readonly TaskError[]> => {
      if (isThere(resource) && !isImported(holder)) return [];
      const all = await namesOf(holder);
      if (hasOperation(all, operation)) return [];
      const before = isThere(resource) ? resourceAt(live, holder.id) : undefined;
      if (before !== undefined && !hasOperation((await namesOf(before)) ?? [], operation)) return [];
      return [missing(resource, operation, holder, all ?? [])];
    },
  );
  return (await Promise.all(checked)).flat();
}

/** With the operations that they live in, and what has the specification of these. */
function livingInOperations({ resources }: Snapshot) {
  return [...resources.values()].flatMap((resource) => {
    const operation = pathOf(resource.id).find(({ kind }) => kindOf(kind).carriedBy === 'specification');
    const holder = operation?.parent === undefined ? undefined : resources.get(keyOf(operation.parent));
    // One that no specification can say has a file of its own.
    const carriesItself = operation !== undefined && resources.has(keyOf(operation));
    return operation === undefined || holder?.specification === undefined || carriesItself
      ? []
      : [{ resource, operation, holder }];
  });
}

function missing(
  { id, file }: Resource,
  operation: ResourceId,
  holder: Resource,
  names: readonly string[],
): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)}: the specification of ${describe(holder.id)} has no operation ${operation.name}.`,
    remedy: `Name the folder after an operationId of the specification, or remove it with the operation. ${didYouMean(operation.name, names)}`,
    where: whereOf({ id, file }),
  });
}
