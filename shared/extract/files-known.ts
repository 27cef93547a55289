import { currentRevisionProperty } from '../apim/documents.ts';
import { textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { everything, knowledgeOf, type Selection } from '../apim/selection.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { withRevisionsMoved } from '../artifacts/move-revisions.ts';
import type { Artifacts } from '../artifacts/read-artifacts.ts';

/** What is read: of the filter's scope, and under the names that the files have for it. */
export function selectionFor(
  { documents }: Artifacts,
  filter: Selection = everything,
  revisions: 'all' | 'current' = 'all',
): Selection {
  return {
    ...filter,
    files: knowledgeOf(documents.map(({ id }) => id)),
    ...(revisions === 'current' ? { revisions } : {}),
  };
}

/** The files where they belong now that other revisions may be current in the instance than when they were written. */
export function withFilesMoved(
  files: ArtifactFiles,
  written: Artifacts,
  live: Snapshot,
  revisions: 'all' | 'current' = 'all',
): ArtifactFiles {
  // Where only current ones are kept, the files of one become those of the next.
  if (revisions === 'current') return files;
  const numbers = numbersSaid(written);
  const known = new Set(written.documents.map(({ id }) => keyOf(id)));
  const said = (api: ResourceId) => numbers.get(keyOf(api));
  return withRevisionsMoved(files, {
    said,
    current: (api) => textAt(resourceAt(live, api)?.properties, currentRevisionProperty) ?? said(api) ?? '1',
    isLive: (revision) => resourceAt(live, revision) !== undefined,
    hasFiles: (revision) => known.has(keyOf(revision)),
    nameOf: written.names.nameOf,
  });
}

/** The numbers that files give to current revisions, by API. */
function numbersSaid({ documents }: Artifacts): ReadonlyMap<string, string> {
  return new Map(
    documents.flatMap(({ id, current, properties }) => {
      const number = textAt(properties, currentRevisionProperty);
      if (!current || kindOf(id.kind).naming === undefined || id.parent === undefined) return [];
      return number === undefined ? [] : [[keyOf(id.parent), number] as const];
    }),
  );
}
