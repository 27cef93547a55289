import { counted } from '../apim/counted.ts';
import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Gap, NotKnown } from '../apim/snapshot.ts';
import type { FileChange } from '../artifacts/file-change.ts';
import type { Extraction, ResourceChange } from './extraction.ts';

/** How a change is told. */
export const verbs = { add: 'new', edit: 'changed', delete: 'gone' } as const;

/** One line: result and counts. */
export function headlineOf({ changes, files, documents }: Extraction, instance: string): string {
  return changes.length === 0 && files.length === 0
    ? `The files already say what ${instance} says (${counted(documents, 'resource')} compared).`
    : `${changes.length === 0 ? 'Nothing differs' : countsInWords(changes)} in ${instance}: ${filesInWords(files)} to change.`;
}

/** "3 new, 1 changed" */
export function countsInWords(changes: readonly ResourceChange[]): string {
  const groups = grouped(changes, ({ kind }) => kind);
  return (['add', 'edit', 'delete'] as const)
    .flatMap((kind) => {
      const count = groups.get(kind)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${verbs[kind]}`];
    })
    .join(', ');
}

/** "1 file", "12 files" */
export function filesInWords(files: readonly FileChange[]): string {
  return counted(files.length, 'file');
}

/** One line of log: "new     API orders (3 files)". */
export function changeInWords({ kind, id, files, details }: ResourceChange): string {
  const count = files.length === 1 ? '' : ` (${files.length} files)`;
  const what = details.length === 0 ? '' : `  (${details.join('; ')})`;
  return `${verbs[kind].padEnd(7)} ${describe(id)}${count}${what}`;
}

const silent: readonly NotKnown[] = [
  'outside the filter',
  'not current',
  'made by the service',
  'of consumers',
];

/** Gaps that somebody has to know of; what the user left out is none, nor what every instance has. */
export function toldGaps(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter(({ why }) => !silent.includes(why));
}

/** One gap, for people. */
export function gapInWords({ of, in: workspace, why, detail }: Gap): string {
  const where = workspace === undefined ? '' : ` in ${describe(workspace)}`;
  const what = typeof of === 'string' ? `${kindOf(of).words}, all${where}` : describe(of);
  return detail === undefined ? `${what}: ${why}` : `${what}: ${why} (${detail})`;
}

/** The same for machines: what the report of a run holds. */
export function extractionReport({
  changes,
  findings,
  gaps,
  notes,
  scopeNotes,
  documents,
  sourceIds,
}: Extraction) {
  return {
    compared: documents,
    changes: changes.map(({ id, kind, files, details }) => ({
      resource: describe(id),
      kind: id.kind,
      change: verbs[kind],
      details,
      files: files.map(({ path }) => path),
    })),
    findings,
    notInTheFiles: toldGaps(gaps).map(gapInWords),
    namesOfThisInstance: sourceIds,
    notes,
    scopeNotes,
  };
}
