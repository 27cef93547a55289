import {
  PullRequestStatus,
  type GitPullRequest,
  type GitPullRequestSearchCriteria,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';
import { aboutDigest, readDescription, type About } from './mark.ts';

/** Enough to find one that is not from a fork. */
const someOfThem = 20;

/** The two branches of a pull request, by their short names. */
export interface Branches {
  readonly sourceBranch: string;
  readonly targetBranch: string;
}

/** The same as Azure Repos calls them. */
export const refNames = ({ sourceBranch, targetBranch }: Branches) => ({
  sourceRefName: `refs/heads/${sourceBranch}`,
  targetRefName: `refs/heads/${targetBranch}`,
});

/** A pull request as this room sees it: whole, with a number. */
export interface PullRequest {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly status: PullRequestStatus | undefined;
  readonly raw: GitPullRequest;
}

/** One pull request. Lists shorten descriptions to 400 characters: what is in one has to be read by its number. */
export async function pullRequest(ask: Ask, id: number): Promise<PullRequest> {
  const { repository, project } = ask.place;
  return readPullRequest(
    await ask.read(`read pull request ${id}`, (api) => api.getPullRequest(repository, id, project)),
  );
}

/** What an answer about a pull request says. */
export function readPullRequest(raw: GitPullRequest): PullRequest {
  const { pullRequestId: id, title = '', description = '', status } = raw;
  if (id === undefined) throw new Error('The service told of a pull request and did not say which.');
  return { id, title, description, status, raw };
}

/**
 * The active pull request between two branches. Throws BRANCH_IN_USE when the source branch carries one into another
 * target, or one that says of itself to be about something else: two pipelines would overwrite each other for ever.
 */
export async function activePullRequest(
  ask: Ask,
  branches: Branches,
  about: About,
): Promise<PullRequest | undefined> {
  const { sourceRefName, targetRefName } = refNames(branches);
  const all = await list(ask, 'list pull requests', { status: PullRequestStatus.Active, sourceRefName });
  const found = all.find((one) => one.targetRefName === targetRefName);
  const elsewhere = all.find((one) => one.targetRefName !== targetRefName);
  if (found === undefined && elsewhere !== undefined)
    throw inUse(ask, branches, elsewhere, `goes into ${elsewhere.targetRefName ?? 'another branch'}`);
  if (found === undefined) return undefined;
  const whole = await pullRequest(ask, readPullRequest(found).id);
  const mark = readDescription(whole.description)?.mark;
  if (mark !== undefined && aboutDigest(mark.about) !== aboutDigest(about))
    throw inUse(ask, branches, found, `is about ${inWords(mark.about)}`);
  return whole;
}

/** The newest pull request between two branches that nobody works on any more, if it was abandoned. */
export async function abandonedBefore(ask: Ask, branches: Branches): Promise<PullRequest | undefined> {
  const newest = await newestOf(ask, branches, PullRequestStatus.All);
  if (newest?.status !== PullRequestStatus.Abandoned) return undefined;
  return await pullRequest(ask, readPullRequest(newest).id);
}

/** The newest pull request between two branches that has this status. */
export async function newestOf(
  ask: Ask,
  branches: Branches,
  status: PullRequestStatus,
): Promise<GitPullRequest | undefined> {
  // Newest first is the service's order.
  const [newest] = await list(
    ask,
    'list former pull requests',
    { status, ...refNames(branches) },
    someOfThem,
  );
  return newest;
}

/** The branch of a fork is another one, though it may be called like ours. */
async function list(
  ask: Ask,
  what: string,
  criteria: GitPullRequestSearchCriteria,
  most?: number,
): Promise<readonly GitPullRequest[]> {
  const { repository, project } = ask.place;
  const none = undefined;
  const all = await ask.read(what, (api) =>
    api.getPullRequests(repository, criteria, project, none, none, most),
  );
  return all.filter(({ forkSource }) => forkSource === undefined);
}

function inUse({ place }: Ask, { sourceBranch }: Branches, by: GitPullRequest, how: string): TaskError {
  return new TaskError('BRANCH_IN_USE', {
    message:
      `Branch ${sourceBranch} of repository ${place.repository} carries pull request ` +
      `${String(by.pullRequestId)}, which ${how}.`,
    remedy:
      'Name another branch in the input sourceBranch, or leave it empty: then each instance, folder, filter and ' +
      'target has a branch of its own. Or complete or abandon that pull request.',
  });
}

function inWords(about: About): string {
  return Object.entries(about)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
