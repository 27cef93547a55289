import type { Instance } from '../apim/instance.ts';
import { isWrite } from '../apim/change.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import type { Decision } from './decision.ts';
import { outcomeErrors } from './outcome-errors.ts';
import { remove, write } from './perform.ts';
import { readBack } from './read-back.ts';
import { lineInWords } from './report.ts';
import type { Step } from './steps.ts';
import { held } from './steps-of-removals.ts';

/** What became of each line, and what is wrong. */
export interface CarriedOut {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly errors: readonly TaskError[];
}

/** First all writes, then the deletes that no failure holds back; at last what was written is read back. */
export async function carryOut(
  { lines, steps, removals, before }: Decision,
  { instance, log, cancelled }: { instance: Instance; log: Log; cancelled: AbortSignal },
): Promise<CarriedOut> {
  const close = log.group(`Publishing to ${instance.name}`);
  const byKey = new Map(lines.map((line) => [line.key, line]));
  for (const line of lines) if (line.because === 'other revision current') log.line(lineInWords(line));
  const outcomes = new Map<string, Outcome>();
  const tell = (key: string, outcome: Outcome) => {
    const line = byKey.get(key);
    if (line !== undefined) log.line(lineInWords(line, outcome));
    outcomes.set(key, outcome);
    log.progress(outcomes.size, steps.size + removals.size, 'published');
  };
  const written = await apply(steps, { perform: (step) => write(step, instance), told: tell, cancelled });
  const removed = await apply(removals, {
    perform: (step) => remove(step, instance),
    told: (key, outcome) => {
      tell(`delete ${key}`, outcome);
    },
    cancelled,
    held: held(removals, steps, written, before),
  });
  close();
  const refused = [...outcomeErrors(written, steps), ...outcomeErrors(removed, removals)];
  const done = [...steps].filter(([key]) => written.get(key)?.state === 'done').map(([, step]) => step);
  const mismatches = cancelled.aborted ? [] : await check(done, instance, log);
  return { outcomes, errors: [...refused, ...mismatches] };
}

async function check(done: readonly Step[], instance: Instance, log: Log): Promise<readonly TaskError[]> {
  const written = done.flatMap(({ changes }) => changes.filter(isWrite).map(({ resource }) => resource));
  if (written.length === 0) return [];
  const close = log.group(`Reading back ${done.length} resources`);
  try {
    const mismatches = await readBack(written, instance);
    log.line(mismatches.length === 0 ? 'All are as written.' : `${mismatches.length} are not as written.`);
    return mismatches;
  } catch (error) {
    // What was written has to be told all the same.
    if (!(error instanceof TaskError)) throw error;
    return [error];
  } finally {
    close();
  }
}
