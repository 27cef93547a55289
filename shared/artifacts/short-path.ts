import { nameOfFile } from './file-name.ts';
import { namesIn } from './layout.ts';
import { apart, shortened, type Shortened, shortIn } from './short-name.ts';

/** Windows takes 260 characters for the whole path, and the folder of the checkout needs some of them. */
export const longestPath = 200;

/** Bytes that a file or folder can have in its name, on every file system. */
const longestName = 255;

/** A path that fits, and the names that were shortened in it. */
export interface ShortPath {
  readonly path: string;
  readonly names: readonly Shortened[];
}

/**
 * The path of a file of the layout, in at most 200 characters: where it has more, names are shortened one by one, the
 * last one first, so that files in one folder stay together as long as possible. Names that are no file name for their
 * length are shortened in any case.
 */
export function shortPath(path: string): ShortPath {
  const names: Shortened[] = [];
  if (path.length <= longestPath && !hasTooLongName(path)) return { path, names };
  const steps = path.split('/');
  const shorten = (at: number, step: string) => {
    const { revision } = apart(nameOfFile(step));
    const found = shortened(nameOfFile(step));
    const short = found.short + revision;
    if (shortIn(step) !== undefined || short.length >= step.length) return;
    steps[at] = short;
    names.push(found);
  };
  const fromTheEnd = [...namesIn(path)].reverse();
  for (const { at, step } of fromTheEnd) if (isTooLong(step)) shorten(at, step);
  for (const { at } of fromTheEnd) if (steps.join('/').length > longestPath) shorten(at, steps[at] ?? '');
  return { path: steps.join('/'), names };
}

/** Whether no file system takes it. */
export function hasTooLongName(path: string): boolean {
  // No character has more than 3 bytes for each of its UTF-16 units.
  return path.length > longestName / 3 && path.split('/').some(isTooLong);
}

function isTooLong(step: string): boolean {
  return step.length > longestName / 3 && Buffer.byteLength(step) > longestName;
}
