import type { NamedFault } from '../../emulator/arm/faults.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { TaskError } from '../../shared/errors/task-error.ts';

/** Hits the n-th request, and every later one with the same path; `struck` tells that path. */
export function fromThenOn(nth: number, { answer }: NamedFault): Fault & { readonly struck: () => string } {
  let seen = 0;
  let struck: string | undefined;
  const path = {
    [Symbol.search]: (text: string): number => {
      // Each request is tried by its path and by its path with the query.
      const bare = text.split('?')[0] ?? '';
      if (bare === text && struck === undefined && (seen += 1) === nth) struck = bare;
      return bare === struck ? 0 : -1;
    },
  };
  return { path: path as unknown as RegExp, answer, struck: () => struck ?? '' };
}

/** Hits every so-many-th request from this one on; with what is repeated there are more requests than without. */
export function fromTimeToTime(
  first: number,
  total: number,
  apart: number,
  fault: NamedFault,
): readonly Fault[] {
  const times = Math.ceil((2 * total) / apart);
  return Array.from({ length: times }, (_, at) => ({ path: /./, nth: first + at * apart, ...fault }));
}

/** Whether an error names what was refused; links to exported documents are secrets. */
export function tells(error: TaskError, path: string): boolean {
  if (error.causes.length > 0) return error.causes.some((one) => tells(one, path));
  return (
    error.message.replaceAll('%3B', ';').replaceAll('%3D', '=').includes(path) ||
    (path.startsWith('/api-export/') && error.message.includes('exported document'))
  );
}

/** What a run may throw: an error in words. Anything else is a bug. */
export function expectedError(error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  throw error;
}
