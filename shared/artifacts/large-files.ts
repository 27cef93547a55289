import { oneError, TaskError } from '../errors/task-error.ts';
import type { ArtifactFiles } from './file-change.ts';

/** The format limits what Git LFS leaves in place of a file to 1,024 bytes. */
const longest = 1024;
const beginning = 'version https://git-lfs.github.com/spec/';

/** Throws INVALID_FILE for each file of which the checkout has only what Git LFS leaves in its place. */
export function refusePointers(files: ArtifactFiles): void {
  const pointers = [...files].filter(([, content]) => isPointer(content)).map(([path]) => pointer(path));
  if (pointers.length > 0) throw oneError(pointers, `${pointers.length} files are kept in Git LFS.`);
}

function isPointer(content: Uint8Array): boolean {
  return content.byteLength <= longest && Buffer.from(content).toString('latin1').startsWith(beginning);
}

function pointer(path: string): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path} is kept in Git LFS, and only the pointer is here. Nothing was written.`,
    remedy: 'Set "lfs: true" at the checkout, or take the file out of LFS.',
    where: { file: path },
  });
}
