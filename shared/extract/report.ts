import { grouped } from '../apim/grouped.ts';
import { kindOf, kindNames } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Gap } from '../apim/snapshot.ts';
import type { Extraction, ResourceChange } from './extract.ts';

/** An extraction in words: for the pull request and for the page of the run. Markdown. */
export interface ExtractionReport {
  /** One line: result and counts. */
  readonly headline: string;
  /** At most 4,000 characters, which is what Azure Repos takes (facts: azure-pipelines 4.7). */
  readonly description: string;
  readonly summary: string;
}

const longestDescription = 4000;
const verbs = { add: 'new', edit: 'changed', delete: 'gone' } as const;

export function describeExtraction(extraction: Extraction, instanceName: string): ExtractionReport {
  const { changes, files, documents, gaps } = extraction;
  const headline =
    changes.length === 0
      ? `The files already say what ${instanceName} says (${String(documents)} resources compared).`
      : `${counted(changes)} in ${instanceName}: ${String(files.length)} ${files.length === 1 ? 'file' : 'files'} to change.`;
  const sections = [...changesByKind(changes), ...gapsInWords(gaps)];
  return {
    headline,
    description: cut([
      `What differs between the API Management instance **${code(instanceName)}** and this branch.`,
      headline,
      '',
      ...sections,
    ]),
    summary: [`## ApimExtract: ${headline}`, '', ...sections, ''].join('\n'),
  };
}

function counted(changes: readonly ResourceChange[]): string {
  const groups = grouped(changes, ({ kind }) => kind);
  return (['add', 'edit', 'delete'] as const)
    .flatMap((kind) => {
      const count = groups.get(kind)?.length ?? 0;
      return count === 0 ? [] : [`${String(count)} ${verbs[kind]}`];
    })
    .join(', ');
}

function changesByKind(changes: readonly ResourceChange[]): readonly string[] {
  return kindNames.flatMap((kind) => {
    const own = changes.filter(({ id }) => id.kind === kind);
    if (own.length === 0) return [];
    const title = `### ${capital(kindOf(kind).words)} (${String(own.length)})`;
    return [title, '', ...own.map((change) => `- ${verbs[change.kind]}: ${code(describe(change.id))}`), ''];
  });
}

/** What is not in the files although the instance has it: never silent. */
function gapsInWords(gaps: readonly Gap[]): readonly string[] {
  const told = gaps.filter(({ why }) => why !== 'outside the filter');
  if (told.length === 0) return [];
  return ['### Not in the files', '', ...told.map((gap) => `- ${escaped(gapInWords(gap))}`), ''];
}

/** One gap, for people. */
export function gapInWords({ of, why, detail }: Gap): string {
  const what = typeof of === 'string' ? `${kindOf(of).words}, all` : describe(of);
  return detail === undefined ? `${what}: ${why}` : `${what}: ${why} (${detail})`;
}

function cut(lines: readonly string[]): string {
  const note = '\n\n... and more: see the files of this pull request.';
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > longestDescription - note.length) return kept.join('\n').trimEnd() + note;
    kept.push(line);
  }
  return kept.join('\n').trimEnd();
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names come from outside: inside a code span nothing of them is markup. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&');
}
