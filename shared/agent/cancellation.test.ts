import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { graceAfter } from './cancellation.ts';

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
