import { TaskError } from '../errors/task-error.ts';
import { writeLine } from './log.ts';

/** The agent sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more it kills (facts: azure-pipelines 2.3). */
const grace = 4000;

/** A signal that is given when the agent asks this process to end. */
export function cancellation(): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void => {
    if (controller.signal.aborted) return;
    writeLine('The run is being cancelled: nothing more begins.');
    controller.abort();
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  return controller.signal;
}

/** Fails some seconds after the signal: work that has not told its end by then is told for it. */
export function graceAfter(cancelled: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    cancelled.addEventListener('abort', () => {
      setTimeout(() => {
        reject(
          new TaskError('CANCELLED', {
            message: 'The run was cancelled before it came to an end.',
            remedy: 'Run again: it starts with comparing what is there.',
          }),
        );
      }, grace);
    });
  });
}
