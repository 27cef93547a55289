import { counted } from '../apim/counted.ts';
import { grouped } from '../apim/grouped.ts';
import { TaskError } from '../errors/task-error.ts';
import type { ArtifactFiles } from './file-change.ts';
import { fileName, nameOfFile } from './file-name.ts';
import { ignoreFile } from './ignored.ts';
import { namesIn } from './layout.ts';
import { type Names, namesFile, parseNames } from './names-file.ts';
import { shortPath } from './short-path.ts';
import { shortIn } from './short-name.ts';
import { decode } from './text.ts';

/** How the paths of a folder are to be read. */
export interface FolderNames {
  readonly known: Names;
  /** False: .apimignore names the file of names, so that none is shortened. */
  readonly mayShorten: boolean;
  /** The name that a step of a path stands for; undefined: it is shortened, and nobody says what it stands for. */
  readonly nameOf: (step: string) => string | undefined;
  /** The path with every name that is known written out. */
  readonly wholePath: (path: string) => string;
}

/** What a folder says of its names. Throws INVALID_FILE when nobody can tell what it says. */
export function namesOfFolder(files: ArtifactFiles, isLeftOut: (path: string) => boolean): FolderNames {
  const mayShorten = !isLeftOut(namesFile);
  const bytes = mayShorten ? files.get(namesFile) : undefined;
  return folderNames(bytes === undefined ? new Map() : parseNames(decode(bytes, namesFile)), mayShorten);
}

export function folderNames(known: Names, mayShorten: boolean): FolderNames {
  const nameOf = (step: string): string | undefined => {
    const short = shortIn(step);
    if (short === undefined) return nameOfFile(step);
    const found = known.get(short.stem.toLowerCase());
    return found === undefined ? undefined : found.name + short.revision;
  };
  const whole = (step: string) =>
    shortIn(step) === undefined ? step : (fileName(nameOf(step) ?? '') ?? step);
  return {
    known,
    mayShorten,
    nameOf,
    wholePath: (path) => (path.includes('%~') ? path.split('/').map(whole).join('/') : path),
  };
}

/** Rules may name a path as it is, or as it is with whole names, or as it will be when it is written. */
export function ignoring(
  isNamed: (path: string) => boolean,
  { wholePath, mayShorten }: FolderNames,
): (path: string) => boolean {
  return (path) => {
    const whole = wholePath(path);
    const short = mayShorten ? shortPath(whole).path : whole;
    return [...new Set([path, whole, short])].some(isNamed);
  };
}

/** An error for each shortened name that nobody knows, with the files that cannot be read for it. */
export function unknownNames(paths: readonly string[], { nameOf, known, mayShorten }: FolderNames) {
  const steps = paths
    .filter((path) => path.includes('%~'))
    .flatMap((path) => namesIn(path).map(({ step }) => ({ path, step })))
    .filter(({ step }) => nameOf(step) === undefined);
  const says = mayShorten
    ? `${namesFile} ${known.size === 0 ? 'is missing or empty, and should say' : 'does not say'}`
    : `${ignoreFile} names ${namesFile}, which would say`;
  const problems = [
    ...grouped(steps, ({ step }) => shortIn(step)?.stem.toLowerCase() ?? '').values(),
  ].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more file')}`;
    return new TaskError('INVALID_FILE', {
      message: `${says} what the shortened name ${first.step} stands for, in ${first.path}${more}.`,
      remedy: `Take the version of ${namesFile} back that has it. If something is really called so, write its % as %25.`,
      where: { file: first.path },
    });
  });
  return { problems, paths: new Set(steps.map(({ path }) => path)) };
}
