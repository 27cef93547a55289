import type { Clock } from '../../shared/http/clock.ts';

/**
 * Time that passes only while everybody waits: it jumps to the moment at which the next sleeper wakes up. For stories
 * that wait for nothing but this clock; whatever else they do is done before time goes on.
 */
export function virtualClock(start: number = Date.now()): Clock {
  let now = start;
  let pumping = false;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  function pump(): void {
    const next = sleepers.shift();
    pumping = next !== undefined;
    if (next === undefined) return;
    now = Math.max(now, next.until);
    next.wake();
    settled(pump);
  }

  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        const until = now + milliseconds;
        const at = sleepers.findIndex((other) => other.until > until);
        sleepers.splice(at < 0 ? sleepers.length : at, 0, { until, wake });
        if (pumping) return;
        pumping = true;
        settled(pump);
      }),
  };
}

/** Twice round the loop of events: what one turn began by setImmediate itself has then been done as well. */
function settled(then: () => void): void {
  setImmediate(() => setImmediate(then));
}
