import { GitRefUpdateStatus as Status } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';
import { actingIdentity } from './identity.ts';
import { permissionLabels, securityOf } from './remedy.ts';

/** Git's word for a branch that is not there. */
export const noCommit = '0'.repeat(40);

/** Somebody else moved the branch meanwhile: whoever catches it looks again. */
export class Overtaken extends Error {}

/** Lets a branch point at another commit (zeros: takes it away), if it still is where it was seen. */
export async function moveBranch(ask: Ask, branch: string, from: string, to: string): Promise<void> {
  const { repository, project } = ask.place;
  const what = to === noCommit ? `delete branch ${branch}` : `move branch ${branch}`;
  const update = { name: `refs/heads/${branch}`, oldObjectId: from, newObjectId: to };
  const [result] = await ask.write(what, (api) => api.updateRefs([update], repository, project));
  if (result?.success === true) return;
  const refusal = refused(what, branch, result?.updateStatus, ask);
  if (result?.updateStatus === Status.StaleOldObjectId)
    throw new Overtaken(refusal.message, { cause: refusal });
  throw refusal;
}

/** A refused ref is a word in an answer that says 200 (facts: azure-pipelines 4.6). */
function refused(what: string, branch: string, status: Status | undefined, { place }: Ask): TaskError {
  const why = status === undefined ? 'no reason given' : Status[status];
  const right = status === undefined ? undefined : rights.get(status);
  return new TaskError('REPOSITORY_REFUSED', {
    message: `Could not ${what} of repository ${place.repository} in project ${place.project}: ${why}.`,
    remedy:
      right === undefined
        ? `See what holds ${branch}: a lock, a policy of the branch, or another run that pushes to it.`
        : `In ${securityOf(place)} set "${right}" to Allow for ${actingIdentity(undefined, place)} on ` +
          `branch ${branch}; or delete that branch: the next run makes it anew.`,
  });
}

const rights: ReadonlyMap<Status, string | undefined> = new Map([
  [Status.ForcePushRequired, permissionLabels['ForcePush']],
  [Status.WritePermissionRequired, permissionLabels['GenericContribute']],
  [Status.CreateBranchPermissionRequired, permissionLabels['CreateBranch']],
]);
