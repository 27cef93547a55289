import { TaskError } from '../errors/task-error.ts';

/** Where something stands in a text, for people: both count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of what begins at this offset, in UTF-16 units. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** INVALID_FILE for a text that cannot be read, with the place where; by default its beginning. */
export function unreadable(
  file: string,
  why: string,
  { line, column }: Place = { line: 1, column: 1 },
): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${file} (${line}:${column}) cannot be read: ${why}.`,
    remedy: 'Correct the file. Nothing was written.',
    where: { file, line, column },
  });
}
