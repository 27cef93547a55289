import { counted } from '../apim/counted.ts';
import type { Instance } from '../apim/instance.ts';
import { changeKey } from '../apim/change.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { type Snapshot, together } from '../apim/snapshot.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import { around, besidesImportsOf, livingInLostOperations, mending, writtenIn } from './mend.ts';
import { write } from './perform.ts';
import { type Mismatch, mismatchError, readBack, type ReadBack } from './read-back.ts';
import type { Step } from './steps.ts';

/** What was written, and how that went. */
export interface Written {
  readonly steps: ReadonlyMap<string, Step>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly wanted: Snapshot;
  /** Told of what is written once more. */
  readonly tell: (key: string, outcome: Outcome) => void;
}

export interface World {
  readonly instance: Instance;
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

export interface Verified {
  /** Of what was written once more, and of what came after it. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Keys of steps that are done and not as written in the end: nothing may rely on them. */
  readonly unlike: ReadonlyMap<string, Outcome>;
  /** What is as written only since it was written once more. */
  readonly mended: readonly ResourceId[];
  readonly errors: readonly TaskError[];
}

type Steps = Written['steps'];

const nothing: Verified = { outcomes: new Map(), unlike: new Map(), mended: [], errors: [] };

/**
 * Green means done (promise 1): reads back what was written, writes once more what is not as it was written, and reads
 * that back. Gives an error for what is still another: OPERATIONS_MISMATCH, READ_BACK_MISMATCH.
 */
export async function verified(written: Written, world: World): Promise<Verified> {
  const resources = writtenIn(written.steps, written.outcomes);
  if (world.cancelled.aborted || resources.length === 0) return nothing;
  const done = [...written.outcomes.values()].filter(({ state }) => state === 'done').length;
  const close = world.log.group(`Reading back ${counted(done, 'resource')}`);
  try {
    return await withOneRepair(resources, written, world);
  } finally {
    close();
  }
}

async function withOneRepair(
  resources: readonly Resource[],
  written: Written,
  world: World,
): Promise<Verified> {
  const { instance, log, cancelled } = world;
  const first = await withLost(await readBack(resources, instance), written, instance);
  if (first.mismatches.length === 0) {
    log.line(first.errors.length === 0 ? 'All are as written.' : inWords(first));
    return { ...nothing, errors: first.errors };
  }
  log.line(`${inWords(first)} What differs is written once more:`);
  for (const { message } of first.mismatches.map(mismatchError)) log.line(message);
  const steps = mending(first, written);
  const tried = await apply(steps, {
    perform: (step) => write(step, instance),
    told: written.tell,
    cancelled,
  });
  // What is not begun for the second time stays done as it was the first time.
  const isNews = ([key, { state }]: readonly [string, Outcome]) =>
    state !== 'not begun' || written.outcomes.get(key)?.state !== 'done';
  const outcomes = new Map([...tried].filter(isNews));
  const settled = new Map([...written.outcomes, ...outcomes]);
  const all = [...writtenIn(written.steps, settled), ...writtenIn(steps, tried)];
  const second = await readBack(cancelled.aborted ? [] : around(steps, all), instance);
  const unmended = first.mismatches.filter((one) => cancelled.aborted || !isDone(one, steps, tried));
  const still = [...unmended, ...second.mismatches];
  log.line(
    still.length === 0
      ? 'All are as written now.'
      : `${counted(still.length, 'is', 'are')} still not as written.`,
  );
  const names = new Set(still.map(keyIn));
  const errors = [...first.errors, ...second.errors, ...still.map(mismatchError)];
  return {
    outcomes,
    unlike: stepsLike(names, written.steps, still),
    mended: first.mismatches.filter((one) => !names.has(keyIn(one))).map(({ change }) => change.resource.id),
    errors: [...new Map(errors.map((error) => [error.message, error])).values()],
  };
}

/** What went with operations that an import lost, and what it took away though nobody wants that. */
async function withLost(first: ReadBack, written: Written, instance: Instance): Promise<ReadBack> {
  const maybeLost = [...(await livingInLostOperations(first, written)), ...besidesImportsOf(written)];
  const lost = await readBack(maybeLost, instance);
  return {
    mismatches: [...first.mismatches, ...lost.mismatches.filter(({ change }) => change.kind === 'create')],
    errors: [...first.errors, ...lost.errors],
    live: together(first.live, lost.live),
  };
}

function isDone(mismatch: Mismatch, steps: Steps, outcomes: ReadonlyMap<string, Outcome>): boolean {
  const key = keyIn(mismatch);
  const step = [...steps].find(([, { changes }]) =>
    changes.some(({ resource: { id } }) => keyOf(id) === key),
  );
  return step !== undefined && outcomes.get(step[0])?.state === 'done';
}

function stepsLike(
  names: ReadonlySet<string>,
  steps: Steps,
  mismatches: readonly Mismatch[],
): ReadonlyMap<string, Outcome> {
  const [error] = mismatches.map(mismatchError);
  if (error === undefined) return new Map();
  const unlike = [...steps].filter(([, { changes }]) => changes.some((one) => names.has(changeKey(one))));
  return new Map(unlike.map(([key]) => [key, { state: 'failed', error }]));
}

const keyIn = ({ change }: Mismatch) => changeKey(change);

function inWords({ mismatches, errors }: ReadBack): string {
  return `${counted(mismatches.length + errors.length, 'is', 'are')} not as written.`;
}
