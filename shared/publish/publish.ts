import { isWrite } from '../apim/change.ts';
import type { Instance } from '../apim/instance.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { unreadInWords } from '../artifacts/unread.ts';
import { stopReason } from '../errors/stopped.ts';
import { oneError, TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import { brokenRules } from './broken-rules.ts';
import type { Desired } from './desired.ts';
import { type Line, linesOf } from './lines.ts';
import { missingOperations } from './missing-operations.ts';
import { outcomeErrors } from './outcome-errors.ts';
import { plan } from './plan.ts';
import { readBack } from './read-back.ts';
import { readLive } from './read-live.ts';
import { type Counts, countsInWords, lineInWords, publicationReport, publicationSummary } from './report.ts';
import { revisionMismatches } from './revision-mismatches.ts';
import { type Step, stepsOf } from './steps.ts';

export interface PublishSettings {
  /** `plan` compares and says what publishing would do; it never writes. */
  readonly action: 'publish' | 'plan';
}

export interface PublishWorld {
  readonly instance: Instance;
  /** What the files and the overrides say. */
  readonly desired: Desired;
  readonly log: Log;
  /** Given when somebody cancels the run. */
  readonly cancelled: AbortSignal;
}

/** What a publication did, or with the action `plan`: would do. Counted in resources as files hold them. */
export interface Publication extends Counts {
  readonly hasChanges: boolean;
  /** Something of the files was neither written nor compared, because the instance could not be read there. */
  readonly incomplete: boolean;
  /** The counts in one line. */
  readonly headline: string;
  /** One for each resource that was refused, not begun because of that, or is not as written when read back. */
  readonly errors: readonly TaskError[];
  /** Markdown for the page of the run. */
  readonly summary: string;
  /** The same for machines. */
  readonly report: Readonly<Record<string, unknown>>;
}

/**
 * Compares the files with the instance and writes what differs, in the order of dependencies. Throws before any write
 * when the plan has problems; what goes wrong with single resources is collected in `errors`.
 */
export async function publish({ action }: PublishSettings, world: PublishWorld): Promise<Publication> {
  const { instance, desired, log } = world;
  const meantForAnother = desired.meantForAnother(instance.name);
  if (meantForAnother !== undefined) throw meantForAnother;
  tellFiles(desired, log);
  const { lines, steps } = await decide(desired, instance, log);
  const writes = lines.filter(({ verb }) => verb !== 'keep');
  const hasChanges = writes.length > 0;
  if (action === 'plan' || !hasChanges) {
    tellPlan(lines, action, log);
    return { ...told(action, lines, lines, new Map(), []), hasChanges };
  }
  const outcomes = await carryOut(lines, steps, world);
  const refused = outcomeErrors(outcomes, steps);
  const done = [...steps].filter(([key]) => outcomes.get(key)?.state === 'done').map(([, step]) => step);
  const { cancelled } = world;
  const mismatches = cancelled.aborted ? [] : await check(done, instance, log);
  const reached = lines.filter(({ key }) => !outcomes.has(key) || outcomes.get(key)?.state === 'done');
  const result = told(action, lines, reached, outcomes, [...refused, ...mismatches]);
  return { ...result, errors: [...whyStopped(cancelled, refused.length > 0), ...result.errors], hasChanges };
}

/** Who cancels knows it and is told the consequences; who has set a limit must be told that it was reached. */
function whyStopped(signal: AbortSignal, hasConsequences: boolean): readonly TaskError[] {
  if (!signal.aborted) return [];
  const reason = stopReason(signal);
  return reason.code === 'TIME_IS_UP' || !hasConsequences ? [reason] : [];
}

function told(
  action: PublishSettings['action'],
  lines: readonly Line[],
  reached: readonly Line[],
  outcomes: ReadonlyMap<string, Outcome>,
  errors: readonly TaskError[],
) {
  const counts = countsOf(reached, errors);
  const headline = countsInWords(action, counts);
  const incomplete = lines.some(({ because }) => because === 'not known');
  return {
    ...counts,
    errors,
    headline,
    incomplete,
    summary: publicationSummary(headline, lines, outcomes, errors),
    report: publicationReport(action, counts, lines, outcomes),
  };
}

function countsOf(lines: readonly Line[], errors: readonly TaskError[]): Counts {
  const count = (wanted: Line['verb']) => lines.filter(({ verb }) => verb === wanted).length;
  return {
    created: count('create'),
    updated: count('update'),
    unchanged: count('keep'),
    failed: errors.length,
  };
}

async function decide(desired: Desired, instance: Instance, log: Log) {
  const close = log.group(`Comparing with ${instance.name}`);
  try {
    const { wanted, live, adoptions } = await readLive(desired.snapshot, instance);
    const { changes, problems } = await plan(wanted, live);
    const { steps, problems: order } = stepsOf(changes, wanted, live);
    const operations = await missingOperations(wanted, live);
    const rules = await brokenRules(
      [...steps.values()].map(({ document }) => document),
      wanted,
    );
    const all = [...problems, ...revisionMismatches(changes), ...order, ...operations, ...rules];
    if (all.length > 0) throw oneError(all, `The plan has ${all.length} problems. Nothing was written.`);
    return { lines: linesOf(changes, wanted, adoptions), steps };
  } finally {
    close();
  }
}

function tellFiles({ documents, overridden, unread, otherRevisions }: Desired, log: Log): void {
  log.line(`${documents.length} resources in the files, ${overridden.length} of them overridden.`);
  for (const id of overridden) log.line(`override ${describe(id)}`);
  for (const line of unreadInWords(unread)) log.warning(line);
  if (unread.builtIn.length > 0)
    log.line(`Not published, since every instance has its own: ${shortened(unread.builtIn)}`);
  if (otherRevisions.length > 0) {
    const names = shortened(otherRevisions.map(describe));
    log.warning(`Only current revisions are published by this version, not ${names}`);
  }
}

function shortened(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ', ...' : '');
}

function tellPlan(lines: readonly Line[], action: PublishSettings['action'], log: Log): void {
  for (const line of lines) if (line.because !== 'same') log.line(lineInWords(line));
  const writes = lines.filter(({ verb }) => verb !== 'keep').length;
  if (writes === 0) log.line('The instance is as the files want it. Nothing to write.');
  else if (action === 'plan') log.line(`${writes} changes planned. Nothing was written.`);
}

async function carryOut(
  lines: readonly Line[],
  steps: ReadonlyMap<string, Step>,
  { instance, log, cancelled }: PublishWorld,
): Promise<ReadonlyMap<string, Outcome>> {
  const close = log.group(`Publishing to ${instance.name}`);
  const byKey = new Map(lines.map((line) => [line.key, line]));
  let ended = 0;
  const tell = (key: string, outcome: Outcome) => {
    const line = byKey.get(key);
    if (line !== undefined) log.line(lineInWords(line, outcome));
    ended += 1;
    log.progress(ended, steps.size, 'published');
  };
  const outcomes = await apply(steps, instance, tell, cancelled);
  close();
  return outcomes;
}

async function check(done: readonly Step[], instance: Instance, log: Log): Promise<readonly TaskError[]> {
  const written: readonly Resource[] = done.flatMap(({ changes }) =>
    changes.filter(isWrite).map(({ resource }) => resource),
  );
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
