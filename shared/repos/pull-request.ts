import { PullRequestStatus, type GitPullRequest } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { markedText, renewedText, type PullRequestText } from './pull-request-text.ts';
import { isAnswer } from './service-answer.ts';

/** The two branches of a pull request, by their short names. */
export interface Branches {
  readonly sourceBranch: string;
  readonly targetBranch: string;
}

/** The number of the active pull request between two branches. */
export async function activePullRequest(ask: Ask, branches: Branches): Promise<number | undefined> {
  const { repository, project } = ask.place;
  const criteria = { status: PullRequestStatus.Active, ...refNames(branches) };
  const found = await ask.read('list pull requests', (api) =>
    api.getPullRequests(repository, criteria, project),
  );
  return found[0]?.pullRequestId;
}

/** Makes the pull request, or refreshes what is still ours of the text of the one that is open. */
export async function openOrRefresh(
  ask: Ask,
  branches: Branches,
  text: PullRequestText,
  log: Log,
): Promise<{ readonly id: number; readonly created: boolean }> {
  const open = await activePullRequest(ask, branches);
  if (open !== undefined) return refresh(ask, open, text, log);
  const { repository, project } = ask.place;
  const wanted = { ...refNames(branches), ...markedText(text) };
  try {
    const made = await ask.write('create a pull request', (api) =>
      api.createPullRequest(wanted, repository, project),
    );
    return { id: idOf(made), created: true };
  } catch (error) {
    const lost = error instanceof TaskError && error.code === 'REPOSITORY_UNREACHABLE';
    if (!lost && !isAnswer(error, 'TF401179')) throw error;
    // Somebody was quicker, or it is ours and only the answer was lost.
    const there = await activePullRequest(ask, branches);
    if (there === undefined) throw error;
    return { ...(await refresh(ask, there, text, log)), created: lost };
  }
}

async function refresh(ask: Ask, id: number, text: PullRequestText, log: Log) {
  const { repository, project } = ask.place;
  // Lists shorten descriptions to 400 characters: the whole one is needed to know whether it still is ours.
  const { title = '', description = '' } = await ask.read(`read pull request ${id}`, (api) =>
    api.getPullRequest(repository, id, project),
  );
  const changes = renewedText({ title, description }, text);
  if (changes === undefined) log.debug(`The text of pull request ${id} stays as it is.`);
  else {
    await ask.write(`update pull request ${id}`, (api) =>
      api.updatePullRequest(changes, repository, id, project),
    );
  }
  return { id, created: false };
}

function idOf({ pullRequestId }: GitPullRequest): number {
  if (pullRequestId === undefined) throw new Error('The service made a pull request and did not say which.');
  return pullRequestId;
}

/** The same as Azure Repos calls them. */
export const refNames = ({ sourceBranch, targetBranch }: Branches) => ({
  sourceRefName: `refs/heads/${sourceBranch}`,
  targetRefName: `refs/heads/${targetBranch}`,
});
