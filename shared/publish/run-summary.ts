import { grouped } from '../apim/grouped.ts';
import { kindNames, kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import { asText } from './as-text.ts';
import type { Outcome } from './apply.ts';
import type { Attention } from './attention.ts';
import type { Line } from './lines.ts';
import type { Course } from './publication.ts';
import { detailsOf, verbOf } from './report.ts';

/** Up to so many lines a table of all of them is read at once. */
const fewRows = 40;
/** Of more, those that have something to say; the others are names behind a count. */
const mostRows = 120;
const mostNames = 15;
const mostLooks = 50;
/** More than this nobody reads in a cell of a long table. */
const mostDetails = 4;

/** A line of the page: what becomes of one resource. */
interface Row {
  readonly line: Line;
  /** "update", "failed: create" */
  readonly state: string;
  readonly what: string;
}

/** The page of the run, Markdown. First line: result and counts; then what to look at; then counts; then the rest. */
export function publicationSummary(
  headline: string,
  { lines, attention, outcomes, notes }: Omit<Course, 'action' | 'errors'>,
): string {
  const told = lines.filter(({ because }) => because !== 'same');
  const rows = told.map((line) => rowOf(line, outcomes.get(line.key), told.length));
  return [
    `## ApimPublish: ${headline}`,
    ...notes.flatMap((note) => ['', asText(note)]),
    ...firstLooks(attention),
    ...(rows.length > fewRows ? folded(rows) : table(rows)),
    '',
  ].join('\n');
}

function rowOf(line: Line, outcome: Outcome | undefined, rows: number): Row {
  const isDone = outcome === undefined || outcome.state === 'done';
  const state = isDone ? verbOf(line) : `${outcome.state}: ${line.verb}`;
  return { line, state, what: detailsOf(line, rows > fewRows ? mostDetails : undefined) };
}

/** What to look at before all others. */
function firstLooks(found: readonly Attention[]): readonly string[] {
  const rows = found
    .slice(0, mostLooks)
    .map(({ concern, resource, words }) => `- **${concern}** ${asText(resource)}: ${asText(words)}`);
  return section(`Look at these first (${found.length})`, [...rows, ...andMore(found.length - mostLooks)]);
}

/** Counts first; then what differs, what is worst on top; what is no more than a name stands behind its count. */
function folded(rows: readonly Row[]): readonly string[] {
  const isName = ({ line, what }: Row) => what === '' || what === line.because;
  const [names, speaking] = [rows.filter(isName), rows.filter((row) => !isName(row))];
  return [
    ...counts(rows),
    ...section(`What differs (${speaking.length})`, [
      ...table(worstFirst(speaking).slice(0, mostRows)).slice(1),
      ...andMore(speaking.length - mostRows),
    ]),
    ...section(`The rest (${names.length})`, foldedNames(worstFirst(names))),
  ];
}

/** What did not come to its end, what is taken away, what is changed, what is left as it is. */
function worstFirst(rows: readonly Row[]): readonly Row[] {
  const verbs: readonly Line['verb'][] = ['delete', 'update', 'create', 'keep'];
  const isOpen = ({ line, state }: Row) =>
    state.includes(':') || line.because === 'not known' || line.because === 'not whole';
  const weight = (row: Row) => (isOpen(row) ? -1 : verbs.indexOf(row.line.verb));
  return [...rows].sort((left, right) => weight(left) - weight(right));
}

/** How much of each kind a run touches. */
function counts(rows: readonly Row[]): readonly string[] {
  const verbs = ['create', 'update', 'delete'] as const;
  const kinds = grouped(
    rows.filter(({ line }) => line.verb !== 'keep'),
    ({ line }) => line.id.kind,
  );
  const cells = kindNames.flatMap((kind) => {
    const own = kinds.get(kind);
    if (own === undefined) return [];
    const numbers = verbs.map((verb) => own.filter(({ line }) => line.verb === verb).length);
    return [`| ${kindOf(kind).words} | ${numbers.map((one) => one || '').join(' | ')} |`];
  });
  if (cells.length === 0) return [];
  return ['', `| | ${verbs.join(' | ')} |`, '|---|--:|--:|--:|', ...cells];
}

/** "- **create** tag (200): a, b, c and 197 more" */
function foldedNames(rows: readonly Row[]): readonly string[] {
  const groups = grouped(rows, ({ line, state, what }) => JSON.stringify([state, what, line.id.kind]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { words } = kindOf(first.line.id.kind);
    const because = first.what === '' ? '' : ` (${first.what})`;
    const nameOf = ({ line }: Row) => asText(describe(line.id).replace(`${words} `, ''));
    const names = own.slice(0, mostNames).map(nameOf).join(', ');
    const more = own.length > mostNames ? ` and ${own.length - mostNames} more` : '';
    return [`- **${first.state}**${because} ${words} (${own.length}): ${names}${more}`];
  });
}

function table(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(
    ({ line, state, what }) => `| ${state} | ${asText(describe(line.id))} | ${asText(what)} |`,
  );
  return ['', '| | resource | what |', '|---|---|---|', ...cells];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function andMore(count: number): readonly string[] {
  return count > 0 ? ['', `… and ${count} more: see the log, or the report of \`reportFolder\``] : [];
}
