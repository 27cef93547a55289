import { cancelledRun, stopReason, timeIsUp } from '../errors/stopped.ts';
import type { TaskError } from '../errors/task-error.ts';
import { writeLine } from './log.ts';

/** The agent sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more it kills (facts: azure-pipelines 2.3). */
const grace = 4000;

export interface Cancellation {
  /** Given when the agent asks this process to end, or its time is up; its reason is a TaskError. */
  readonly signal: AbortSignal;
  /** Ends the run so many minutes after the start of the process; 0 sets no limit. */
  readonly endAfter: (minutes: number) => void;
}

/** The ways in which a run is stopped from outside. */
export function cancellation(): Cancellation {
  const controller = new AbortController();
  const stop = (words: string, reason: TaskError): void => {
    if (controller.signal.aborted) return;
    writeLine(`${words}: nothing more begins.`);
    controller.abort(reason);
  };
  const cancel = (): void => {
    stop('The run is being cancelled', cancelledRun());
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  return {
    signal: controller.signal,
    endAfter: (minutes) => {
      if (minutes === 0) return;
      const left = minutes * 60_000 - performance.now();
      setTimeout(
        () => {
          stop('The time of the run is up', timeIsUp(minutes));
        },
        Math.max(left, 0),
      ).unref();
    },
  };
}

/** Fails some seconds after the signal: work that has not told its end by then is told for it. */
export function graceAfter(cancelled: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    cancelled.addEventListener('abort', () => {
      setTimeout(() => {
        reject(stopReason(cancelled));
      }, grace);
    });
  });
}
