import { firstFew } from '../apim/first-few.ts';
import { type Document, resourcesIn } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { withOwnIds } from '../apim/own-ids.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { refusePointers } from '../artifacts/large-files.ts';
import { collections } from '../artifacts/layout.ts';
import { operationFileNotes } from '../artifacts/operation-files.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import type { Unread } from '../artifacts/unread.ts';
import type { Hit } from '../configuration/overrides.ts';
import type { OverridesFile } from '../configuration/policy-files.ts';
import { noTokens, type TokenRules } from '../configuration/tokens.ts';
import { heldBy } from './held-by.ts';
import { laidOver } from './laid-over.ts';
import { oneError, TaskError } from '../errors/task-error.ts';

/** What the user wants in this environment: the files with its overrides laid over them. */
export interface Desired {
  readonly snapshot: Snapshot;
  readonly documents: readonly Document[];
  /** Whether .apimignore tells to leave a path alone. */
  readonly ignores: (path: string) => boolean;
  /** What the overrides did, entry by entry. */
  readonly overrides: readonly Hit[];
  /** What their author should know. */
  readonly notes: readonly string[];
  /** Files that nothing is published from. */
  readonly unread: Unread;
  /** What is in the files for people to read. */
  readonly forReview: readonly ResourceId[];
  /** An error when the overrides say that they are meant for another instance. */
  readonly meantForAnother: (instanceName: string) => TaskError | undefined;
}

/** Files of overrides in their order, and what may fill their tokens. */
export interface Overriding {
  readonly files: readonly OverridesFile[];
  readonly tokens?: TokenRules;
}

/** For files that are read as they are. */
export const noOverrides: Overriding = { files: [] };

/**
 * Reads files and overrides, before any request. Throws EMPTY_SOURCE, NOT_ARTIFACTS, or everything that is wrong with
 * the files and overrides at once.
 */
export function readDesired(
  files: ArtifactFiles,
  overrides: readonly OverridesFile[] = [],
  tokens: TokenRules = noTokens,
): Desired {
  if (files.size === 0) throw emptyFolder();
  refusePointers(files);
  const artifacts = readArtifacts(files);
  const { documents, unread, coverage, problems, ignores } = artifacts;
  const held = heldBy(coverage);
  if (documents.length === 0 && problems.length === 0) throw notArtifacts([...files.keys()]);
  const laid = laidOver(artifacts, files, overrides, tokens);
  const all = [...problems, ...laid.problems];
  if (all.length > 0) throw oneError(all, `${all.length} problems in the files. Nothing was written.`);
  const isForReview = ({ id }: Document) => kindOf(id.kind).onlyForReview !== undefined;
  const wanted = laid.documents.filter((document) => !isForReview(document));
  const resources = wanted.flatMap(resourcesIn);
  const known = new Set(resources.map(({ id }) => keyOf(id)));
  return {
    snapshot: snapshot(
      resources.map((resource) => withOwnIds(resource, known)),
      held.gaps,
      held.within,
    ),
    documents: wanted,
    ignores,
    overrides: laid.hits,
    notes: [...operationFileNotes(files, artifacts), ...laid.notes],
    unread,
    meantForAnother: laid.meantForAnother,
    forReview: laid.documents.filter(isForReview).map(({ id }) => id),
  };
}

/** There are files, and none of them is one of a layout. */
export function notArtifacts(paths: readonly string[]): TaskError {
  const found = [...new Set(paths.map((path) => path.split('/')[0] ?? path))].sort();
  const shown = firstFew(found, 8);
  return new TaskError('NOT_ARTIFACTS', {
    message: `The artifacts folder holds nothing that can be published: it has ${shown}.`,
    remedy: `An artifacts folder holds ${collections().join(', ')}. Check the input artifactsFolder.`,
  });
}

/** EMPTY_SOURCE. */
export function emptyFolder(): TaskError {
  return new TaskError('EMPTY_SOURCE', {
    message: 'The artifacts folder is empty: there is nothing to publish.',
    remedy:
      'Check the input artifactsFolder, and that the step before it checked out or downloaded the files.',
  });
}
