import { GitRefUpdateStatus, PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { activePullRequest, refNames, type Branches } from './pull-request.ts';
import { tipOf } from './tree.ts';

/**
 * Lets a source branch that was merged and kept begin again at the target's tip: after a squash merge its old commits
 * would conflict with their own content in the target. A branch on which anything was committed after its last pull
 * request was completed is left alone.
 */
export async function startAgainWhenMerged(ask: Ask, branches: Branches, log: Log): Promise<void> {
  const { sourceBranch, targetBranch } = branches;
  const [tip, target] = [await tipOf(ask, sourceBranch), await tipOf(ask, targetBranch)];
  if (tip === undefined || target === undefined || tip === target) return;
  if ((await activePullRequest(ask, branches)) !== undefined) return;
  if ((await lastMerged(ask, branches)) !== tip) return;
  const { repository, project } = ask.place;
  const { sourceRefName: name } = refNames(branches);
  const [result] = await ask.write(`reset branch ${sourceBranch}`, (api) =>
    api.updateRefs([{ name, oldObjectId: tip, newObjectId: target }], repository, project),
  );
  if (result?.success !== true) throw refused(sourceBranch, result?.updateStatus, ask);
  log.line(`${sourceBranch} was merged: it begins again at ${targetBranch}.`);
}

/** The commit that the newest completed pull request between the two branches brought in. */
async function lastMerged(ask: Ask, branches: Branches): Promise<string | undefined> {
  const { repository, project } = ask.place;
  const criteria = { status: PullRequestStatus.Completed, ...refNames(branches) };
  // Newest first is the service's order.
  const [newest] = await ask.read('list merged pull requests', (api) =>
    api.getPullRequests(repository, criteria, project, undefined, undefined, 1),
  );
  return newest?.lastMergeSourceCommit?.commitId;
}

function refused(branch: string, status: GitRefUpdateStatus | undefined, { place }: Ask): TaskError {
  const why = status === undefined ? 'no reason given' : GitRefUpdateStatus[status];
  return new TaskError('REPOSITORY_REFUSED', {
    message: `Could not reset the merged branch ${branch} of repository ${place.repository}: ${why}.`,
    remedy:
      `Delete the branch ${branch}, and let pull requests delete their source branch on completion; ` +
      `or allow the build service "Force push" on it (Project settings of ${place.project} > Repositories > ${place.repository} > Security).`,
  });
}
