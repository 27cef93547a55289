import { TaskError } from '../../errors/task-error.ts';

/** A specification that cannot be read, with the place where. */
export function unreadable(
  file: string,
  why: string,
  { line, column }: { line: number; column: number } = { line: 1, column: 1 },
): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${file} (${line}:${column}) cannot be read: ${why}.`,
    remedy: 'Correct the file. Nothing was written.',
    where: { file, line, column },
  });
}
