import { describe } from '../apim/resource-id.ts';
import type { Instance } from '../apim/instance.ts';
import { stopInWords } from '../errors/stopped.ts';
import { located, TaskError } from '../errors/task-error.ts';
import type { Step } from './steps.ts';

/** How a step ended. */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: TaskError }
  /** Not begun, because what it needs failed, or because the run was stopped. */
  | { readonly state: 'not begun'; readonly because: string }
  /** The run was stopped while Azure was at it: it may have been done. */
  | { readonly state: 'unknown'; readonly because: string };

/**
 * Carries out the steps: each as soon as all it waits for is done, independent ones side by side (the edge keeps the
 * pace). A failed step takes those with it that need it; the others go on. Never throws for a refused write. When the
 * signal is given nothing more begins, and what is under way is not waited for.
 */
export async function apply(
  steps: ReadonlyMap<string, Step>,
  instance: Instance,
  told: (key: string, outcome: Outcome) => void,
  cancelled: AbortSignal,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Promise<Outcome>>();
  const locks = new Map<string, Promise<unknown>>();
  const stopped = whenCancelled(cancelled);
  const start = (key: string, step: Step): Promise<Outcome> => {
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    // Known before it begins: whatever asks for it meanwhile waits for this one run.
    const begun = Promise.resolve().then(() =>
      run(step, start, steps, locks, () => write(step, instance, cancelled, stopped)),
    );
    const outcome = begun.then((ended) => {
      told(key, ended);
      return ended;
    });
    outcomes.set(key, outcome);
    return outcome;
  };
  const all = [...steps].map(async ([key, step]) => [key, await start(key, step)] as const);
  return new Map(await Promise.all(all));
}

async function run(
  step: Step,
  start: (key: string, step: Step) => Promise<Outcome>,
  steps: ReadonlyMap<string, Step>,
  locks: Map<string, Promise<unknown>>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const needed = [...step.after].flatMap((key) => {
    const other = steps.get(key);
    return other === undefined ? [] : [{ key, other }];
  });
  const ended = await Promise.all(
    needed.map(async ({ key, other }) => ({ other, outcome: await start(key, other) })),
  );
  const failed = ended.find(({ outcome }) => outcome.state !== 'done');
  if (failed !== undefined)
    return { state: 'not begun', because: `${describe(failed.other.document.id)} was not published` };
  return await oneAtATime(step.lock, locks, work);
}

async function write(
  { document, changes }: Step,
  instance: Instance,
  cancelled: AbortSignal,
  stopped: Promise<Outcome>,
): Promise<Outcome> {
  if (cancelled.aborted) return { state: 'not begun', because: stopInWords(cancelled) };
  // The live side of the resource itself: when it exists, the request replaces it.
  const own = changes.find(({ resource }) => resource.id === document.id) ?? changes[0];
  const live = changes.some(({ kind }) => kind === 'update') ? 'present' : 'absent';
  const etag = own?.kind === 'update' ? own.live.etag : undefined;
  const differences = changes.flatMap((change) => (change.kind === 'update' ? change.differences : []));
  // A difference that is told in a note, such as a secret, is not for anybody to take away.
  const removed = differences.filter(({ after, note }) => after === undefined && note === undefined);
  const written = instance.write({ document, live, removed, ...(etag === undefined ? {} : { etag }) });
  try {
    return await Promise.race([written.then((): Outcome => ({ state: 'done' })), stopped]);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { state: 'failed', error: located(error, { resource: describe(document.id) }) };
  }
}

/** One for all writes: each under way at that moment ends with it. */
function whenCancelled(cancelled: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve({ state: 'unknown', because: stopInWords(cancelled) });
    };
    if (cancelled.aborted) stop();
    else cancelled.addEventListener('abort', stop, { once: true });
  });
}

async function oneAtATime<T>(
  lock: string | undefined,
  locks: Map<string, Promise<unknown>>,
  work: () => Promise<T>,
): Promise<T> {
  if (lock === undefined) return await work();
  const before = locks.get(lock) ?? Promise.resolve();
  const mine = before.then(work, work);
  locks.set(lock, mine);
  return await mine;
}
