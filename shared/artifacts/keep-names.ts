import { TaskError } from '../errors/task-error.ts';
import { draftOf } from './draft.ts';
import type { ArtifactFiles } from './file-change.ts';
import { ignoreFile } from './ignored.ts';
import { namesFile, type Names, renderNames } from './names-file.ts';
import type { Artifacts } from './read-artifacts.ts';
import { shortIn, type Shortened } from './short-name.ts';
import { hasTooLongName, shortPath } from './short-path.ts';

/** A folder in which every new path fits. */
export interface Fitted {
  readonly files: ArtifactFiles;
  /** Where a file is now. */
  readonly pathOf: (path: string) => string;
}

/**
 * Shortens names in the paths of what was not there before, and keeps the file that tells what they stand for: what is
 * there keeps its path, and a name goes with the last file that needs it, whichever run wrote that. Throws
 * UNEXPECTED_ANSWER for a name that cannot be a file's.
 */
export function withNamesKept(
  files: ArtifactFiles,
  before: ArtifactFiles,
  { names: { known, mayShorten } }: Pick<Artifacts, 'names'>,
): Fitted {
  const fresh = [...files.keys()].filter((path) => !before.has(path));
  if (!mayShorten) {
    const impossible = fresh.find(hasTooLongName);
    if (impossible !== undefined) throw tooLong(impossible);
    return { files, pathOf: (path) => path };
  }
  const all = new Map(known);
  const paths = new Map<string, string>();
  for (const long of fresh) {
    const { path, names } = shortPath(long);
    paths.set(long, path);
    for (const name of names) all.set(name.short.toLowerCase(), distinct(name, all));
  }
  const pathOf = (path: string) => paths.get(path) ?? path;
  const draft = draftOf(new Map([...files].map(([path, content]) => [pathOf(path), content])));
  const used = usedIn([...draft.files.keys()], all);
  if (used.length === 0) draft.remove(namesFile);
  else if (!isSaidBy(known, used)) draft.write(namesFile, renderNames(used));
  return { files: draft.files, pathOf };
}

/** A file that says the same in other words stays as it is. */
function isSaidBy(known: Names, used: readonly Shortened[]): boolean {
  return known.size === used.length && used.every(({ short }) => known.has(short.toLowerCase()));
}

function usedIn(paths: readonly string[], all: Names): readonly Shortened[] {
  const steps = paths.filter((path) => path.includes('%~')).flatMap((path) => path.split('/'));
  const used = new Set(steps.flatMap((step) => shortIn(step)?.stem.toLowerCase() ?? []));
  return [...all].flatMap(([key, name]) => (used.has(key) ? [name] : []));
}

/** The digits of two names are the same once in many billions: then both stay what they are, and nothing is written. */
function distinct(name: Shortened, all: Names): Shortened {
  const other = all.get(name.short.toLowerCase());
  if (other === undefined || other.name === name.name) return name;
  throw new TaskError('UNEXPECTED_ANSWER', {
    message: `${JSON.stringify(name.name)} and ${JSON.stringify(other.name)} would both be shortened to ${name.short}.`,
    remedy: 'Leave one of them out with a filter, or rename it in the instance.',
  });
}

function tooLong(path: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `${path} has a name of more than 255 bytes, which no file system takes, and ${ignoreFile} names ${namesFile}, without which none is shortened.`,
    remedy: `Take ${namesFile} out of ${ignoreFile}, leave that out with a filter, or rename it in the instance.`,
  });
}
