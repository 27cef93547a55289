import { differenceInWords } from '../apim/difference-in-words.ts';
import { describe } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import { unreachable } from '../errors/unreachable.ts';
import type { Outcome } from './apply.ts';
import { attentionIn, countsByKind } from './attention.ts';
import type { Line } from './lines.ts';

const mostRows = 300;
const mostLooks = 50;
const manyLines = 30;
/** More than this nobody reads in a line. */
const mostDifferences = 12;

/** What a run comes to. */
export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** One line of log: "update  backend shop  (url: "a" -> "b")". */
export function lineInWords(line: Line, outcome?: Outcome): string {
  const words = `${verbOf(line).padEnd(7)} ${describe(line.id)}${details(line)}`;
  if (outcome === undefined) return words;
  switch (outcome.state) {
    case 'done':
      return words;
    case 'failed':
      return `FAILED  ${words}: ${outcome.error.message}`;
    case 'not begun':
      return `skipped ${words}: ${outcome.because}`;
    case 'unknown':
      return `UNKNOWN ${words}: ${outcome.because} meanwhile`;
    default:
      return unreachable(outcome);
  }
}

/** What stands above the lines of a plan: what to look at first, and how much of each kind there is. */
export function planHeading(lines: readonly Line[]): readonly string[] {
  const looks = attentionIn(lines).map(
    ({ concern, resource, words }) => `!! ${concern}: ${resource}  (${words})`,
  );
  const changed = lines.filter(({ verb }) => verb !== 'keep');
  return [...looks, ...(changed.length > manyLines ? countsByKind(lines) : [])];
}

/** The counts in one line: "3 created, 1 updated, 94 unchanged"; a plan says what is to be done. */
export function countsInWords(action: 'plan' | 'publish', counts: Counts): string {
  const [create, update, remove] =
    action === 'plan' ? ['to create', 'to update', 'to delete'] : ['created', 'updated', 'deleted'];
  const failed = counts.failed === 0 ? '' : `, ${counts.failed} failed`;
  const { created, updated, deleted, unchanged } = counts;
  const gone = deleted === 0 ? '' : `, ${deleted} ${remove}`;
  return `${created} ${create}, ${updated} ${update}${gone}, ${unchanged} unchanged${failed}`;
}

/** The page of the run, Markdown. First line: result and counts. */
export function publicationSummary(
  headline: string,
  lines: readonly Line[],
  outcomes: ReadonlyMap<string, Outcome>,
  errors: readonly TaskError[],
  notes: readonly string[] = [],
): string {
  const title = `## ApimPublish: ${headline}`;
  const told = notes.flatMap((note) => ['', escaped(note)]);
  return [
    title,
    ...told,
    ...failures(errors),
    ...firstLooks(lines),
    ...kinds(lines),
    ...table(lines, outcomes),
    '',
  ].join('\n');
}

/** The same for machines. Values of properties are left out: what may be read in a log may stay in a file for years. */
export function publicationReport(
  action: 'plan' | 'publish',
  counts: Counts,
  lines: readonly Line[],
  outcomes: ReadonlyMap<string, Outcome>,
): Readonly<Record<string, unknown>> {
  const { created, updated, deleted, unchanged, failed } = counts;
  const told = lines.filter(({ because }) => because !== 'same');
  return {
    action,
    counts: { created, updated, deleted, unchanged, failed },
    changes: told.map(({ id, key, verb, because, differences, cascade = [] }) => ({
      resource: describe(id),
      kind: id.kind,
      change: verb,
      ...(because === undefined ? {} : { because }),
      ...(cascade.length === 0 ? {} : { cascade }),
      differences: differences.map(({ path, note }) => (note === undefined ? path : `${path}: ${note}`)),
      ...(action === 'publish' && verb !== 'keep' ? { state: outcomes.get(key)?.state ?? 'not begun' } : {}),
    })),
  };
}

function failures(errors: readonly TaskError[]): readonly string[] {
  const rows = errors.map(({ message, remedy }) =>
    `- ${escaped(message)} ${escaped(remedy ?? '')}`.trimEnd(),
  );
  return rows.length === 0 ? [] : ['', '### Failures', '', ...rows];
}

/** What to look at before all others. */
function firstLooks(lines: readonly Line[]): readonly string[] {
  const found = attentionIn(lines);
  if (found.length === 0) return [];
  const rows = found
    .slice(0, mostLooks)
    .map(({ concern, resource, words }) => `- **${concern}** ${escaped(resource)}: ${escaped(words)}`);
  const more = found.length > mostLooks ? [`- ... and ${found.length - mostLooks} more in the log`] : [];
  return ['', '### Look at these first', '', ...rows, ...more];
}

/** Where there are too many lines to see the whole in them. */
function kinds(lines: readonly Line[]): readonly string[] {
  const changed = lines.filter(({ verb }) => verb !== 'keep');
  if (changed.length <= manyLines) return [];
  return ['', ...countsByKind(lines).map((line) => `- ${line}`)];
}

function table(lines: readonly Line[], outcomes: ReadonlyMap<string, Outcome>): readonly string[] {
  const told = lines.filter(({ because }) => because !== 'same');
  if (told.length === 0) return [];
  const rows = told.slice(0, mostRows).map((line) => row(line, outcomes.get(line.key)));
  const more = told.length > mostRows ? ['', `... and ${told.length - mostRows} more in the log.`] : [];
  return ['', '| | resource | what |', '|---|---|---|', ...rows, ...more];
}

function row(line: Line, outcome: Outcome | undefined): string {
  const state =
    outcome === undefined || outcome.state === 'done' ? verbOf(line) : `${outcome.state}: ${line.verb}`;
  return `| ${state} | ${escaped(describe(line.id))} | ${escaped(details(line).trim())} |`;
}

function verbOf({ verb, because }: Line): string {
  return because === 'adopted' ? 'adopt' : verb;
}

function details({ because, differences, adopts, cascade = [] }: Line): string {
  // The instance allows no second one of that name (facts: apim-rest 1.10 to 1.13).
  const adoption = adopts === undefined ? [] : [`the same as ${adopts.name} of the files`];
  if (because === 'adopted') return `  (${adoption.join()})`;
  if (because === 'other revision current')
    return `  (${[because, ...differences.map(differenceInWords)].join('; ')})`;
  if (because !== undefined) return `  (${because})`;
  const more =
    differences.length > mostDifferences ? [`and ${differences.length - mostDifferences} more`] : [];
  const takes = cascade.length === 0 ? [] : [`with it: ${shortened(cascade)}`];
  const told = [
    ...adoption,
    ...takes,
    ...differences.slice(0, mostDifferences).map(differenceInWords),
    ...more,
  ];
  return told.length === 0 ? '' : `  (${told.join('; ')})`;
}

function shortened(names: readonly string[]): string {
  const more = names.length > mostDifferences ? `, and ${names.length - mostDifferences} more` : '';
  return names.slice(0, mostDifferences).join(', ') + more;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
}
