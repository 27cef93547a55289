import ignore from 'ignore';
import type { ArtifactFiles } from './file-change.ts';
import { decode } from './text.ts';

/** In the artifacts folder itself; the syntax is that of .gitignore. */
export const ignoreFile = '.apimignore';

/** What the folder's own .apimignore tells to leave alone. Throws INVALID_FILE when that is not UTF-8. */
export function ignoredBy(files: ArtifactFiles): (path: string) => boolean {
  const bytes = files.get(ignoreFile);
  if (bytes === undefined) return () => false;
  const rules = ignore().add(decode(bytes, ignoreFile));
  return (path) => rules.ignores(path);
}
