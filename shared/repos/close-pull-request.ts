import { PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { readDescription } from './mark.ts';
import { moveBranch, noCommit, Overtaken } from './move-branch.ts';
import { introduction, type KeptPullRequest, type WantedPullRequest } from './proposal.ts';
import type { PullRequest } from './pull-requests.ts';
import { renewText } from './renew-text.ts';
import { keepThreads } from './threads.ts';
import { tipOf } from './tree.ts';

/** Nothing differs any more: says so, closes the pull request and takes its branch away, in that order. */
export async function closePullRequest(
  ask: Ask,
  wanted: WantedPullRequest,
  { id, title, description }: PullRequest,
  log: Log,
): Promise<KeptPullRequest> {
  const { repository, project } = ask.place;
  await keepThreads(ask, id, [{ name: 'closed', text: wanted.closingNote, open: false }]);
  const done = readDescription(description)?.mark.settings ?? '';
  await renewText(ask, id, { title, description }, { ...introduction(wanted, done), closed: 'yes' });
  await ask.write(`close pull request ${id}`, (api) =>
    api.updatePullRequest({ status: PullRequestStatus.Abandoned }, repository, id, project),
  );
  await removeBranch(ask, wanted.sourceBranch, log);
  return { kind: 'closed', id };
}

/** What is left of a branch does no harm: the next difference begins at the target's tip again. */
async function removeBranch(ask: Ask, branch: string, log: Log): Promise<void> {
  try {
    const tip = await tipOf(ask, branch);
    if (tip !== undefined) await moveBranch(ask, branch, tip, noCommit);
  } catch (error) {
    if (!(error instanceof Overtaken) && !(error instanceof TaskError)) throw error;
    log.line(`Branch ${branch} stays: ${error.message}`);
  }
}
