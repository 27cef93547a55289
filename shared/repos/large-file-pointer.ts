import { TaskError } from '../errors/task-error.ts';

const firstLine = 'version https://git-lfs.github.com/spec/';

/** Refuses a Git LFS pointer: taken for the file's content it would be published, or merged into. */
export function refusePointer(path: string, content: Uint8Array): void {
  // The format limits pointers to 1024 bytes.
  if (content.byteLength > 1024) return;
  if (!Buffer.from(content).toString('latin1').startsWith(firstLine)) return;
  throw new TaskError('INVALID_FILE', {
    message: `${path} is kept in Git LFS: the repository holds only a pointer, not the content.`,
    remedy:
      'Take it out of LFS: remove the pattern from .gitattributes, run "git lfs migrate export --include", commit.',
    where: { file: path },
  });
}
