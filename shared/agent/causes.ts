import { TaskError } from '../errors/task-error.ts';
import { excerpt } from '../http/excerpt.ts';

/** What lies behind an error, for the log: a line for each cause of an expected one, the stack of any other. */
export function causesOf(error: unknown): readonly string[] {
  if (!(error instanceof TaskError)) return stackOf(error);
  const single = error.causes.flatMap(causesOf);
  return error.cause === undefined ? single : [...chainOf(error.cause, error.message), ...single];
}

/** What the message has told is not told again: a cause that is no error is data for programs, such as Azure's answer. */
function chainOf(cause: unknown, told: string): readonly string[] {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? [`Caused by ${excerpt(cause)}`] : [];
  const line = told.includes(cause.message) ? [] : [`Caused by ${cause.name}: ${excerpt(cause.message)}`];
  return cause.cause === undefined ? line : [...line, ...chainOf(cause.cause, told)];
}

function stackOf(error: unknown): readonly string[] {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.split(/\r?\n/);
}
