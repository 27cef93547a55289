import type { FileChange } from '../artifacts/file-change.ts';
import { ignoreFile } from '../artifacts/ignored.ts';
import { namesFile } from '../artifacts/names-file.ts';
import { longestPath } from '../artifacts/short-path.ts';

/** What became of a folder as a whole: that it was converted, and new paths that were not to be shortened. */
export function folderNotes(
  converted: readonly FileChange[],
  changes: readonly FileChange[],
): readonly string[] {
  const count = (wanted: FileChange['kind']) => converted.filter(({ kind }) => kind === wanted).length;
  const conversion = `The folder is converted to the layout of apiops 7: of its files, ${count('edit')} changed, ${count('add')} came and ${count('delete')} went.`;
  const long = changes.filter(({ kind, path }) => kind === 'add' && path.length > longestPath);
  return [
    ...(converted.length === 0 ? [] : [conversion]),
    ...long.map(
      ({ path }) =>
        `${path} is longer than ${longestPath} characters: Windows agents may not be able to check it out. It is not shortened, since ${ignoreFile} names ${namesFile}.`,
    ),
  ];
}
