import type { Instance } from '../apim/instance.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import type { Decision } from './decision.ts';
import { outcomeErrors } from './outcome-errors.ts';
import { remove, write } from './perform.ts';
import { lineInWords } from './report.ts';
import { held } from './steps-of-removals.ts';
import { verified } from './verify.ts';

/** What became of each line, and what is wrong. */
export interface CarriedOut {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly errors: readonly TaskError[];
  /** What people have to know besides. */
  readonly notes: readonly string[];
}

/**
 * First all writes; then what was written is read back, and what is not as written is written once more; at last the
 * deletes that no failure holds back, each of which is asked for again by itself. `first` is what was written already,
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
  const closeWrites = log.group(`Publishing to ${instance.name}`);
  for (const line of lines) if (line.because === 'other revision current') log.line(lineInWords(line));
  const written = await apply(steps, {
    perform: (step) => write(step, instance),
    told: tell,
    cancelled,
    held: first,
  });
  closeWrites();
  const checked = await verified({ steps, outcomes: written, wanted, tell }, { instance, log, cancelled });
  const settled = new Map([...written, ...checked.outcomes]);
  const closeDeletes = removals.size === 0 ? () => undefined : log.group(`Deleting from ${instance.name}`);
  const removed = await apply(removals, {
    perform: (step) => remove(step, instance),
    told: (key, outcome) => {
      tell(`delete ${key}`, outcome);
    },
    cancelled,
    held: [...first.values()].every(({ state }) => state === 'done')
      ? held(removals, steps, new Map([...settled, ...checked.unlike]), before)
      : new Map([...removals.keys()].map((key) => [key, unrecorded])),
  });
  closeDeletes();
  const refused = [
    ...outcomeErrors(settled, steps, instance.atStake),
    ...outcomeErrors(removed, removals, instance.atStake),
  ];
  const errors = causesFirst([...refused, ...checked.errors]);
  return { outcomes, errors, notes: noteOf(checked.mended) };
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
