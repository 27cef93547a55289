import type { GitChange } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { readBlobs } from './contents.ts';
import type { FileChange } from './file-change.ts';
import type { About } from './mark.ts';
import { Overtaken } from './move-branch.ts';
import { signedMessage } from './own-commit.ts';
import { pushParts } from './push-parts.ts';
import { isAnswer } from './service-answer.ts';
import { startingPoint } from './starting-point.ts';
import { targetTree } from './target-tree.ts';
import { tipOf } from './tree.ts';
import { stepsBetween, wantedTree, type Step } from './wanted-tree.ts';

/** Which branch shall hold which changes of which folder. */
export interface WantedBranch {
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly folder: string;
  readonly changes: readonly FileChange[];
  /** The commit of the target branch that the changes were made from; absent: its tip, whatever that is by now. */
  readonly madeFrom?: string;
  readonly commitMessage: string;
  readonly about: About;
}

/** How the branch stands after it was brought up to date. */
export interface BroughtBranch {
  /** Undefined when there is no such branch, and no need for one. */
  readonly commit: string | undefined;
  /** Whether this run has anything to propose. */
  readonly differs: boolean;
  /** Whether it holds commits of others. */
  readonly shared: boolean;
  /** Files that others changed on it and that say something else than this run would. */
  readonly disputed: readonly string[];
  /** Why the target could not be merged into it. */
  readonly unmerged?: string;
}

const attempts = 8;

/**
 * Brings the source branch to "target tip plus exactly these changes". What others committed to it is never taken
 * away and never overwritten.
 *
 * What is there is looked at afresh before each attempt, and only what differs is pushed on top of it. So a push that
 * arrived although its answer was lost is found done, and one that somebody else overtook is made again on top.
 */
export async function bringBranch(ask: Ask, wanted: WantedBranch, log: Log): Promise<BroughtBranch> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await bringOnce(ask, wanted, log);
    } catch (error) {
      const again = error instanceof PushBroke || error instanceof Overtaken;
      if (attempt === attempts || !(again || movedMeanwhile(error))) throw again ? error.cause : error;
      log.line(`The push to ${wanted.sourceBranch} did not come through, looking again.`);
      await ask.pause(Math.min(attempt - 1, 4));
    }
  }
}

/** The branch is elsewhere by now, or what it was seen at is gone (facts: azure-pipelines 4.8). */
function movedMeanwhile(error: unknown): boolean {
  return isAnswer(error, 'TF401028') || isAnswer(error, 'TF401035');
}

/** The connection broke while a push was on its way: it may have arrived. */
class PushBroke extends Error {}

async function bringOnce(ask: Ask, wanted: WantedBranch, log: Log): Promise<BroughtBranch> {
  const { sourceBranch, targetBranch, folder, changes } = wanted;
  const latest = await tipOf(ask, targetBranch);
  if (latest === undefined) throw branchNotFound(targetBranch, ask);
  const { commit: target, files: inTarget } = await targetTree(ask, wanted, latest);
  const { blobs, contents } = wantedTree(inTarget, folder, changes);
  const differs = stepsBetween(inTarget, blobs).length > 0;
  const tip = await tipOf(ask, sourceBranch);
  if (tip === undefined && !differs) return { commit: undefined, differs, shared: false, disputed: [] };

  const start = await startingPoint(ask, wanted, { tip, target, inTarget, wanted: blobs }, log);
  const isTheirs = ({ path }: Step) => start.theirs.has(path);
  const steps = stepsBetween(start.files, blobs);
  const ours = steps.filter((step) => !isTheirs(step));
  const standing = {
    differs,
    shared: start.shared,
    disputed: steps.filter(isTheirs).map(({ path }) => (folder === '' ? path : `${folder}/${path}`)),
    ...(start.unmerged === undefined ? {} : { unmerged: start.unmerged }),
  };
  // A branch that nobody else uses and that has nothing to propose goes away as a whole.
  if (ours.length === 0 || (!differs && !start.shared)) return { commit: start.commit, ...standing };
  return { commit: await pushAll(ask, wanted, start.commit, ours, contents, log), ...standing };
}

async function pushAll(
  ask: Ask,
  { sourceBranch, folder, commitMessage, about }: WantedBranch,
  start: string,
  steps: readonly Step[],
  contents: ReadonlyMap<string, Uint8Array>,
  log: Log,
): Promise<string> {
  const parts = pushParts(steps, folder, await withTargets(ask, contents, steps, log));
  let commit = start;
  for (const [at, part] of parts.entries()) {
    const words = parts.length === 1 ? commitMessage : `${commitMessage} (${at + 1} of ${parts.length})`;
    commit = await push(ask, sourceBranch, commit, signedMessage(words, about), part);
    log.line(`Pushed ${commit.slice(0, 8)} to ${sourceBranch}: ${part.length} of ${steps.length} files.`);
  }
  return commit;
}

/** What is not ours is the target's: files in which the branch fell behind are brought back to it. */
async function withTargets(
  ask: Ask,
  ours: ReadonlyMap<string, Uint8Array>,
  steps: readonly Step[],
  log: Log,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const missing = steps.flatMap((step) => (step.kind === 'delete' || ours.has(step.blob) ? [] : [step.blob]));
  return missing.length === 0 ? ours : new Map([...ours, ...(await readBlobs(ask, missing, log))]);
}

async function push(
  ask: Ask,
  branch: string,
  oldObjectId: string,
  comment: string,
  changes: readonly GitChange[],
): Promise<string> {
  const { repository, project } = ask.place;
  const body = {
    refUpdates: [{ name: `refs/heads/${branch}`, oldObjectId }],
    commits: [{ comment, changes: [...changes] }],
  };
  try {
    const made = await ask.write(`push to branch ${branch}`, (api) =>
      api.createPush(body, repository, project),
    );
    return made.commits?.[0]?.commitId ?? (await tipOf(ask, branch)) ?? oldObjectId;
  } catch (error) {
    const broke = error instanceof TaskError && error.code === 'REPOSITORY_UNREACHABLE';
    throw broke ? new PushBroke(error.message, { cause: error }) : error;
  }
}

/** The branch that was named and is not there. */
export function branchNotFound(branch: string, { place: { repository, project } }: Ask): TaskError {
  return new TaskError('BRANCH_NOT_FOUND', {
    message: `There is no branch ${branch} in repository ${repository} of project ${project}.`,
    remedy: 'Check its name (main, not refs/heads/main); an empty repository needs a first commit.',
  });
}
