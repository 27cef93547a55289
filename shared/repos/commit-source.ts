import { blobId } from './blob-id.ts';
import type { Commits } from './commits.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/** Where files are said to come from. */
export interface Origin {
  readonly commits: Commits;
  readonly commit: string;
  /** Where in the repository the folder may be, likeliest first. */
  readonly folders: readonly string[];
  /** The path of the overrides as seen from the folder: "../overrides.prod.yaml". */
  readonly overrides?: string;
}

/** What the commits of a repository say of a folder of it: see `Source` of publish, whose edge this is. */
export interface CommitSource {
  readonly overridesPath: string | undefined;
  filesAt(commit: string, present: Files): Promise<Files | undefined>;
  overridesAt(commit: string): Promise<string | undefined>;
  isOlder(commit: string, than: string): Promise<boolean | undefined>;
}

/**
 * Finds the folder in the commit: that one of the likely places which holds a file exactly as it is here. Undefined
 * when nobody shows the commit, or none of its folders can be the one that the files are from.
 */
export async function commitSource(origin: Origin, present: Files): Promise<CommitSource | undefined> {
  const { commits, commit, folders, overrides } = origin;
  for (const folder of folders) {
    const blobs = await commits.blobs(commit, folder);
    if (blobs === undefined) return undefined;
    if ([...present].some(([path, content]) => isBlob(blobs.get(path), content))) {
      const path = overrides === undefined ? undefined : below(folder, overrides);
      return sourceIn(folder, path, commits, new Map([[commit, blobs]]));
    }
  }
  return undefined;
}

function sourceIn(
  folder: string,
  overrides: string | undefined,
  commits: Commits,
  known: Map<string, ReadonlyMap<string, string>>,
): CommitSource {
  return {
    overridesPath: overrides,
    filesAt: async (commit, present) => {
      const blobs = known.get(commit) ?? (await commits.blobs(commit, folder));
      if (blobs === undefined) return undefined;
      known.set(commit, blobs);
      return await filesOf(blobs, present, commits);
    },
    overridesAt: async (commit) => {
      const id = overrides === undefined ? undefined : await commits.blobAt(commit, overrides);
      const content = id === undefined ? undefined : (await commits.contents([id])).get(id);
      return content === undefined ? undefined : Buffer.from(content).toString('utf8');
    },
    isOlder: (commit, than) => commits.isOlder(commit, than),
  };
}

async function filesOf(
  blobs: ReadonlyMap<string, string>,
  present: Files,
  commits: Commits,
): Promise<Files | undefined> {
  const isPresent = ([path, id]: readonly [string, string]) => isBlob(id, present.get(path));
  const other = [...blobs].filter((entry) => !isPresent(entry));
  const contents = await commits.contents([...new Set(other.map(([, id]) => id))]);
  const missing = other.some(([, id]) => !contents.has(id));
  if (missing) return undefined;
  const files = [...blobs].map((entry): [string, Uint8Array] => {
    const [path, id] = entry;
    const content = isPresent(entry) ? present.get(path) : contents.get(id);
    return [path, content ?? new Uint8Array()];
  });
  return new Map(files);
}

/** A checkout on Windows may have other line ends than the repository. */
function isBlob(id: string | undefined, content: Uint8Array | undefined): boolean {
  if (id === undefined || content === undefined) return false;
  if (blobId(content, id.length) === id) return true;
  const text = Buffer.from(content);
  if (!text.includes('\r\n')) return false;
  return blobId(Buffer.from(text.toString('latin1').replace(/\r\n/g, '\n'), 'latin1'), id.length) === id;
}

/** "apis/files" and "../overrides.yaml" -> "apis/overrides.yaml"; undefined: outside of the repository. */
function below(folder: string, path: string): string | undefined {
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}
