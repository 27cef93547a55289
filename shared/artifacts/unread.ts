import { counted } from '../apim/counted.ts';
import { firstFew } from '../apim/first-few.ts';
import type { TaskError } from '../errors/task-error.ts';
import { ignoreFile } from './ignored.ts';
import { placeOf } from './layout.ts';
import { isNotCarried, nearMiss, ours } from './near-miss.ts';

/** Files that nothing is made of: none is passed over in silence. */
export interface Unread {
  /** Files of a layout for kinds that this version does not carry. */
  readonly notCarried: readonly string[];
  /** Files of what every instance has and keeps itself: other tools write them. */
  readonly builtIn: readonly string[];
  /** Files of no layout. */
  readonly strangers: readonly string[];
  readonly nearMisses: readonly TaskError[];
}

/** Git's own files are in every folder and nobody takes them for something else. */
const git = /(?:^|\/)\.git(?:ignore|attributes|keep)$/;

/** Sorts files that are in no known place by what they may be; `paths` are those of a folder. */
export function unreadOf(paths: readonly string[]): Omit<Unread, 'builtIn'> {
  const unknown = paths.filter((path) => placeOf(path) === undefined && !ours.has(path) && !git.test(path));
  const notCarried = unknown.filter(isNotCarried);
  const found = unknown
    .filter((path) => !isNotCarried(path))
    .map((path) => ({ path, error: nearMiss(path) }));
  return {
    notCarried,
    strangers: found.flatMap(({ path, error }) => (error === undefined ? [path] : [])),
    nearMisses: found.flatMap(({ error }) => error ?? []),
  };
}

/** What both tasks warn of: at most one line for each reason. */
export function unreadInWords({ notCarried, strangers }: Unread): readonly string[] {
  const lines: string[] = [];
  if (notCarried.length > 0)
    lines.push(
      `${filesAre(notCarried)} of kinds that this version does not carry: ${firstFew(notCarried, 5)}`,
    );
  if (strangers.length > 0)
    lines.push(
      `${filesAre(strangers)} of no known layout, left alone: ${firstFew(strangers, 5)} (name them in ${ignoreFile} if they belong here)`,
    );
  return lines;
}

function filesAre({ length }: readonly string[]): string {
  return counted(length, 'file is', 'files are');
}
