import { firstAndMore } from '../apim/first-few.ts';
import { type ContentChange, differsInSpecification, isWrite } from '../apim/change.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { newerIn } from '../apim/newer.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import { plan } from './plan.ts';
import { exactly, seldomListedIn } from './scope.ts';
import { vaultFaults } from './vault-faults.ts';

/** Something that is not as it was written. */
export interface Mismatch {
  /** What would make it so. */
  readonly change: ContentChange;
  /** What differs, in words. */
  readonly what: string;
}

/** How what was written is found afterwards. */
export interface ReadBack {
  readonly mismatches: readonly Mismatch[];
  /** Of what could not be read or compared: nobody can say whether it is as written. */
  readonly errors: readonly TaskError[];
  readonly live: Snapshot;
}

/**
 * Reads again what was written and compares it with what was meant. Never throws a TaskError: what was written has to be
 * told, also when nobody can say whether it is there.
 */
export async function readBack(written: readonly Resource[], instance: Instance): Promise<ReadBack> {
  if (written.length === 0) return { mismatches: [], errors: [], live: snapshot([]) };
  const once = snapshot(written);
  try {
    return await compared(once, await again([...once.resources.values()], instance));
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { mismatches: [], errors: [error], live: snapshot([]) };
  }
}

async function compared(written: Snapshot, live: Snapshot): Promise<ReadBack> {
  const { changes, problems } = await plan(written, live);
  const unseen = changes.filter((change) => change.kind === 'keep' && change.because === 'not known');
  return {
    live,
    mismatches: changes.filter(isWrite).flatMap(mismatchIn),
    errors: [
      ...problems,
      ...vaultFaults(changes, live, undefined),
      ...unseen.map(({ resource: { id } }) =>
        notAsWritten(describe(id), 'it cannot be read', 'READ_BACK_MISMATCH'),
      ),
    ],
  };
}

/** OPERATIONS_MISMATCH or READ_BACK_MISMATCH, for what is not as written in the end. */
export function mismatchError(mismatch: Mismatch): TaskError {
  const code = inOperations(mismatch) ? 'OPERATIONS_MISMATCH' : 'READ_BACK_MISMATCH';
  const { change, what } = mismatch;
  const { id } = change.resource;
  const newer = change.kind === 'update' ? newerIn(id.kind, change.differences) : [];
  return notAsWritten(describe(id), what, code, newer);
}

/** Whether it is the specification that is not as written. */
export function inOperations({ change }: Mismatch): boolean {
  return differsInSpecification(change);
}

function mismatchIn(change: ContentChange): readonly Mismatch[] {
  if (change.kind === 'create') return [{ change, what: 'it is not there' }];
  // A secret that may not be read cannot be read back either.
  const differences = change.differences.filter(({ unreadable }) => unreadable !== true);
  if (differences.length === 0) return [];
  const all = differences.map(({ path, note }) => (note === undefined ? path : `${path} ${note}`));
  const what = firstAndMore(all, 5, '; ');
  return [{ change: { ...change, differences }, what }];
}

/** What has no list is asked for by itself: a policy is found again without everything that it lives in. */
async function again(written: readonly Resource[], instance: Instance): Promise<Snapshot> {
  const ids = written.map(({ id }) => id);
  const single = ids.filter(({ kind }) => kindOf(kind).azure.found === 'by item');
  const listed = ids.filter(({ kind }) => kindOf(kind).azure.found !== 'by item');
  const [read, ...items] = await Promise.all([
    listed.length === 0 ? snapshot([]) : instance.read(exactly(listed, seldomListedIn(written))),
    ...single.map((id) => instance.item(id)),
  ]);
  const found = items.flatMap((item) => item ?? []);
  return { ...read, resources: snapshot([...read.resources.values(), ...found]).resources };
}

function notAsWritten(
  name: string,
  what: string,
  code: 'OPERATIONS_MISMATCH' | 'READ_BACK_MISMATCH',
  newer: readonly string[] = [],
): TaskError {
  const isNewer = `${newer.join(', ')}: newer than the version of Azure's interface that this task speaks, which leaves it out.`;
  return new TaskError(code, {
    message: `Azure accepted ${name}, but it is not as written: ${what}.`,
    remedy:
      newer.length === 0
        ? 'Look at it in the portal, and run the task again: it writes only what differs.'
        : `${isNewer} Take it out of the files, and set it in the portal.`,
    where: { resource: name },
  });
}
