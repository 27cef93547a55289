import type { RepositoryCall } from './call.ts';
import type { EmulatedPullRequest } from './pull-request.ts';

type PullRequestBody = Readonly<Record<string, unknown>> & { readonly description?: string };

/** A pull request as the interface gives it when asked for by its id. */
export async function describe(
  { repository, identity }: RepositoryCall,
  pullRequest: EmulatedPullRequest,
): Promise<PullRequestBody> {
  const { pullRequestId, mergeCommit, description, labels, fork, sourceRefName, targetRefName } = pullRequest;
  const { bare } = repository;
  const [source, target] = await Promise.all([bare.tip(sourceRefName), bare.tip(targetRefName)]);
  const active = pullRequest.status === 'active' && source !== undefined && target !== undefined;
  const clean = !active || (await bare.mergedTree(target, source)) !== undefined;
  const commit = (name: string, commitId: string | undefined) =>
    optional(name, commitId === undefined ? undefined : { commitId });
  return {
    sourceRefName,
    targetRefName,
    title: pullRequest.title,
    status: pullRequest.status,
    isDraft: pullRequest.isDraft,
    creationDate: pullRequest.creationDate,
    pullRequestId,
    codeReviewId: pullRequestId,
    repository: await repository.body(),
    createdBy: { id: identity.id, displayName: identity.displayName },
    mergeStatus: clean ? 'succeeded' : 'conflicts',
    ...optional('forkSource', fork && { name: sourceRefName, repository: fork }),
    ...(description === '' ? {} : { description }),
    ...(labels.length === 0 ? {} : { labels }),
    ...commit('lastMergeSourceCommit', pullRequest.mergedSource ?? source),
    ...commit('lastMergeTargetCommit', target),
    ...commit('lastMergeCommit', mergeCommit),
    ...optional('autoCompleteSetBy', pullRequest.autoCompleteSetBy),
    ...optional('completionOptions', pullRequest.completionOptions),
    reviewers: pullRequest.reviewers,
    supportsIterations: true,
    url: `${repository.url}/pullRequests/${pullRequestId}`,
  };
}

/** In lists the service cuts descriptions to 400 characters, without a sign. */
export function shortened(body: PullRequestBody): PullRequestBody {
  return body.description === undefined ? body : { ...body, description: body.description.slice(0, 400) };
}

const optional = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
