import type { Instance } from '../apim/instance.ts';
import { namesOfLost, remedyForLost } from '../apim/lost-with-import.ts';
import { describe } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { unreachable } from '../errors/unreachable.ts';
import type { Ordered, Outcome } from './apply.ts';

/** An error for each step that is not done: refused, NOT_ATTEMPTED, or CANCELLED in the midst of it, by whomever. */
export function outcomeErrors(
  outcomes: ReadonlyMap<string, Outcome>,
  steps: ReadonlyMap<string, Ordered>,
  atStake: Instance['atStake'],
): readonly TaskError[] {
  return [...steps].flatMap(([key, { id }]) => {
    const outcome = outcomes.get(key);
    return outcome === undefined ? [] : errorsOf(outcome, describe(id), atStake(id));
  });
}

function errorsOf(outcome: Outcome, resource: string, atStake: readonly string[]): readonly TaskError[] {
  const where = { resource };
  switch (outcome.state) {
    case 'done':
      return [];
    case 'failed':
      return [outcome.error];
    case 'not begun': {
      const message = `${resource} was not begun: ${outcome.because}.`;
      const remedy = 'Run again when the cause is mended: what is done already is not written twice.';
      return [new TaskError('NOT_ATTEMPTED', { message, remedy, where })];
    }
    case 'unknown': {
      const words = outcome.because.replace(/^t/, 'T');
      const lost = atStake.length === 0 ? '' : ` With the import this may be gone: ${namesOfLost(atStake)}.`;
      const message = `${words} while ${resource} was being written: it may be there or not.${lost}`;
      const again = 'Run again: it compares with the instance first and writes what still differs.';
      const remedy = lost === '' ? again : `${again} ${remedyForLost}`;
      return [new TaskError('CANCELLED', { message, remedy, where })];
    }
    default:
      return unreachable(outcome);
  }
}
