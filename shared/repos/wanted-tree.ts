import { blobId } from './blob-id.ts';
import type { FileChange } from './file-change.ts';

/** The blob ids that a folder shall have, and the bytes of those that the repository does not have yet. */
export interface WantedTree {
  readonly blobs: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** Target tip plus exactly these changes; keys are paths below the folder. */
export function wantedTree(
  target: ReadonlyMap<string, string>,
  folder: string,
  changes: readonly FileChange[],
): WantedTree {
  const blobs = new Map(target);
  const contents = new Map<string, Uint8Array>();
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const change of changes) {
    if (!change.path.startsWith(prefix)) throw new Error(`${change.path} is outside of ${folder}.`);
    const path = change.path.slice(prefix.length);
    if (change.kind === 'delete') {
      blobs.delete(path);
      continue;
    }
    const id = blobId(change.content);
    blobs.set(path, id);
    contents.set(id, change.content);
  }
  return { blobs, contents };
}

/** What leads from one tree to another, sorted by path with deletions first: a file may become a folder. */
export type Step =
  | { readonly kind: 'add' | 'edit'; readonly path: string; readonly blob: string }
  | { readonly kind: 'delete'; readonly path: string };

/** The steps from what a branch has to what it shall have. */
export function stepsBetween(
  actual: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): readonly Step[] {
  const deletes: Step[] = [...actual.keys()]
    .filter((path) => !wanted.has(path))
    .map((path) => ({ kind: 'delete', path }));
  const writes = [...wanted].flatMap(([path, blob]): Step[] => {
    const before = actual.get(path);
    if (before === blob) return [];
    return [{ kind: before === undefined ? 'add' : 'edit', path, blob }];
  });
  const byPath = (a: Step, b: Step) => (a.path < b.path ? -1 : 1);
  return [...deletes.sort(byPath), ...writes.sort(byPath)];
}
