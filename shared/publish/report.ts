import { firstAndMore } from '../apim/first-few.ts';
import { differenceInWords } from '../apim/difference-in-words.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import { unreachable } from '../errors/unreachable.ts';
import type { Outcome } from './apply.ts';
import { type Attention, countsByKind, weightiestFirst } from './attention.ts';
import type { Line } from './lines.ts';

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
  /** Of those that failed, the ones that were not begun because of others. */
  readonly notBegun: number;
}

/** One line of log: "update  backend shop  (url: "a" -> "b")". */
export function lineInWords(line: Line, outcome?: Outcome): string {
  const what = detailsOf(line);
  const words = `${verbOf(line).padEnd(7)} ${describe(line.id)}${what === '' ? '' : `  (${what})`}`;
  if (outcome === undefined) return words;
  switch (outcome.state) {
    case 'done':
      return words;
    case 'failed':
      return `FAILED  ${words}: ${outcome.error.message}`;
    case 'not begun':
      return `NOT BEGUN ${words}: ${outcome.because}`;
    case 'unknown':
      return `UNKNOWN ${words}: ${outcome.because} meanwhile`;
    default:
      return unreachable(outcome);
  }
}

/** What stands above the lines of a plan: what to look at first, and how much of each kind there is. */
export function planHeading(lines: readonly Line[], attention: readonly Attention[]): readonly string[] {
  const looks = attention.map(({ concern, resource, words }) => `!! ${concern}: ${resource}  (${words})`);
  const changed = lines.filter(({ verb }) => verb !== 'keep');
  return [...looks, ...(changed.length > manyLines ? countsByKind(lines) : [])];
}

/** The counts in one line: "3 created, 1 updated, 94 unchanged"; a plan says what is to be done. */
export function countsInWords(action: 'plan' | 'publish', counts: Counts): string {
  const [create, update, remove] =
    action === 'plan' ? ['to create', 'to update', 'to delete'] : ['created', 'updated', 'deleted'];
  const { created, updated, deleted, unchanged, failed, notBegun } = counts;
  const some = (count: number, words: string) => (count === 0 ? '' : `, ${count} ${words}`);
  const not = some(failed - notBegun, 'failed') + some(notBegun, 'not begun');
  return `${created} ${create}, ${updated} ${update}${some(deleted, remove)}, ${unchanged} unchanged${not}`;
}

/** What a run did, for machines. Values of properties are left out: what may be read in a log may stay in a file for years. */
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

/** "create"; what is only known by another name is adopted. */
export function verbOf({ verb, because }: Line): string {
  return because === 'adopted' ? 'adopt' : verb;
}

/** What there is to say of a line besides its name: "url: "a" -> "b"; and 3 more". */
export function detailsOf(
  { id, verb, because, differences, adopts, without = [], cascade = [] }: Line,
  most = mostDifferences,
): string {
  // The instance allows no second one of that name (facts: apim-rest 1.10 to 1.13).
  const adoption = adopts === undefined ? [] : [`the same as ${adopts.name} of the files`];
  if (because === 'adopted') return adoption.join();
  if (because === 'other revision current')
    return [because, ...differences.map(differenceInWords)].join('; ');
  if (because !== undefined) return because;
  const revision = verb === 'delete' ? revisionAlone(id) : [];
  const more = differences.length > most ? [`and ${differences.length - most} more`] : [];
  const lacks =
    without.length === 0 ? [] : [`without what Azure adds: ${without.map((id) => describe(id)).join(', ')}`];
  const takes = cascade.length === 0 ? [] : [`with it: ${firstAndMore(cascade, most)}`];
  return [
    ...adoption,
    ...lacks,
    ...revision,
    ...takes,
    ...weightiestFirst(differences).slice(0, most).map(differenceInWords),
    ...more,
  ].join('; ');
}

/** What the words for a first revision leave out, where its API is not meant; nothing where they say which it is. */
export function revisionAlone({ kind, name }: ResourceId): readonly string[] {
  const { naming, label } = kindOf(kind);
  return naming !== undefined && label?.(name) === '' ? [`revision ${name} alone`] : [];
}
