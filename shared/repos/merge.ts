import { GitAsyncOperationStatus as Status } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';

/** Polls before a merge counts as lost: two minutes and more by the clock. */
const mostPolls = 12;
const longestWait = 4;

/** A merge commit, or why there is none: usually that both sides changed the same lines, which people have to decide. */
export type Merged = { readonly commit: string } | { readonly why: string };

/** Lets the service merge `theirs` into `ours`. No branch moves. */
export async function mergeCommit(ask: Ask, ours: string, theirs: string, comment: string): Promise<Merged> {
  const { repository, project } = ask.place;
  const what = `merge ${theirs.slice(0, 8)} into ${ours.slice(0, 8)}`;
  let merge = await ask.write(what, (api) =>
    api.createMergeRequest({ comment, parents: [ours, theirs] }, project, repository),
  );
  const id = merge.mergeOperationId ?? 0;
  for (let poll = 0; ; poll++) {
    const { status, detailedStatus: { mergeCommitId: commit, failureMessage: why } = {} } = merge;
    if (status === Status.Completed && commit !== undefined) return { commit };
    if (status !== Status.Queued && status !== Status.InProgress)
      return { why: why ?? 'Azure DevOps gave no reason.' };
    if (poll === mostPolls) break;
    await ask.pause(Math.min(poll - 1, longestWait));
    merge = await ask.read(what, (api) => api.getMergeRequest(project, repository, id));
  }
  throw new TaskError('REPOSITORY_UNREACHABLE', {
    message: `Azure DevOps did not finish to ${what} (repository ${repository} of project ${project}).`,
    remedy: 'Run the pipeline again later; see status.dev.azure.com.',
  });
}
