import type { Ask } from './ask.ts';
import { blobId } from './blob-id.ts';
import { noCommit } from './move-branch.ts';
import type { WantedBranch } from './source-branch.ts';
import { blobsOf } from './tree.ts';

/** The commit that changes are laid upon, and the blob ids of the folder there. */
export interface TargetTree {
  readonly commit: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The tip of the target branch; or the commit that the changes were made from, when somebody has meanwhile given one of
 * their files another content. Laid upon the tip they would take that back, and nobody would see it: from where they
 * were made, Git merges both, or tells of the conflict.
 */
export async function targetTree(
  ask: Ask,
  { folder, changes, madeFrom = noCommit }: WantedBranch,
  tip: string,
): Promise<TargetTree> {
  const files = await blobsOf(ask, tip, folder);
  if (madeFrom === noCommit || madeFrom === tip) return { commit: tip, files };
  const before = await blobsOf(ask, madeFrom, folder);
  const prefix = folder === '' ? '' : `${folder}/`;
  const isOvertaken = changes.some((change) => {
    const path = change.path.slice(prefix.length);
    const now = files.get(path);
    const wanted = change.kind === 'delete' ? undefined : blobId(change.content);
    return now !== before.get(path) && now !== wanted;
  });
  return isOvertaken ? { commit: madeFrom, files: before } : { commit: tip, files };
}
