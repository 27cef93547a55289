import type { Clock } from '../../shared/http/clock.ts';

/** Time that passes only by waiting, and at once: for stories in which only one waits. */
export function steppingClock(start = 0): Clock {
  let time = start;
  return {
    now: () => time,
    sleep: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
  };
}
