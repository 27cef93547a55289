/** What can show commits of one repository: Azure Repos, or the Git of a checkout. */
export interface Commits {
  /** Blob ids by path below a folder; undefined when the commit cannot be shown. A folder that is not there is empty. */
  blobs(commit: string, folder: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** The contents of blobs by their ids. */
  contents(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The blob id of one file; undefined when it is not there, or the commit cannot be shown. */
  blobAt(commit: string, path: string): Promise<string | undefined>;
  /** Whether a commit is an ancestor of another one; undefined: this cannot say. */
  isOlder(commit: string, than: string): Promise<boolean | undefined>;
}

/** The first that can show what is asked for: its answers, and nobody's when none can. */
export function firstOf(all: readonly Commits[]): Commits {
  const ask = async <T>(question: (one: Commits) => Promise<T | undefined>): Promise<T | undefined> => {
    for (const one of all) {
      const answer = await question(one);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    blobs: (commit, folder) => ask((one) => one.blobs(commit, folder)),
    contents: async (ids) => {
      const found = new Map<string, Uint8Array>();
      for (const one of all) {
        const missing = ids.filter((id) => !found.has(id));
        if (missing.length > 0)
          for (const [id, content] of await one.contents(missing)) found.set(id, content);
      }
      return found;
    },
    blobAt: (commit, path) => ask((one) => one.blobAt(commit, path)),
    isOlder: (commit, than) => ask((one) => one.isOlder(commit, than)),
  };
}
