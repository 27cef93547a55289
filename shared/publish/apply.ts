import { describe } from '../apim/resource-id.ts';
import type { Instance } from '../apim/instance.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Step } from './steps.ts';

/** How a step ended. */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly error: TaskError }
  /** Not begun, because what it needs failed. */
  | { readonly state: 'not begun'; readonly because: string };

/**
 * Carries out the steps: each as soon as all it waits for is done, independent ones side by side (the edge keeps the
 * pace). A failed step takes those with it that need it; the others go on. Never throws for a refused write.
 */
export async function apply(
  steps: ReadonlyMap<string, Step>,
  instance: Instance,
  told: (key: string, outcome: Outcome) => void,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Promise<Outcome>>();
  const locks = new Map<string, Promise<unknown>>();
  const start = (key: string, step: Step): Promise<Outcome> => {
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    // Known before it begins: whatever asks for it meanwhile waits for this one run.
    const begun = Promise.resolve().then(() => run(step, start, steps, instance, locks));
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
  instance: Instance,
  locks: Map<string, Promise<unknown>>,
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
  return await oneAtATime(step.lock, locks, () => write(step, instance));
}

async function write({ document, changes }: Step, instance: Instance): Promise<Outcome> {
  // The live side of the resource itself: when it exists, the request replaces it.
  const own = changes.find(({ resource }) => resource.id === document.id) ?? changes[0];
  const live = changes.some(({ kind }) => kind === 'update') ? 'present' : 'absent';
  const etag = own?.kind === 'update' ? own.live.etag : undefined;
  try {
    await instance.write({ document, live, ...(etag === undefined ? {} : { etag }) });
    return { state: 'done' };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { state: 'failed', error };
  }
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
