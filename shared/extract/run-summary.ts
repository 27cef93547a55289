import { grouped } from '../apim/grouped.ts';
import { kindOf, kindNames } from '../apim/kinds/table.ts';
import type { Extraction, ResourceChange } from './extraction.ts';
import { cut, inMarkdown } from './markdown.ts';
import { headlineOf, verbs } from './report.ts';
import { changeSections, findingSections, leftSections, type FileUrl } from './sections.ts';

/** Where a reader of the page of the run can go on. */
export interface Links {
  readonly portalUrl?: string | undefined;
  readonly pullRequest?: { readonly id: number; readonly url: string; readonly words: string } | undefined;
  readonly fileUrl?: FileUrl | undefined;
}

/** So much is shown of all changes, and at least the beginning of each section: the pull request and the report have all. */
const mostChanges = 150;
const mostLines = 30;
const fewestLines = 3;
const mostSections = 40;

/** The page of the run. Markdown; first line: result and counts. */
export function runSummary(extraction: Extraction, instance: string, links: Links = {}): string {
  const { changes, findings } = extraction;
  const { portalUrl, pullRequest, fileUrl } = links;
  const ways = [
    ...(pullRequest === undefined
      ? []
      : [`[Pull request ${pullRequest.id}](${pullRequest.url}) ${pullRequest.words}.`]),
    ...(portalUrl === undefined ? [] : [`[${instance} in the Azure portal](${portalUrl})`]),
  ];
  const all = changeSections(changes, fileUrl);
  const [shown, hidden] = [all.slice(0, mostSections), all.slice(mostSections)];
  const share = Math.max(fewestLines, Math.floor(mostChanges / Math.max(1, shown.length)));
  const most = changes.length <= mostChanges ? mostLines : Math.min(mostLines, share);
  const sections = [
    ...findingSections(findings).map((one) => cut(one, mostLines)),
    ...shown.map((one) => cut(one, most)),
    ...(hidden.length === 0
      ? []
      : [{ title: 'And more', lines: [hidden.map(({ title }) => title).join(', ')] }]),
    ...leftSections(extraction).map((one) => cut(one, mostLines)),
  ];
  const head = [
    `## ApimExtract: ${headlineOf(extraction, instance)}`,
    '',
    ...ways.flatMap((way) => [way, '']),
  ];
  return [...head, ...overview(changes), inMarkdown(sections)].join('\n');
}

/** Counts by kind: what five hundred lines cannot say at a glance. */
function overview(changes: readonly ResourceChange[]): readonly string[] {
  if (changes.length < 10) return [];
  const kinds = grouped(changes, ({ id }) => kindOf(id.kind).words);
  const words = [...new Set(kindNames.map((kind) => kindOf(kind).words))];
  const count = (own: readonly ResourceChange[], wanted: ResourceChange['kind']) =>
    String(own.filter(({ kind }) => kind === wanted).length || '');
  const rows = words.flatMap((word) => {
    const own = kinds.get(word);
    if (own === undefined) return [];
    return [`| ${word} | ${count(own, 'add')} | ${count(own, 'edit')} | ${count(own, 'delete')} |`];
  });
  return [`| | ${verbs.add} | ${verbs.edit} | ${verbs.delete} |`, '|---|--:|--:|--:|', ...rows, ''];
}
