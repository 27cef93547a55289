import { kindOf } from '../apim/kinds/table.ts';
import { describe, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { operationNamesIn } from '../apim/specification/operation-names.ts';
import { sameOperationName } from '../apim/specification/operation-name.ts';
import { didYouMean } from '../apim/nearest.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * Policies of operations that will not be there: the files' specification has no such operation, and none of that name
 * is live with a policy. Azure would refuse them half-way (MISSING_REFERENCE).
 */
export async function missingOperations(wanted: Snapshot, live: Snapshot): Promise<readonly TaskError[]> {
  const names = new Map<Resource, Promise<readonly string[] | undefined>>();
  const checked = [...wanted.resources.values()].map(async (resource): Promise<readonly TaskError[]> => {
    const operation = pathOf(resource.id).find(({ kind }) => kindOf(kind).carriedBy === 'specification');
    const holder = operation?.parent === undefined ? undefined : resourceAt(wanted, operation.parent);
    if (operation === undefined || holder?.specification === undefined) return [];
    if (resourceAt(live, resource.id) !== undefined) return [];
    const known = names.get(holder) ?? namesIn(holder);
    names.set(holder, known);
    const all = await known;
    return all === undefined || all.some((name) => isCalled(operation, name))
      ? []
      : [missing(resource, operation, holder, all)];
  });
  return (await Promise.all(checked)).flat();
}

async function namesIn({ id, file, specification }: Resource): Promise<readonly string[] | undefined> {
  if (specification === undefined) return undefined;
  const text = await specification.load();
  return operationNamesIn({ format: specification.format, text, file: file ?? describe(id) });
}

/** Names that would be equal get a number at their end (facts: apim-rest 2.1). */
function isCalled({ name }: ResourceId, operation: string): boolean {
  return sameOperationName(name, operation) || sameOperationName(name.replace(/-\d{1,3}$/, ''), operation);
}

function missing(
  { id, file }: Resource,
  operation: ResourceId,
  holder: Resource,
  names: readonly string[],
): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)}: the specification of ${describe(holder.id)} has no operation ${operation.name}.`,
    remedy: `Name the folder after an operationId of the specification. ${didYouMean(operation.name, names)}`,
    where: file === undefined ? { resource: describe(id) } : { file },
  });
}
