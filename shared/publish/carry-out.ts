import type { Instance } from '../apim/instance.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import type { Decision } from './decision.ts';
import { outcomeErrors } from './outcome-errors.ts';
import { remove, write } from './perform.ts';
import { lineInWords } from './report.ts';
import { releasesApart, unready } from './releases-apart.ts';
import type { Step } from './steps.ts';
import { held, type RemovalStep } from './steps-of-removals.ts';
import { verified } from './verify.ts';

/** What became of each line, and what is wrong. */
export interface CarriedOut {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly errors: readonly TaskError[];
  /** What people have to know besides. */
  readonly notes: readonly string[];
}

type Steps = ReadonlyMap<string, Step>;
type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * First all writes; then what was written is read back, and what is not as written is written once more. Then what
 * goes from revisions that become current; then those become so, and new APIs are opened to callers, where all of the API
 * is as the files want it: callers never meet one that is not. At last the other deletes that no failure holds back, each
 * of which is asked for again by itself. `first` is what was written already, without which nothing may be.
 */
export async function carryOut(
  { lines, steps, wanted, removals, before }: Decision,
  { instance, log, cancelled }: { instance: Instance; log: Log; cancelled: AbortSignal },
  first: ReadonlyMap<string, Outcome> = new Map(),
): Promise<CarriedOut> {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const outcomes = new Map<string, Outcome>();
  const told = [...steps.values()].filter(({ opens }) => opens === undefined).length;
  const tell = (key: string, outcome: Outcome) => {
    const line = byKey.get(key);
    if (line !== undefined) log.line(lineInWords(line, outcome));
    outcomes.set(key, outcome);
    log.progress(outcomes.size, told + removals.size, 'published');
  };
  // What was made closed is not done before it is open.
  const tellRelease = (key: string, outcome: Outcome) => {
    const made = steps.get(key)?.opens;
    if (made === undefined) tell(key, outcome);
    else if (outcome.state !== 'done') tell(made, outcome);
  };
  const perform = (step: Step) => write(step, instance);
  const { writes, releases, inside, rest } = releasesApart(steps, removals);
  const closeWrites = log.group(`Publishing to ${instance.name}`);
  for (const line of lines) if (line.because === 'other revision current') log.line(lineInWords(line));
  const written = await apply(writes, { perform, told: tell, cancelled, held: first });
  closeWrites();
  const world = { instance, log, cancelled };
  const checked = await verified({ steps: writes, outcomes: written, wanted, tell }, world);
  const takeAway = async (some: ReadonlyMap<string, RemovalStep>, after: Steps, known: Outcomes) => {
    const close = some.size === 0 ? () => undefined : log.group(`Deleting from ${instance.name}`);
    const isRecorded = [...first.values()].every(({ state }) => state === 'done');
    const removed = await apply(some, {
      perform: (step) => remove(step, instance),
      told: (key, outcome) => {
        tell(`delete ${key}`, outcome);
      },
      cancelled,
      held: isRecorded ? held(some, after, known, before) : heldAll(some),
    });
    close();
    return removed;
  };
  const known = new Map([...written, ...checked.outcomes]);
  const inReleased = await takeAway(inside, writes, new Map([...known, ...checked.unlike]));
  const closeReleases = releases.size === 0 ? () => undefined : log.group(releasesInWords(releases));
  const done = { writes, written: known, removals: inside, removed: inReleased, checked };
  const released = await apply(releases, {
    perform,
    told: tellRelease,
    cancelled,
    held: unready(releases, done),
  });
  closeReleases();
  const switched = await verified({ steps: releases, outcomes: released, wanted, tell: tellRelease }, world);
  const settled = new Map([...known, ...released, ...switched.outcomes]);
  const others = await takeAway(rest, steps, new Map([...settled, ...checked.unlike, ...switched.unlike]));
  const removed = new Map([...inReleased, ...others]);
  const refused = [
    ...outcomeErrors(settled, steps, instance.atStake),
    ...outcomeErrors(removed, removals, instance.atStake),
  ];
  const errors = causesFirst([...refused, ...checked.errors, ...switched.errors]);
  return { outcomes, errors, notes: noteOf([...checked.mended, ...switched.mended]) };
}

function releasesInWords(releases: Steps): string {
  const isSwitch = [...releases.values()].some(({ promotion }) => promotion !== undefined);
  const opensAny = [...releases.values()].some(({ opens }) => opens !== undefined);
  if (!opensAny) return 'Making revisions current';
  return isSwitch
    ? 'Making revisions current, and opening new APIs to callers'
    : 'Opening new APIs to callers';
}

function causesFirst(errors: readonly TaskError[]): readonly TaskError[] {
  const isConsequence = ({ code }: TaskError) => code === 'NOT_ATTEMPTED';
  return [...errors.filter((one) => !isConsequence(one)), ...errors.filter(isConsequence)];
}

function heldAll(steps: ReadonlyMap<string, RemovalStep>): Outcomes {
  const unrecorded: Outcome = {
    state: 'not begun',
    because: 'what remembers the folder was not published',
  };
  return new Map([...steps.keys()].map((key) => [key, unrecorded]));
}

function noteOf(mended: readonly ResourceId[]): readonly string[] {
  if (mended.length === 0) return [];
  const names = mended.slice(0, 10).map(describe).join(', ');
  const more = mended.length > 10 ? ` and ${mended.length - 10} more` : '';
  return [`Azure had not kept all as it was written; written once more: ${names}${more}.`];
}
