import { namesOfLost, remedyForLost } from '../../apim/lost-with-import.ts';
import { retold, type TaskError } from '../../errors/task-error.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { NotPutBack } from './put-back-operations.ts';

/** Whether Azure may go on with an import that failed: it did not say no, or only when asked once more. */
export function mayGoOn(failure: TaskError): boolean {
  const refusal = refusalOf(failure);
  return refusal === undefined || refusal.mayBeDone || refusal.status >= 500;
}

/** The failure of an import that has taken nothing away yet. */
export function mayYetGo(failure: TaskError, names: readonly string[]): TaskError {
  return telling(failure, `Where Azure goes on with it all the same, this may go: ${namesOfLost(names)}.`);
}

/** The failure of an import, or of what was put back after it, with what is lost; undefined: neither. */
export function withLost(
  failure: TaskError | undefined,
  refused: readonly NotPutBack[],
): TaskError | undefined {
  const [first] = refused;
  if (first === undefined) return failure;
  const names = namesOfLost(refused.flatMap((one) => one.names));
  return telling(
    failure ?? first.because,
    `This went with the import and could not be put back: ${names}.`,
    failure === undefined ? undefined : first.because,
  );
}

/** The same where nobody could look what an import has left. */
export function couldNotLook(
  failure: TaskError | undefined,
  because: TaskError,
  names: readonly string[],
): TaskError {
  if (names.length === 0) return failure ?? because;
  return telling(
    failure ?? because,
    `Nobody could look what went with the import; this may be gone: ${namesOfLost(names)}.`,
    failure === undefined ? undefined : because,
  );
}

function telling(error: TaskError, what: string, because?: TaskError): TaskError {
  const { message, remedy } = error;
  return retold(error, {
    message: [message, what, because?.message].filter((part) => part !== undefined).join(' '),
    remedy: [remedy, remedyForLost].filter((part) => part !== undefined).join(' '),
  });
}
