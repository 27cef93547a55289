import { describe, type ResourceId } from '../apim/resource-id.ts';
import { stopInWords } from '../errors/stopped.ts';
import { located, TaskError } from '../errors/task-error.ts';

/** How a step ended. */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: TaskError }
  /** Not begun, because what it needs failed, or because the run was stopped. */
  | { readonly state: 'not begun'; readonly because: string }
  /** The run was stopped while Azure was at it: it may have been done. */
  | { readonly state: 'unknown'; readonly because: string };

/** One request, and when it may be sent. */
export interface Ordered {
  readonly id: ResourceId;
  /** Keys of the steps that have to be done before. */
  readonly after: ReadonlySet<string>;
  /** Steps that share a lock never run at the same time. */
  readonly locks: readonly string[];
}

export interface Applying<Step extends Ordered> {
  readonly perform: (step: Step) => Promise<void>;
  readonly told: (key: string, outcome: Outcome) => void;
  readonly cancelled: AbortSignal;
  /** Steps that are not to begin, and why. */
  readonly held?: ReadonlyMap<string, Outcome>;
}

/**
 * Carries out the steps: each as soon as all it waits for is done, independent ones side by side (the edge keeps the
 * pace). A failed step takes those with it that need it; the others go on. Never throws for a refused request. When the
 * signal is given nothing more begins, and what is under way is not waited for.
 */
export async function apply<Step extends Ordered>(
  steps: ReadonlyMap<string, Step>,
  { perform, told, cancelled, held = new Map<string, Outcome>() }: Applying<Step>,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Promise<Outcome>>();
  const locks = new Map<string, Promise<unknown>>();
  const stopped = whenCancelled(cancelled);
  const start = (key: string, step: Step): Promise<Outcome> => {
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    const work = () => performed(step, perform, cancelled, stopped);
    // Known before it begins: whatever asks for it meanwhile waits for this one run.
    const begun = Promise.resolve().then(() => held.get(key) ?? run(step, start, steps, locks, work));
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

async function run<Step extends Ordered>(
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
    return { state: 'not begun', because: `${describe(failed.other.id)} was not published` };
  return await oneAtATime(step.locks, locks, work);
}

async function performed<Step extends Ordered>(
  step: Step,
  perform: (step: Step) => Promise<void>,
  cancelled: AbortSignal,
  stopped: Promise<Outcome>,
): Promise<Outcome> {
  if (cancelled.aborted) return { state: 'not begun', because: stopInWords(cancelled) };
  try {
    return await Promise.race([perform(step).then((): Outcome => ({ state: 'done' })), stopped]);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { state: 'failed', error: located(error, { resource: describe(step.id) }) };
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

/** Takes its place behind all who hold one of these locks at once, so that nobody waits for each other. */
async function oneAtATime<T>(
  own: readonly string[],
  locks: Map<string, Promise<unknown>>,
  work: () => Promise<T>,
): Promise<T> {
  if (own.length === 0) return await work();
  const mine = Promise.allSettled(own.flatMap((lock) => locks.get(lock) ?? [])).then(work);
  for (const lock of own) locks.set(lock, mine);
  return await mine;
}
