import { counted } from '../apim/counted.ts';
import { describe } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Outcome } from './apply.ts';
import type { Attention } from './attention.ts';
import type { Line } from './lines.ts';
import { type Counts, countsInWords, publicationReport, verbOf } from './report.ts';
import { publicationSummary } from './run-summary.ts';

/** What a publication did, or with the action `plan`: would do. Counted in resources as files hold them. */
export interface Publication extends Counts {
  readonly hasChanges: boolean;
  /** Something of the files was neither written nor compared: the instance could not be read there, or they are a part. */
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

/** What a run came to, as far as it came. */
export interface Course {
  readonly action: 'publish' | 'plan';
  readonly lines: readonly Line[];
  readonly attention: readonly Attention[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly errors: readonly TaskError[];
  /** What people have to know besides: which resources were compared, and what the next run will do. */
  readonly notes: readonly string[];
}

/** What a run tells of itself: counts, headline, summary and report, out of one course. */
export function publicationOf(course: Course): Publication {
  const { action, lines, attention, outcomes, errors, notes } = course;
  const reached = lines.filter(({ key }) => !outcomes.has(key) || outcomes.get(key)?.state === 'done');
  // Where nothing was attempted, what is wrong is not a resource: a first run, or no changes.
  const counts = countsOf(reached, outcomes.size === 0 ? [] : errors);
  const headline = countsInWords(action, counts);
  return {
    ...counts,
    hasChanges: lines.some(({ verb }) => verb !== 'keep'),
    incomplete: isIncomplete(lines) || lines.some(({ because }) => because === 'not whole'),
    errors,
    headline,
    summary: publicationSummary(headline, course),
    report: {
      ...publicationReport(action, counts, lines, outcomes),
      becomesReachable: reachableIn(attention),
      notes,
    },
  };
}

/** Names only, as everywhere in the report. */
function reachableIn(attention: readonly Attention[]) {
  const opened = attention.filter(({ concern }) => concern === 'becomes reachable');
  return opened.map(({ resource, words }) => ({ resource, why: words }));
}

/** Whether something could not be compared, so that nobody knows whether it is as wanted. */
export function isIncomplete(lines: readonly Line[]): boolean {
  return lines.some(({ because }) => because === 'not known');
}

/** Where a run stopped, and what the next one will do; undefined when it came to its end. */
export function haltInWords(
  lines: readonly Line[],
  outcomes: ReadonlyMap<string, Outcome>,
  errors: readonly TaskError[],
): string | undefined {
  const count = (wanted: Outcome['state']) =>
    [...outcomes.values()].filter(({ state }) => state === wanted).length;
  const [done, unknown] = [count('done'), count('unknown')];
  const next =
    'The next run compares all of them again, whatever is committed until then, and does what is left';
  if (done === outcomes.size)
    return errors.length === 0
      ? undefined
      : `${done} done, ${counted(errors.length, 'is', 'are')} not as written. ${next}.`;
  const broken = unknown === 0 ? '' : `, ${unknown} broke off`;
  return `${done} done, ${count('failed')} failed${broken}, ${count('not begun')} not begun. ${next}: ${leftInWords(lines, outcomes)}.`;
}

function leftInWords(lines: readonly Line[], outcomes: ReadonlyMap<string, Outcome>): string {
  const open = lines.filter(({ key }) => outcomes.has(key) && outcomes.get(key)?.state !== 'done');
  const names = open.slice(0, mostNames).map((line) => `${verbOf(line)} ${describe(line.id)}`);
  return names.join(', ') + (open.length > mostNames ? ` and ${open.length - mostNames} more` : '');
}

const mostNames = 10;

function countsOf(lines: readonly Line[], errors: readonly TaskError[]): Counts {
  const count = (wanted: Line['verb']) => lines.filter(({ verb }) => verb === wanted).length;
  return {
    created: count('create'),
    updated: count('update'),
    deleted: count('delete'),
    unchanged: count('keep'),
    failed: errors.length,
    notBegun: errors.filter(({ code }) => code === 'NOT_ATTEMPTED').length,
  };
}
