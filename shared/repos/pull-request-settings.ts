import { GitPullRequestMergeStrategy as Strategy } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { shortDigest } from './mark.ts';
import type { Reviewer } from './reviewer.ts';

/** How a pull request may be merged. */
export const mergeStrategies = ['noFastForward', 'squash', 'rebase', 'rebaseMerge'] as const;
export type MergeStrategy = (typeof mergeStrategies)[number];

/** What a pull request shall have besides its text. */
export interface PullRequestSettings {
  readonly reviewers: readonly Reviewer[];
  readonly labels: readonly string[];
  /** Numbers of work items. */
  readonly workItems: readonly string[];
  /** Only a new one is made a draft: people publish it. */
  readonly draft: boolean;
  readonly autoComplete: boolean;
  readonly mergeStrategy: MergeStrategy | undefined;
  readonly deleteSourceBranch: boolean;
}

/** What a new pull request takes in the request that makes it; auto-complete is not among it (facts: azure-pipelines 4.7). */
export function settingsOfNew({ reviewers, labels, workItems, draft }: PullRequestSettings) {
  return {
    ...(reviewers.length === 0
      ? {}
      : { reviewers: reviewers.map(({ id, isRequired }) => ({ id, isRequired })) }),
    ...(labels.length === 0 ? {} : { labels: labels.map((name) => ({ name })) }),
    ...(workItems.length === 0 ? {} : { workItemRefs: workItems.map((id) => ({ id })) }),
    ...(draft ? { isDraft: true } : {}),
  };
}

/** How it is completed; undefined where nothing is asked for. */
export function completionOptions({ autoComplete, mergeStrategy, deleteSourceBranch }: PullRequestSettings) {
  if (!autoComplete && mergeStrategy === undefined) return undefined;
  return {
    deleteSourceBranch,
    ...(mergeStrategy === undefined ? {} : { mergeStrategy: numbers[mergeStrategy] }),
  };
}

/** Whether there is anything to do but to make the pull request. */
export function isPlain(settings: PullRequestSettings): boolean {
  const { reviewers, labels, workItems } = settings;
  return (
    reviewers.length + labels.length + workItems.length === 0 && completionOptions(settings) === undefined
  );
}

/** Changes when the inputs change: then, and only then, an open pull request is given them again. */
export function settingsDigest(settings: PullRequestSettings): string {
  return isPlain(settings) ? '' : shortDigest(JSON.stringify({ ...settings, draft: false }));
}

const numbers: Readonly<Record<MergeStrategy, Strategy>> = {
  noFastForward: Strategy.NoFastForward,
  squash: Strategy.Squash,
  rebase: Strategy.Rebase,
  rebaseMerge: Strategy.RebaseMerge,
};
