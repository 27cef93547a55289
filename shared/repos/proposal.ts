import type { TaskError } from '../errors/task-error.ts';
import { blobId } from './blob-id.ts';
import type { FileChange } from './file-change.ts';
import { readDescription, shortDigest } from './mark.ts';
import type { PullRequestSettings } from './pull-request-settings.ts';
import type { Introduction, PullRequestText } from './pull-request-text.ts';
import type { PullRequest } from './pull-requests.ts';
import type { Reviewer } from './reviewer.ts';
import type { WantedBranch } from './source-branch.ts';

/** What a pull request shall bring to the target branch, and how it introduces itself. */
export interface WantedPullRequest extends WantedBranch, PullRequestText {
  /** What the description has no room for, as a thread of its own. */
  readonly rest?: string | undefined;
  /** The words with which it is closed when nothing differs any more. */
  readonly closingNote: string;
  readonly settings: PullRequestSettings;
  /** Opens an abandoned one again, rather than to respect that it was abandoned. */
  readonly reopen: boolean;
}

/** What became of it. */
export type KeptPullRequest =
  /** Nothing differs, and none was open. */
  | { readonly kind: 'none' }
  /** One with the same content was abandoned by somebody: that is respected. */
  | { readonly kind: 'abandoned'; readonly id: number }
  /** Nothing differs any more: it was closed with a note. */
  | { readonly kind: 'closed'; readonly id: number }
  | {
      readonly kind: 'created' | 'updated' | 'reopened';
      readonly id: number;
      /** The tip of the source branch. */
      readonly commit: string;
      /** Required reviewers that the service did not take. */
      readonly missing: readonly Reviewer[];
      /** What of its text, settings or threads was refused. The pull request is there all the same. */
      readonly failure?: TaskError;
    };

/** People abandoned what would be proposed again. What we closed ourselves was no decision of anybody. */
export function respected(
  former: PullRequest | undefined,
  { changes, reopen }: WantedPullRequest,
): PullRequest | undefined {
  const mark = readDescription(former?.description ?? '')?.mark;
  const isSame = mark !== undefined && mark.closed !== 'yes' && mark.changes === changesDigest(changes);
  return isSame && !reopen ? former : undefined;
}

/** The same for the same changes, whatever the target has meanwhile. */
function changesDigest(changes: readonly FileChange[]): string {
  const lines = changes.map((change) => {
    return `${change.path} ${change.kind === 'delete' ? '-' : blobId(change.content)}`;
  });
  return shortDigest(lines.sort().join('\n'));
}

/** The text with what the next run has to know of this one. */
export function introduction(wanted: WantedPullRequest, settings: string): Introduction {
  const { title, description, about, changes } = wanted;
  return { title, description, about, changes: changesDigest(changes), settings };
}
