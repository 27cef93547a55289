import type { Instance } from '../apim/instance.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import type { Decision } from './decision.ts';
import { outcomeErrors } from './outcome-errors.ts';
import { remove, write } from './perform.ts';
import { lineInWords } from './report.ts';
import type { Step } from './steps.ts';
import { held } from './steps-of-removals.ts';
import { type Verified, verified } from './verify.ts';

/** What became of each line, and what is wrong. */
export interface CarriedOut {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly errors: readonly TaskError[];
  /** What people have to know besides. */
  readonly notes: readonly string[];
}

/**
 * First all writes; then what was written is read back, and what is not as written is written once more. Only then
 * revisions become current whose API is as written: callers never meet one that is not. At last the deletes that no
 * failure holds back, each of which is asked for again by itself. `first` is what was written already,
 * without which nothing may be.
 */
export async function carryOut(
  { lines, steps, wanted, removals, before }: Decision,
  { instance, log, cancelled }: { instance: Instance; log: Log; cancelled: AbortSignal },
  first: ReadonlyMap<string, Outcome> = new Map(),
): Promise<CarriedOut> {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const outcomes = new Map<string, Outcome>();
  const tell = (key: string, outcome: Outcome) => {
    const line = byKey.get(key);
    if (line !== undefined) log.line(lineInWords(line, outcome));
    outcomes.set(key, outcome);
    log.progress(outcomes.size, steps.size + removals.size, 'published');
  };
  const perform = (step: Step) => write(step, instance);
  const { writes, releases } = apart(steps);
  const closeWrites = log.group(`Publishing to ${instance.name}`);
  for (const line of lines) if (line.because === 'other revision current') log.line(lineInWords(line));
  const written = await apply(writes, { perform, told: tell, cancelled, held: first });
  closeWrites();
  const world = { instance, log, cancelled };
  const checked = await verified({ steps: writes, outcomes: written, wanted, tell }, world);
  const known = new Map([...written, ...checked.outcomes]);
  const closeReleases = releases.size === 0 ? () => undefined : log.group('Making revisions current');
  const unready = waiting(releases, writes, known, checked);
  const released = await apply(releases, { perform, told: tell, cancelled, held: unready });
  closeReleases();
  const switched = await verified({ steps: releases, outcomes: released, wanted, tell }, world);
  const settled = new Map([...known, ...released, ...switched.outcomes]);
  const closeDeletes = removals.size === 0 ? () => undefined : log.group(`Deleting from ${instance.name}`);
  const removed = await apply(removals, {
    perform: (step) => remove(step, instance),
    told: (key, outcome) => {
      tell(`delete ${key}`, outcome);
    },
    cancelled,
    held: [...first.values()].every(({ state }) => state === 'done')
      ? held(removals, steps, new Map([...settled, ...checked.unlike, ...switched.unlike]), before)
      : new Map([...removals.keys()].map((key) => [key, unrecorded])),
  });
  closeDeletes();
  const refused = [
    ...outcomeErrors(settled, steps, instance.atStake),
    ...outcomeErrors(removed, removals, instance.atStake),
  ];
  const errors = causesFirst([...refused, ...checked.errors, ...switched.errors]);
  return { outcomes, errors, notes: noteOf([...checked.mended, ...switched.mended]) };
}

/** What makes a revision current, and all else. */
function apart(steps: ReadonlyMap<string, Step>) {
  const isRelease = ([, { promotion }]: readonly [string, Step]) => promotion !== undefined;
  return {
    writes: new Map([...steps].filter((one) => !isRelease(one))),
    releases: new Map([...steps].filter(isRelease)),
  };
}

/** Releases that must not begin: something of the API is not there, or not as it was written. */
function waiting(
  releases: ReadonlyMap<string, Step>,
  writes: ReadonlyMap<string, Step>,
  outcomes: ReadonlyMap<string, Outcome>,
  { unlike, errors }: Verified,
): ReadonlyMap<string, Outcome> {
  const doubted = new Set(
    errors.flatMap(({ where }) => (where !== undefined && 'resource' in where ? where.resource : [])),
  );
  return new Map(
    [...releases].flatMap(([key, { after }]) => {
      const needed = [...after].flatMap((one) => {
        const step = writes.get(one);
        return step === undefined ? [] : [{ words: describe(step.id), one }];
      });
      const missing = needed.find(({ one }) => outcomes.get(one)?.state !== 'done');
      const other = needed.find(({ one, words }) => unlike.has(one) || doubted.has(words));
      const because =
        missing === undefined
          ? other && `${other.words} is not as it was written`
          : `${missing.words} was not published`;
      return because === undefined ? [] : [[key, { state: 'not begun', because }] as const];
    }),
  );
}

function causesFirst(errors: readonly TaskError[]): readonly TaskError[] {
  const isConsequence = ({ code }: TaskError) => code === 'NOT_ATTEMPTED';
  return [...errors.filter((one) => !isConsequence(one)), ...errors.filter(isConsequence)];
}

const unrecorded: Outcome = {
  state: 'not begun',
  because: 'what remembers the folder was not published',
};

function noteOf(mended: readonly ResourceId[]): readonly string[] {
  if (mended.length === 0) return [];
  const names = mended.slice(0, 10).map(describe).join(', ');
  const more = mended.length > 10 ? ` and ${mended.length - 10} more` : '';
  return [`Azure had not kept all as it was written; written once more: ${names}${more}.`];
}
