import { TaskError } from './task-error.ts';

/** The run ends because somebody, or the time limit of the job, asked the agent to end it. */
export function cancelledRun(): TaskError {
  return new TaskError('CANCELLED', {
    message: 'The run was cancelled before it came to an end.',
    remedy: 'Run again: it starts with comparing what is there.',
  });
}

/** The run ends because it may not take longer. */
export function timeIsUp(minutes: number): TaskError {
  return new TaskError('TIME_IS_UP', {
    message: `The run did not come to an end within ${String(minutes)} minutes (timeoutInMinutes).`,
    remedy: 'Run again: it starts with comparing what is there. Give it more time when that happens again.',
  });
}

/** Why a signal stopped the run: CANCELLED unless it says TIME_IS_UP. */
export function stopReason({ reason }: AbortSignal): TaskError {
  return reason instanceof TaskError ? reason : cancelledRun();
}

/** The same in the midst of a sentence. */
export function stopInWords(signal: AbortSignal): string {
  return stopReason(signal).code === 'TIME_IS_UP' ? 'the time of the run was up' : 'the run was cancelled';
}
