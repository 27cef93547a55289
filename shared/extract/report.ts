import { grouped } from '../apim/grouped.ts';
import { kindOf, kindNames } from '../apim/kinds/table.ts';
import { notCarried } from '../apim/kinds/not-carried.ts';
import { describe } from '../apim/resource-id.ts';
import type { Gap } from '../apim/snapshot.ts';
import type { Extraction, ResourceChange } from './extraction.ts';

/** An extraction in words: for the pull request and for the page of the run. Markdown. */
export interface ExtractionReport {
  /** One line: result and counts. */
  readonly headline: string;
  /** At most 4,000 characters, which is what Azure Repos takes (facts: azure-pipelines 4.7). */
  readonly description: string;
  readonly summary: string;
}

const longestDescription = 4000;
const mostGaps = 8;
const longestGap = 250;
const verbs = { add: 'new', edit: 'changed', delete: 'gone' } as const;

export function describeExtraction(extraction: Extraction, instanceName: string): ExtractionReport {
  const { changes, files, documents, gaps, notes } = extraction;
  const headline =
    changes.length === 0
      ? `The files already say what ${instanceName} says (${documents} resources compared).`
      : `${counted(changes)} in ${instanceName}: ${files.length} ${files.length === 1 ? 'file' : 'files'} to change.`;
  const intro = `What differs between the API Management instance **${code(instanceName)}** and this branch.`;
  const byKind = changesByKind(changes);
  const left = [...notesInWords(notes), ...gapsInWords(gaps)];
  const room = longestDescription - left.join('\n').length - 2;
  return {
    headline,
    description: [cut([intro, headline, '', ...byKind], room), '', ...left].join('\n').trimEnd(),
    summary: [`## ApimExtract: ${headline}`, '', ...byKind, ...left, ''].join('\n'),
  };
}

/** One line of log: "new     API orders (3 files)". */
export function changeInWords({ kind, id, files }: ResourceChange): string {
  const count = files.length === 1 ? '' : ` (${files.length} files)`;
  return `${verbs[kind].padEnd(7)} ${describe(id)}${count}`;
}

/** Gaps that somebody has to know of; what the user left out is none. */
export function toldGaps(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter(({ why }) => why !== 'outside the filter');
}

function counted(changes: readonly ResourceChange[]): string {
  const groups = grouped(changes, ({ kind }) => kind);
  return (['add', 'edit', 'delete'] as const)
    .flatMap((kind) => {
      const count = groups.get(kind)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${verbs[kind]}`];
    })
    .join(', ');
}

function changesByKind(changes: readonly ResourceChange[]): readonly string[] {
  return kindNames.flatMap((kind) => {
    const own = changes.filter(({ id }) => id.kind === kind);
    if (own.length === 0) return [];
    const title = `### ${capital(kindOf(kind).words)} (${own.length})`;
    return [title, '', ...own.map((change) => `- ${verbs[change.kind]}: ${code(describe(change.id))}`), ''];
  });
}

function notesInWords(notes: readonly string[]): readonly string[] {
  if (notes.length === 0) return [];
  return ['### To know', '', ...bullets(notes), ''];
}

/** What is not in the files although the instance has it: never silent. */
function gapsInWords(gaps: readonly Gap[]): readonly string[] {
  const shown = bullets(toldGaps(gaps).map(gapInWords));
  return ['### Not in the files', '', ...shown, `- Not read by this version: ${notCarried.join(', ')}.`, ''];
}

function bullets(texts: readonly string[]): readonly string[] {
  const lines = texts.slice(0, mostGaps).map((text) => `- ${escaped(shortened(text))}`);
  return texts.length > mostGaps
    ? [...lines, `- ... and ${texts.length - mostGaps} more, see the log`]
    : lines;
}

/** One gap, for people. */
export function gapInWords({ of, why, detail }: Gap): string {
  const what = typeof of === 'string' ? `${kindOf(of).words}, all` : describe(of);
  return detail === undefined ? `${what}: ${why}` : `${what}: ${why} (${detail})`;
}

function cut(lines: readonly string[], room: number): string {
  const note = '\n\n... and more: see the files of this pull request.';
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > room - note.length) return kept.join('\n').trimEnd() + note;
    kept.push(line);
  }
  return kept.join('\n').trimEnd();
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names come from outside: inside a code span on one line nothing of them is markup. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${oneLine(text)}${space}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function shortened(text: string): string {
  return text.length > longestGap ? `${text.slice(0, longestGap)}...` : text;
}

function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>]/g, '\\$&');
}
