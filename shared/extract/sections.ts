import { grouped } from '../apim/grouped.ts';
import { kindOf, kindNames } from '../apim/kinds/table.ts';
import { notCarried } from '../apim/kinds/not-carried.ts';
import { describe, keyOf, rootOf, type ResourceId } from '../apim/resource-id.ts';
import { coverageFile } from '../artifacts/coverage-file.ts';
import type { Extraction, ResourceChange } from './extraction.ts';
import type { Finding } from './finding.ts';
import { code, plain, type Section } from './markdown.ts';
import { countsInWords, gapInWords, toldGaps, verbs } from './report.ts';

/** The page of a changed file, where there is one. */
export type FileUrl = (path: string) => string;

const titles: readonly (readonly [Finding['kind'], string])[] = [
  ['secret', 'Secrets in clear'],
  ['breaking', 'Breaks callers'],
  ['protection', 'Protects less than before'],
  ['unclear', 'Protection to check'],
  ['reachable', 'Becomes reachable'],
];

/** What has to be looked at first. */
export function findingSections(findings: readonly Finding[]): readonly Section[] {
  return titles.flatMap(([kind, title]) => {
    const own = findings.filter((finding) => finding.kind === kind);
    const lines = own.map(({ of, text }) => `- **${plain(of)}**: ${plain(text)}`);
    return lines.length === 0 ? [] : [{ title: `${title} (${lines.length})`, lines }];
  });
}

/** All changes: API by API, then kind by kind. */
export function changeSections(changes: readonly ResourceChange[], fileUrl?: FileUrl): readonly Section[] {
  return groupsOf(changes).map(({ title, own }) => ({
    title: `${plain(title)} (${own.length})`,
    lines: own.map((change) => line(change, fileUrl)),
  }));
}

/** The same in one line each, kinds first: there are few of them. */
export function overviewSection(changes: readonly ResourceChange[]): Section {
  const lines = groupsOf(changes).map(({ title, own, isOfApis }) => {
    return { isOfApis, text: `- ${plain(title)}: ${countsInWords(own)}` };
  });
  const inOrder = [...lines.filter(({ isOfApis }) => !isOfApis), ...lines.filter(({ isOfApis }) => isOfApis)];
  return { title: 'What changes', lines: inOrder.map(({ text }) => text) };
}

interface Group {
  readonly title: string;
  readonly own: readonly ResourceChange[];
  readonly isOfApis: boolean;
}

function groupsOf(changes: readonly ResourceChange[]): readonly Group[] {
  const isApi = ({ id }: ResourceChange) => isRevised(rootOf(id));
  const apis = [...grouped(changes.filter(isApi), ({ id }) => keyOf(rootOf(id)))].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const others = grouped(
    changes.filter((change) => !isApi(change)),
    ({ id }) => id.kind,
  );
  const single = apis.filter(([, own]) => own.length === 1).flatMap(([, own]) => own);
  return [
    ...apis.flatMap(([, own]) => {
      const [first] = own;
      const isAlone = first === undefined || own.length === 1;
      return isAlone ? [] : [{ title: describe(rootOf(first.id)), own, isOfApis: true }];
    }),
    ...(single.length === 0 ? [] : [{ title: 'APIs with one change', own: single, isOfApis: true }]),
    ...kindNames.flatMap((kind) => {
      const own = others.get(kind) ?? [];
      return own.length === 0 ? [] : [{ title: capital(kindOf(kind).words), own, isOfApis: false }];
    }),
  ];
}

/** What is not in the files although the instance has it, and what else is to know: never silent. */
export function leftSections(
  { gaps, notes, scopeNotes, sourceIds }: Extraction,
  { isShort } = { isShort: false },
): readonly Section[] {
  const told = toldGaps(gaps).map((gap) => `- ${plain(gapInWords(gap))}`);
  const section = (title: string, all: readonly string[], longest?: number): readonly Section[] =>
    all.length === 0 ? [] : [{ title, lines: all.map((one) => `- ${plain(one, longest)}`) }];
  return [
    ...section('To know', notes),
    ...section('At the edge of the filter', scopeNotes, 2000),
    ...section('Names of this instance in the files', sourceIds, 2000),
    {
      title: 'Not in the files',
      lines: [
        ...told,
        isShort
          ? `- Not read by this version: ${notCarried.length} kinds, which ${coverageFile} names.`
          : `- Not read by this version: ${notCarried.join(', ')}.`,
      ],
    },
  ];
}

/** "- changed: `operation policy orders/get` (policy)", the name as a link to its file where that is known. */
function line({ kind, id, files, details }: ResourceChange, fileUrl?: FileUrl): string {
  const [file] = files;
  const name = code(describe(id));
  const url = file === undefined || file.kind === 'delete' ? undefined : fileUrl?.(file.path);
  const what = details.length === 0 ? '' : ` (${plain(details.join('; '), 400)})`;
  return `- ${verbs[kind]}: ${url === undefined ? name : `[${name}](${url})`}${what}`;
}

/** Whether a resource is shown with all that lives in it. */
const isRevised = ({ kind }: ResourceId) => kindOf(kind).carriedBy === 'currentRevision';

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
