import { PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { filesOfOthers, foreignCommits, mergeBase, type ForeignCommit } from './history.ts';
import { mergeCommit } from './merge.ts';
import { moveBranch } from './move-branch.ts';
import { signedMessage } from './own-commit.ts';
import { newestOf } from './pull-requests.ts';
import type { WantedBranch } from './source-branch.ts';
import { blobsOf } from './tree.ts';
import { stepsBetween } from './wanted-tree.ts';

type Blobs = ReadonlyMap<string, string>;

interface Found {
  readonly tip: string | undefined;
  readonly target: string;
  readonly inTarget: Blobs;
  readonly wanted: Blobs;
}

/** The commit that the next one lies upon, and what has to be left alone there. */
export interface StartingPoint {
  readonly commit: string;
  /** The folder at this commit. */
  readonly files: Blobs;
  readonly shared: boolean;
  /** Files that others changed on the branch. */
  readonly theirs: ReadonlySet<string>;
  readonly unmerged?: string;
}

const nobodys: ReadonlySet<string> = new Set();

/**
 * Where the branch goes on. A branch that only our runs committed to begins again at the target's tip as soon as the
 * target changed the folder: merged into it, such a branch would bring back what the target had, or conflict. To a
 * branch with commits of others the target is merged.
 */
export async function startingPoint(
  ask: Ask,
  branch: WantedBranch,
  found: Found,
  log: Log,
): Promise<StartingPoint> {
  const { tip, target, inTarget, wanted } = found;
  const atTarget = { commit: target, files: inTarget, shared: false, theirs: nobodys };
  if (tip === undefined || tip === target) return atTarget;
  const base = await mergeBase(ask, tip, target);
  const moved = base !== target && (await fellBehind(ask, base, branch.folder, inTarget));
  const files = await blobsOf(ask, tip, branch.folder);
  const unshared = { commit: tip, files, shared: false, theirs: nobodys };
  const sameAsTarget = stepsBetween(inTarget, wanted).length === 0;
  if (!moved && !sameAsTarget && stepsBetween(files, wanted).length === 0) return unshared;

  const others = base === tip ? [] : await commitsOfOthers(ask, branch, tip, target);
  if (others.length > 0) return await withOthers(ask, branch, { ...found, tip, files, moved, others }, log);
  if (!moved || sameAsTarget) return unshared;
  await moveBranch(ask, branch.sourceBranch, tip, target);
  log.line(`${branch.sourceBranch} begins again at ${branch.targetBranch}, which has changed meanwhile.`);
  return atTarget;
}

/** What a completed pull request brought in is nobody's any more, whoever made it. */
async function commitsOfOthers(
  ask: Ask,
  branch: WantedBranch,
  tip: string,
  target: string,
): Promise<readonly ForeignCommit[]> {
  const foreign = await foreignCommits(ask, tip, target, branch.about);
  return foreign.length > 0 && (await lastMerged(ask, branch)) === tip ? [] : foreign;
}

async function fellBehind(
  ask: Ask,
  base: string | undefined,
  folder: string,
  inTarget: Blobs,
): Promise<boolean> {
  return base === undefined || stepsBetween(await blobsOf(ask, base, folder), inTarget).length > 0;
}

interface Shared extends Found {
  readonly tip: string;
  readonly files: Blobs;
  readonly moved: boolean;
  readonly others: readonly ForeignCommit[];
}

/** Never rewritten: the target comes in by a merge, or it is said why it does not. */
async function withOthers(ask: Ask, branch: WantedBranch, found: Shared, log: Log): Promise<StartingPoint> {
  const { sourceBranch, targetBranch, about, folder } = branch;
  const { tip, target, moved, others, files } = found;
  const theirs = await filesOfOthers(ask, others, target, folder);
  if (!moved) return { commit: tip, files, shared: true, theirs };
  const message = signedMessage(`Merge ${targetBranch} into ${sourceBranch}`, about);
  const merged = await mergeCommit(ask, tip, target, message);
  if ('why' in merged) {
    log.line(`${targetBranch} could not be merged into ${sourceBranch}: ${merged.why}`);
    return { commit: tip, files, shared: true, theirs, unmerged: merged.why };
  }
  await moveBranch(ask, sourceBranch, tip, merged.commit);
  log.line(`Merged ${targetBranch} into ${sourceBranch}, which holds commits of others.`);
  return { commit: merged.commit, files: await blobsOf(ask, merged.commit, folder), shared: true, theirs };
}

/**
 * The commit that the newest completed pull request between the two branches brought in. After a squash the target
 * knows the content of such a branch but not its commits.
 */
async function lastMerged(ask: Ask, branches: WantedBranch): Promise<string | undefined> {
  const newest = await newestOf(ask, branches, PullRequestStatus.Completed);
  return newest?.lastMergeSourceCommit?.commitId;
}
