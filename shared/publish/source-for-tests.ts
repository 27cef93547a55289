import type { ArtifactFiles } from '../artifacts/file-change.ts';
import type { Source } from './source.ts';

/** A repository in memory: commits in the order in which they were made, each an ancestor of the next. */
export interface SourceForTests extends Source {
  commit: string | undefined;
  readonly commits: Map<string, ArtifactFiles>;
  /** Files of overrides that all of them have, by path; the one at `overridesPath` is what a run is given. */
  readonly overrides: Map<string, string>;
  overridesPath: string | undefined;
  /** Commits that nobody shows any more. */
  readonly lost: Set<string>;
}

export function sourceForTests(): SourceForTests {
  const commits = new Map<string, ArtifactFiles>();
  const lost = new Set<string>();
  const overrides = new Map<string, string>();
  const at = (commit: string) => [...commits.keys()].indexOf(commit);
  const source: SourceForTests = {
    repository: 'https://dev.azure.com/contoso/apis/_git/apis',
    folder: 'apim-artifacts',
    branch: 'refs/heads/main',
    commit: undefined,
    commits,
    lost,
    filesAt: (commit, present) => {
      const files = lost.has(commit) ? undefined : commits.get(commit);
      if (files === undefined) return Promise.resolve(undefined);
      const same = [...files].map(([path, content]) => {
        const here = present.get(path);
        return [path, here !== undefined && Buffer.from(here).equals(content) ? here : content] as const;
      });
      return Promise.resolve(new Map(same));
    },
    overrides,
    overridesPath: undefined,
    overridesAt: () => Promise.resolve(overrides.get(source.overridesPath ?? '')),
    isOlder: (commit, than) =>
      Promise.resolve(commits.has(commit) && commits.has(than) ? at(commit) < at(than) : undefined),
  };
  return source;
}
