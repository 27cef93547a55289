import type { ErrorCode } from './codes.ts';

/** Where a failure is: a file (with line and column, 1-based) or a resource in words. */
export type Where =
  { readonly file: string; readonly line?: number; readonly column?: number } | { readonly resource: string };

export interface TaskErrorDetails {
  /** What happened, one sentence. */
  readonly message: string;
  /** What the reader can do about it, one sentence or two. */
  readonly remedy?: string;
  readonly where?: Where;
  readonly cause?: unknown;
  /** The single failures, when the code is SEVERAL. */
  readonly causes?: readonly TaskError[];
}

/** The one error class: everything that is expected to go wrong is told with it. */
export class TaskError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly where: Where | undefined;
  readonly causes: readonly TaskError[];

  constructor(code: ErrorCode, details: TaskErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'TaskError';
    this.code = code;
    this.remedy = details.remedy;
    this.where = details.where;
    this.causes = details.causes ?? [];
  }
}

/** The same error in other words, or with more of them. */
export function retold(
  error: TaskError,
  changes: Pick<Partial<TaskErrorDetails>, 'message' | 'remedy' | 'where'>,
): TaskError {
  const { code, message, remedy, where, cause, causes } = error;
  const told = new TaskError(code, {
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(where === undefined ? {} : { where }),
    ...{ cause, causes },
    ...changes,
  });
  if (error.stack !== undefined) told.stack = error.stack;
  return told;
}

/** The same error, told of a place, unless it names one itself. */
export function located(error: TaskError, where: Where): TaskError {
  return error.where === undefined ? retold(error, { where }) : error;
}

/** One error out of many: itself when it is alone, otherwise SEVERAL. The list must not be empty. */
export function oneError(errors: readonly TaskError[], message: string): TaskError {
  const [first, ...rest] = errors;
  if (first !== undefined && rest.length === 0) return first;
  return new TaskError('SEVERAL', { message, causes: errors });
}
