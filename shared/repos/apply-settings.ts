import type { GitPullRequest } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { completionOptions, type PullRequestSettings } from './pull-request-settings.ts';
import { pullRequest, type PullRequest } from './pull-requests.ts';
import type { Reviewer } from './reviewer.ts';

/** What the service has of the repository beside its names. */
export interface RepositoryIds {
  readonly projectId: string;
  readonly repositoryId: string;
}

/**
 * Gives a pull request what it lacks of the settings, reads it back, and tells which required reviewers are missing
 * all the same: the service leaves out in silence who may not see the repository.
 */
export async function applySettings(
  ask: Ask,
  id: number,
  settings: PullRequestSettings,
  ids: RepositoryIds,
  log: Log,
): Promise<readonly Reviewer[]> {
  const found = await pullRequest(ask, id);
  await addReviewers(ask, found, settings.reviewers);
  await addLabels(ask, found, settings.labels);
  await addWorkItems(ask, id, settings.workItems, ids);
  const missing = await missingReviewers(ask, id, settings.reviewers);
  for (const { name, isRequired } of missing)
    log.warning(
      `Pull request ${id} has no reviewer ${name}${isRequired ? ', who is required' : ''}: see that they may read ` +
        `repository ${ask.place.repository}.`,
    );
  await setCompletion(ask, found, settings);
  return missing.filter(({ isRequired }) => isRequired);
}

async function addReviewers(ask: Ask, { id, raw }: PullRequest, wanted: readonly Reviewer[]): Promise<void> {
  const { repository, project } = ask.place;
  for (const reviewer of wanted) {
    const there = raw.reviewers?.find((one) => sameId(one.id, reviewer.id));
    if (there !== undefined && (there.isRequired === true || !reviewer.isRequired)) continue;
    // A vote that was given stays.
    const body = { id: reviewer.id, isRequired: reviewer.isRequired, vote: there?.vote ?? 0 };
    await ask.write(`add reviewer ${reviewer.name} to pull request ${id}`, (api) =>
      api.createPullRequestReviewer(body, repository, id, reviewer.id, project),
    );
  }
}

async function missingReviewers(
  ask: Ask,
  id: number,
  wanted: readonly Reviewer[],
): Promise<readonly Reviewer[]> {
  if (wanted.length === 0) return [];
  const { reviewers = [] } = (await pullRequest(ask, id)).raw;
  return wanted.filter((one) => {
    const there = reviewers.find((other) => sameId(other.id, one.id));
    return there === undefined || (one.isRequired && there.isRequired !== true);
  });
}

async function addLabels(ask: Ask, { id, raw }: PullRequest, wanted: readonly string[]): Promise<void> {
  const { repository, project } = ask.place;
  const there = new Set((raw.labels ?? []).map(({ name = '' }) => name.toLowerCase()));
  for (const name of wanted.filter((one) => !there.has(one.toLowerCase())))
    await ask.write(`add label ${name} to pull request ${id}`, (api) =>
      api.createPullRequestLabel({ name }, repository, id, project),
    );
}

/** Links of an existing pull request are made from the side of the work item. */
async function addWorkItems(
  ask: Ask,
  id: number,
  wanted: readonly string[],
  { projectId, repositoryId }: RepositoryIds,
): Promise<void> {
  if (wanted.length === 0) return;
  const { repository, project, collectionUri } = ask.place;
  const refs = await ask.read(`read the work items of pull request ${id}`, (api) =>
    api.getPullRequestWorkItemRefs(repository, id, project),
  );
  const url = `vstfs:///Git/PullRequestId/${projectId}%2F${repositoryId}%2F${id}`;
  const link = { rel: 'ArtifactLink', url, attributes: { name: 'Pull Request' } };
  const additionalHeaders = { 'Content-Type': 'application/json-patch+json' };
  const missing = wanted.filter((item) => !refs.some((ref) => ref.id === item));
  for (const item of missing)
    await ask.write(`link work item ${item} to pull request ${id}`, async (api) => {
      const address = `${collectionUri.replace(/\/+$/, '')}/_apis/wit/workitems/${item}?api-version=5.0`;
      const patch = [{ op: 'add', path: '/relations/-', value: link }];
      return (await api.rest.update<object>(address, patch, { additionalHeaders })).result;
    });
}

/** Auto-complete is set by an identity for itself: the one that made the pull request. */
async function setCompletion(
  ask: Ask,
  { id, raw }: PullRequest,
  settings: PullRequestSettings,
): Promise<void> {
  const options = completionOptions(settings);
  if (options === undefined) return;
  const { repository, project } = ask.place;
  const by = raw.createdBy?.id;
  const change: GitPullRequest = {
    completionOptions: options,
    ...(settings.autoComplete && by !== undefined ? { autoCompleteSetBy: { id: by } } : {}),
  };
  await ask.write(`set how pull request ${id} is completed`, (api) =>
    api.updatePullRequest(change, repository, id, project),
  );
}

const sameId = (left: string | undefined, right: string) => left?.toLowerCase() === right.toLowerCase();
