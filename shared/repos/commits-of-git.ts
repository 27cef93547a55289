import type { Commits } from './commits.ts';
import { git } from './git.ts';

/** The commits that a checkout holds: in a shallow clone hardly any but the one that is checked out. */
export function commitsOfGit(root: string): Commits {
  return {
    blobs: async (commit, folder) => {
      if (!isId(commit)) return undefined;
      const found = await git(root, [
        'ls-tree',
        '-rz',
        '--full-tree',
        commit,
        ...(folder === '' ? [] : ['--', `${folder}/`]),
      ]);
      if (found?.code !== 0) return undefined;
      const prefix = folder === '' ? 0 : folder.length + 1;
      return new Map(entriesIn(found.output).map(({ path, id }) => [path.slice(prefix), id]));
    },
    contents: (ids) => contentsOf(root, ids),
    blobAt: async (commit, path) => {
      if (!isId(commit)) return undefined;
      const found = await git(root, ['ls-tree', '-z', '--full-tree', commit, '--', path]);
      return found?.code === 0 ? entriesIn(found.output).find((entry) => entry.path === path)?.id : undefined;
    },
    isOlder: async (commit, than) => {
      if (!isId(commit) || !isId(than)) return undefined;
      const found = await git(root, ['merge-base', '--is-ancestor', commit, than]);
      if (found?.code === 0) return commit !== than;
      return found?.code === 1 && !(await isShallow(root)) ? false : undefined;
    },
  };
}

/** Where history was cut off, "no ancestor" may mean that the way to it is missing. */
async function isShallow(root: string): Promise<boolean> {
  const found = await git(root, ['rev-parse', '--is-shallow-repository']);
  return found?.output.toString('utf8').trim() !== 'false';
}

/** Entries of `ls-tree -z`: mode, type, id and, after a tab, the path as it is. */
function entriesIn(output: Buffer): readonly { path: string; id: string }[] {
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((entry) => {
      const { type, id, path } = /^\d+ (?<type>\w+) (?<id>\w+)\t(?<path>.+)$/s.exec(entry)?.groups ?? {};
      return type === 'blob' && id !== undefined && path !== undefined ? [{ path, id }] : [];
    });
}

async function contentsOf(root: string, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  if (ids.length === 0) return contents;
  const found = await git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const output = found?.code === 0 ? found.output : Buffer.alloc(0);
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const [id = '', type = '', size = ''] = output.subarray(at, end).toString('utf8').split(' ');
    // "<id> missing" has nothing behind it.
    const length = type === 'blob' ? Number(size) : -1;
    if (length >= 0) contents.set(id, output.subarray(end + 1, end + 1 + length));
    at = end + 1 + (length >= 0 ? length + 1 : 0);
  }
  return contents;
}

/** A marker can be edited by hand: what it names must not become an option of Git. */
function isId(commit: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit);
}
