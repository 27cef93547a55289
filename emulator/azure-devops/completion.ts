import { zeros } from './bare-repository.ts';
import type { CompletionOptions, EmulatedPullRequest } from './pull-request.ts';
import type { EmulatedRepository } from './repository.ts';
import { branchesGone, Refusal, staleReference } from './refusal.ts';

/** Merges source into target in the bare repository: a merge commit, or one squashed commit. */
export async function complete(
  repository: EmulatedRepository,
  pullRequest: EmulatedPullRequest,
  options: CompletionOptions = pullRequest.completionOptions ?? {},
): Promise<void> {
  const { bare } = repository;
  const { sourceRefName, targetRefName, pullRequestId, title } = pullRequest;
  const [source, target] = [await bare.tip(sourceRefName), await bare.tip(targetRefName)];
  if (source === undefined || target === undefined) throw branchesGone();
  const tree = await bare.mergedTree(target, source);
  if (tree === undefined) {
    throw new Refusal(
      409,
      'GitPullRequestMergeConflictException',
      `TF401192: The pull request ${pullRequestId} has merge conflicts.`,
    );
  }
  const parents = isSquash(options) ? [target] : [target, source];
  const message = options.mergeCommitMessage ?? `Merged PR ${pullRequestId}: ${title}`;
  const merged = await bare.commit(tree, parents, message);
  if (!(await bare.updateRef(targetRefName, merged, target))) throw staleReference(targetRefName);
  if (options.deleteSourceBranch) await bare.updateRef(sourceRefName, zeros, source);
  pullRequest.status = 'completed';
  pullRequest.mergeCommit = merged;
  pullRequest.mergedSource = source;
}

function isSquash({ mergeStrategy, squashMerge }: CompletionOptions): boolean {
  return squashMerge === true || mergeStrategy === 2 || String(mergeStrategy).toLowerCase() === 'squash';
}
