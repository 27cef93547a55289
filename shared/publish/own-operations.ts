import { textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';
import { operationNamesOf } from './operation-names-of.ts';

/** Without these Azure takes no operation (facts: apim-rest 1.4). */
const needed = ['displayName', 'urlTemplate'];

/**
 * What Azure would not take of operations with a file of their own, or would take for something else: INVALID_FILE for
 * one that does not say enough, NAME_CLASH for one whose name an operation of the specification has too: whichever is
 * written last would replace the other. Only those that are a `concern`.
 */
export async function ownOperationFaults(
  files: Snapshot,
  concerns: (resource: Resource) => boolean = () => true,
): Promise<readonly TaskError[]> {
  const own = [...files.resources.values()].filter(
    (resource) => kindOf(resource.id.kind).carriesItself !== undefined && concerns(resource),
  );
  const found = await Promise.all(own.map((resource) => faultsOf(resource, files)));
  return found.flat();
}

async function faultsOf(operation: Resource, files: Snapshot): Promise<readonly TaskError[]> {
  const { id, properties } = operation;
  const silent = needed.filter((name) => (textAt(properties, name) ?? '') === '');
  const holder = id.parent === undefined ? undefined : resourceAt(files, id.parent);
  // Other formats leave the names to the service.
  const names = holder?.specification?.format === 'openapi' ? await operationNamesOf(holder) : [];
  const isThere = names?.some((name) => name.toLowerCase() === id.name.toLowerCase()) === true;
  return [
    ...silent.map((name) => fault(operation, 'INVALID_FILE', `has no "${name}"`)),
    ...(isThere ? [fault(operation, 'NAME_CLASH', 'is an operation of the specification too')] : []),
  ];
}

function fault({ id, file }: Resource, code: 'INVALID_FILE' | 'NAME_CLASH', what: string): TaskError {
  const remedies = {
    INVALID_FILE: 'Say it in the file, or take the file away.',
    NAME_CLASH: 'Take its file away, or give one of the two another name.',
  };
  return new TaskError(code, {
    message: `${describe(id)} ${what}. Nothing was written.`,
    remedy: remedies[code],
    where: whereOf({ id, file }),
  });
}
