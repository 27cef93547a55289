import { type JsonObject, objectAt } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { ArmAnswer } from '../arm/arm.ts';

/**
 * What Azure says of one thing; undefined: it is not there. Throws UNEXPECTED_ANSWER for a success that says nothing:
 * taken for an absence, it would take files away.
 */
export function resourceBody(answer: ArmAnswer | undefined, words: string): JsonObject | undefined {
  if (answer === undefined) return undefined;
  const body = objectAt(answer.body);
  if (Object.keys(body).length > 0) return body;
  throw noResource(words);
}

/** UNEXPECTED_ANSWER: an answer about this is none. */
export function noResource(words: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `Azure's answer about ${words} is not a resource.`,
    remedy: 'Run the task again.',
    where: { resource: words },
  });
}
