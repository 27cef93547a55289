import assert from 'node:assert/strict';
import { steppingClock } from '../../../test/services/stepping-clock.ts';
import { timeIsUp } from '../../errors/stopped.ts';
import { Governor, remainingTokens, spacingFor } from './governor.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

const get: WireRequest = { method: 'GET', url: 'https://arm.test/a' };
const put: WireRequest = { method: 'PUT', url: 'https://arm.test/a' };

function answer(status = 200, headers: Record<string, string> = {}): WireAnswer {
  return { status, headers, text: '' };
}

/** Requests that stay under way until they are let go. */
function crowd(governor: Governor, request: WireRequest, size: number) {
  const underWay: (() => void)[] = [];
  const all = Array.from({ length: size }, () =>
    governor.run(
      request,
      () =>
        new Promise((resolve) =>
          underWay.push(() => {
            resolve(answer());
          }),
        ),
    ),
  );
  return { underWay, all };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('Governor', () => {
  it('lets only so many pass at once, reads and writes apart', async () => {
    const governor = new Governor(steppingClock(), { reads: 3, writes: 2 });
    const reads = crowd(governor, get, 5);
    const writes = crowd(governor, put, 5);
    await soon();
    assert.deepEqual([reads.underWay.length, writes.underWay.length], [3, 2]);
    reads.underWay[0]?.();
    await soon();
    assert.deepEqual([reads.underWay.length, writes.underWay.length], [4, 2]);
  });

  it('frees the place of a request that fails', async () => {
    const governor = new Governor(steppingClock(), { reads: 1, writes: 1 });
    await assert.rejects(governor.run(get, () => Promise.reject(new Error('reset'))));
    assert.equal((await governor.run(get, () => Promise.resolve(answer()))).status, 200);
  });

  it('holds everybody back during a pause, and says once that it does', async () => {
    const clock = steppingClock();
    const governor = new Governor(clock);
    assert.deepEqual(
      [governor.pause(7000), governor.pause(7000), governor.pause(20_000)],
      [true, false, true],
    );
    await governor.run(put, () => Promise.resolve(answer()));
    assert.equal(clock.now(), 20_000);
  });

  it('begins nothing once the run has been stopped, whatever still waits for its turn', async () => {
    const stopping = new AbortController();
    const governor = new Governor(steppingClock(), { reads: 1, writes: 1 }, stopping.signal);
    const { underWay, all } = crowd(governor, get, 2);
    await soon();
    stopping.abort(timeIsUp(5));
    underWay[0]?.();
    assert.equal((await all[0])?.status, 200);
    await assert.rejects(all[1] ?? Promise.resolve(), { code: 'TIME_IS_UP' });
    assert.equal(underWay.length, 1);
  });

  it('halves the crowd by each pause and lets it grow again', async () => {
    const governor = new Governor(steppingClock(), { reads: 4, writes: 1 });
    for (let i = 0; i < 4; i += 1) governor.pause(5000);
    const narrow = crowd(governor, get, 5);
    await soon();
    assert.equal(narrow.underWay.length, 2);
    for (let i = 0; i < 5; i += 1) {
      narrow.underWay[i]?.();
      await soon();
    }
    for (let i = 0; i < 20; i += 1) await governor.run(get, () => Promise.resolve(answer()));
    const wide = crowd(governor, get, 9);
    await soon();
    assert.equal(wide.underWay.length, 4);
  });

  it('lets what is tried again go first', async () => {
    const governor = new Governor(steppingClock(), { reads: 1, writes: 1 });
    const order: string[] = [];
    const sending = (name: string) => () => {
      order.push(name);
      return Promise.resolve(answer());
    };
    await Promise.all([
      governor.run(get, sending('under way')),
      governor.run(get, sending('new')),
      governor.run(get, sending('again'), 'again'),
    ]);
    assert.deepEqual(order, ['under way', 'again', 'new']);
  });

  it('spaces requests out when few tokens are left', async () => {
    const clock = steppingClock();
    const governor = new Governor(clock);
    const scarce = answer(200, { 'x-ms-ratelimit-remaining-subscription-reads': '5' });
    for (let i = 0; i < 3; i += 1) await governor.run(get, () => Promise.resolve(scarce));
    assert.equal(clock.now(), 150);
    await governor.run(put, () => Promise.resolve(answer()));
    assert.equal(clock.now(), 150);
  });
});

describe('remainingTokens', () => {
  it('is the smallest of all', () => {
    const headers = {
      'x-ms-ratelimit-remaining-subscription-reads': '200',
      'x-ms-ratelimit-remaining-subscription-global-reads': '12',
      'x-ms-ratelimit-remaining-resource': 'Some.Provider/Group;3',
    };
    assert.equal(remainingTokens(headers), 12);
    assert.equal(remainingTokens({}), undefined);
  });
});

describe('spacingFor', () => {
  it('grows as tokens become few', () => {
    assert.deepEqual([undefined, 250, 40, 39, 9, 0].map(spacingFor), [0, 0, 0, 50, 150, 150]);
  });
});
