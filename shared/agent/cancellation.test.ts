import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { stopReason } from '../errors/stopped.ts';
import { cancellation, graceAfter } from './cancellation.ts';

describe('cancellation', () => {
  it('stops the run when its time is up, counted from its start, and never with 0', async () => {
    const clock = useFakeTimers();
    try {
      const [limited, unlimited] = [cancellation(), cancellation()];
      limited.endAfter(1.5);
      unlimited.endAfter(0);
      await clock.tickAsync(89_000 - performance.now());
      assert.equal(limited.signal.aborted, false);
      await clock.tickAsync(1_000);
      assert.equal(stopReason(limited.signal).code, 'TIME_IS_UP');
      assert.match(stopReason(limited.signal).message, /within 1.5 minutes \(timeoutInMinutes\)/);
      await clock.tickAsync(100 * 3_600_000);
      assert.equal(unlimited.signal.aborted, false);
    } finally {
      clock.restore();
    }
  });
});

describe('graceAfter', () => {
  let clock: SinonFakeTimers;

  beforeEach(() => {
    clock = useFakeTimers();
  });

  afterEach(() => {
    clock.restore();
  });

  it('gives the work some seconds after the signal, and fewer than the agent gives', async () => {
    const cancelling = new AbortController();
    let ended: unknown;
    graceAfter(cancelling.signal).catch((error: unknown) => {
      ended = error;
    });
    await clock.tickAsync(3_600_000);
    assert.equal(ended, undefined);
    cancelling.abort();
    await clock.tickAsync(3_000);
    assert.equal(ended, undefined);
    await clock.tickAsync(2_000);
    assert.match(String(ended), /cancelled before it came to an end/);
  });
});
