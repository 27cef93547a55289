import { isWrite } from '../apim/change.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import { plan } from './plan.ts';
import { exactly } from './scope.ts';

/**
 * Reads again what was written and compares it with what was meant: green means done (promise 1). Gives an error for
 * each resource that is not as wanted: OPERATIONS_MISMATCH, READ_BACK_MISMATCH.
 */
export async function readBack(
  written: readonly Resource[],
  instance: Instance,
): Promise<readonly TaskError[]> {
  if (written.length === 0) return [];
  const live = await again(written, instance);
  const { changes, problems } = await plan(snapshot(written), live);
  const mismatches = changes.filter(isWrite).flatMap((change) => {
    const name = describe(change.resource.id);
    if (change.kind === 'create') return [mismatch(name, ['it is not there'], 'READ_BACK_MISMATCH' as const)];
    // A secret that may not be read cannot be read back either.
    const differences = change.differences.filter(({ unreadable }) => unreadable !== true);
    if (differences.length === 0) return [];
    const inOperations = differences.some(({ steps }) => steps[0] === 'specification');
    const what = differences.map(({ path, note }) => (note === undefined ? path : `${path} ${note}`));
    return [mismatch(name, what, inOperations ? 'OPERATIONS_MISMATCH' : 'READ_BACK_MISMATCH')];
  });
  const unseen = changes.filter((change) => change.kind === 'keep' && change.because === 'not known');
  return [
    ...problems,
    ...mismatches,
    ...unseen.map(({ resource: { id } }) =>
      mismatch(describe(id), ['it cannot be read'], 'READ_BACK_MISMATCH'),
    ),
  ];
}

/** What has no list is asked for by itself: a policy is found again without everything that it lives in. */
async function again(written: readonly Resource[], instance: Instance): Promise<Snapshot> {
  const ids = written.map(({ id }) => id);
  const single = ids.filter(({ kind }) => kindOf(kind).azure.found === 'by item');
  const listed = ids.filter(({ kind }) => kindOf(kind).azure.found !== 'by item');
  const [read, ...items] = await Promise.all([
    listed.length === 0 ? snapshot([]) : instance.read(exactly(listed)),
    ...single.map((id) => instance.item(id)),
  ]);
  const found = items.flatMap((item) => item ?? []);
  return { ...read, resources: snapshot([...read.resources.values(), ...found]).resources };
}

function mismatch(
  name: string,
  what: readonly string[],
  code: 'OPERATIONS_MISMATCH' | 'READ_BACK_MISMATCH',
): TaskError {
  const shown = what.slice(0, 5).join('; ') + (what.length > 5 ? `; and ${what.length - 5} more` : '');
  return new TaskError(code, {
    message: `Azure accepted ${name}, but it is not as written: ${shown}.`,
    remedy: 'Look at it in the portal, and run the task again: it writes only what differs.',
    where: { resource: name },
  });
}
