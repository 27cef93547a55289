import type { FileChange } from '../artifacts/file-change.ts';

/** Windows takes 260 characters for the whole path, and the folder of the checkout needs some of them. */
const longestPath = 200;

/** What became of a folder as a whole: that it was converted, and paths that not every agent can take. */
export function folderNotes(
  converted: readonly FileChange[],
  changes: readonly FileChange[],
): readonly string[] {
  const count = (wanted: FileChange['kind']) => converted.filter(({ kind }) => kind === wanted).length;
  const conversion = `The folder is converted to the layout of apiops 7: ${count('add')} files come, ${count('edit')} change, ${count('delete')} go.`;
  const long = changes.filter(({ kind, path }) => kind === 'add' && path.length > longestPath);
  return [
    ...(converted.length === 0 ? [] : [conversion]),
    ...long.map(
      ({ path }) =>
        `${path} is longer than ${longestPath} characters: Windows agents may not be able to check it out.`,
    ),
  ];
}
