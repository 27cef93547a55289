export interface EmulatedComment {
  readonly id: number;
  readonly parentCommentId: number;
  /** Gone when the comment was deleted. */
  content?: string;
  readonly commentType: string;
  isDeleted?: true;
}

export interface EmulatedThread {
  readonly id: number;
  status: string;
  /** All its comments are. */
  isDeleted?: true;
  readonly comments: EmulatedComment[];
  readonly properties: Record<string, unknown>;
}

export interface CompletionOptions {
  readonly deleteSourceBranch?: boolean;
  /** Names or numbers, as the interface takes both. */
  readonly mergeStrategy?: string | number;
  readonly mergeCommitMessage?: string;
  readonly squashMerge?: boolean;
}

export interface EmulatedReviewer {
  readonly id: string;
  readonly displayName: string;
  isRequired: boolean;
  /** 10 approved, 5 with suggestions, 0 none, -5 waits for the author, -10 rejected. */
  vote: number;
}

/** A pull request as the service keeps it: unshortened, and never forgotten. */
export interface EmulatedPullRequest {
  readonly pullRequestId: number;
  readonly sourceRefName: string;
  readonly targetRefName: string;
  /** The repository that the source branch is in, when that is a fork. */
  readonly fork?: { readonly id: string; readonly name: string };
  readonly creationDate: string;
  readonly labels: { readonly name: string }[];
  readonly reviewers: EmulatedReviewer[];
  /** Numbers of work items. */
  readonly workItems: string[];
  readonly threads: EmulatedThread[];
  title: string;
  description: string;
  status: 'active' | 'abandoned' | 'completed';
  isDraft: boolean;
  /** The merge commit, once completed. */
  mergeCommit?: string;
  /** The commit that the completion brought in: what happens on the branch later is not part of it. */
  mergedSource?: string;
  autoCompleteSetBy?: { readonly id: string };
  completionOptions?: CompletionOptions;
}
