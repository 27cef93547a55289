import type { Ask } from './ask.ts';
import type { About } from './mark.ts';
import { isOwnCommit } from './own-commit.ts';
import { blobsOf } from './tree.ts';

/** A commit on our branch that somebody else made. */
export interface ForeignCommit {
  readonly id: string;
  readonly parents: readonly string[];
}

/** More commits than any run makes: beyond them the branch counts as somebody else's. */
const longest = 200;

/** The commit from which two commits went apart; undefined when they have nothing in common. */
export async function mergeBase(ask: Ask, one: string, other: string): Promise<string | undefined> {
  if (one === other) return one;
  const { repository, project } = ask.place;
  const [base] = await ask.read(`compare ${one.slice(0, 8)} with ${other.slice(0, 8)}`, (api) =>
    api.getMergeBases(repository, one, other, project),
  );
  return base?.commitId;
}

/** What others committed on a branch since it left the target; along its first parents, newest first. */
export async function foreignCommits(
  ask: Ask,
  tip: string,
  target: string,
  about: About,
): Promise<readonly ForeignCommit[]> {
  const { repository, project } = ask.place;
  const found: ForeignCommit[] = [];
  let at: string | undefined = tip;
  for (let count = 0; at !== undefined && count < longest; count++) {
    const id: string = at;
    const commit = await ask.read(`read commit ${id.slice(0, 8)}`, (api) =>
      api.getCommit(id, repository, project),
    );
    const parents = commit.parents ?? [];
    if (!isOwnCommit(commit, about)) {
      if ((await mergeBase(ask, id, target)) === id) return found;
      found.push({ id, parents });
    }
    at = parents[0];
  }
  return found;
}

/**
 * The files of a folder that others gave a content of their own. What a merge of theirs brought over from the target
 * as it is there is not theirs.
 */
export async function filesOfOthers(
  ask: Ask,
  commits: readonly ForeignCommit[],
  target: string,
  folder: string,
): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for (const { id, parents } of commits) {
    const [first, ...merged] = parents;
    const after = await blobsOf(ask, id, folder);
    const before: ReadonlyMap<string, string>[] = [
      first === undefined ? new Map<string, string>() : await blobsOf(ask, first, folder),
    ];
    for (const parent of merged)
      if ((await mergeBase(ask, parent, target)) === parent) before.push(await blobsOf(ask, parent, folder));
    for (const path of new Set([...after.keys(), ...before.flatMap((blobs) => [...blobs.keys()])]))
      if (before.every((blobs) => blobs.get(path) !== after.get(path))) paths.add(path);
  }
  return paths;
}
