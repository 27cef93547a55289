import type { ArtifactFiles, FileChange } from './file-change.ts';
import { decode, encode } from './text.ts';

/** A folder while it is being changed in memory: a list of links is changed by many resources in turn. */
export interface Draft {
  /** The text as it is by now; undefined: there is no such file. Throws INVALID_FILE when it is not UTF-8. */
  readonly textAt: (path: string) => string | undefined;
  /** Line ends, byte order mark and final line end stay as they are. Gives what happened; undefined: nothing. */
  readonly write: (path: string, text: string) => FileChange | undefined;
  readonly remove: (path: string) => FileChange | undefined;
  readonly files: ArtifactFiles;
}

export function draftOf(files: ArtifactFiles): Draft {
  const now = new Map(files);
  return {
    files: now,
    textAt: (path) => {
      const bytes = now.get(path);
      return bytes === undefined ? undefined : decode(bytes, path);
    },
    write: (path, text) => {
      const before = now.get(path);
      if (before !== undefined && decode(before, path) === text) return undefined;
      const content = encode(text, before);
      now.set(path, content);
      return { kind: before === undefined ? 'add' : 'edit', path, content };
    },
    remove: (path) => (now.delete(path) ? { kind: 'delete', path } : undefined),
  };
}

/** What turns one folder into another, in the order of paths. */
export function changesBetween(before: ArtifactFiles, after: ArtifactFiles): readonly FileChange[] {
  const written = [...after].flatMap(([path, content]): readonly FileChange[] => {
    const old = before.get(path);
    if (old === undefined) return [{ kind: 'add', path, content }];
    return sameBytes(old, content) ? [] : [{ kind: 'edit', path, content }];
  });
  const gone = [...before.keys()].filter((path) => !after.has(path));
  const removed = gone.map((path): FileChange => ({ kind: 'delete', path }));
  return [...written, ...removed].sort((left, right) => (left.path < right.path ? -1 : 1));
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left === right || (left.length === right.length && left.every((byte, at) => byte === right[at]));
}
