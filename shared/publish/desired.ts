import { type Document, resourcesIn } from '../apim/documents.ts';
import type { JsonObject } from '../apim/json.ts';
import { keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { collections } from '../artifacts/layout.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import type { Unread } from '../artifacts/unread.ts';
import { applyOverrides } from '../configuration/overrides.ts';
import { heldBy } from './held-by.ts';
import { oneError, TaskError } from '../errors/task-error.ts';

/** What the user wants in this environment: the files with its overrides laid over them. */
export interface Desired {
  readonly snapshot: Snapshot;
  readonly documents: readonly Document[];
  /** All of the files, also what this version does not publish: none of it is gone. */
  readonly everything: readonly Document[];
  /** Whether .apimignore tells to leave a path alone. */
  readonly ignores: (path: string) => boolean;
  readonly overridden: readonly ResourceId[];
  /** What the overrides say of each of these, in the same order. */
  readonly overrides: readonly JsonObject[];
  /** Files that nothing is published from. */
  readonly unread: Unread;
  /** Revisions that are not current: this version leaves them alone. */
  readonly otherRevisions: readonly ResourceId[];
  /** An error when the overrides say that they are meant for another instance. */
  readonly meantForAnother: (instanceName: string) => TaskError | undefined;
}

export interface OverridesFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads files and overrides, before any request. Throws EMPTY_SOURCE, NOT_ARTIFACTS, or everything that is wrong with
 * the files and overrides at once.
 */
export function readDesired(files: ArtifactFiles, overrides?: OverridesFile): Desired {
  if (files.size === 0) throw emptyFolder();
  const { documents, unread, coverage, problems, ignores } = readArtifacts(files);
  const held = heldBy(coverage);
  if (documents.length === 0 && problems.length === 0) throw notArtifacts([...files.keys()]);
  const laid = applyOverrides(documents, overrides?.text ?? '', overrides?.file ?? '');
  const all = [...problems, ...laid.problems];
  if (all.length > 0) throw oneError(all, `${all.length} problems in the files. Nothing was written.`);
  const [final, other] = apart(laid.documents);
  return {
    snapshot: snapshot(final.flatMap(resourcesIn), held.gaps, held.within),
    documents: final,
    everything: laid.documents,
    ignores,
    overridden: laid.applied,
    overrides: laid.said,
    unread,
    meantForAnother: laid.meantForAnother,
    otherRevisions: other.filter(({ current }) => !current).map(({ id }) => id),
  };
}

/** Revisions that are not current stand apart, together with what lives in them. */
function apart(documents: readonly Document[]): readonly [readonly Document[], readonly Document[]] {
  const outside = new Set(documents.filter(({ current }) => !current).map(({ id }) => keyOf(id)));
  const isOutside = ({ id }: Document) => pathOf(id).some((step) => outside.has(keyOf(step)));
  return [documents.filter((document) => !isOutside(document)), documents.filter(isOutside)];
}

/** There are files, and none of them is one of a layout. */
export function notArtifacts(paths: readonly string[]): TaskError {
  const found = [...new Set(paths.map((path) => path.split('/')[0] ?? path))].sort();
  const shown = found.slice(0, 8).join(', ') + (found.length > 8 ? ', ...' : '');
  return new TaskError('NOT_ARTIFACTS', {
    message: `The artifacts folder holds nothing that can be published: it has ${shown}.`,
    remedy: `An artifacts folder holds ${collections().join(', ')}. Check the input artifactsFolder.`,
  });
}

export function emptyFolder(): TaskError {
  return new TaskError('EMPTY_SOURCE', {
    message: 'The artifacts folder is empty: there is nothing to publish.',
    remedy:
      'Check the input artifactsFolder, and that the step before it checked out or downloaded the files.',
  });
}
