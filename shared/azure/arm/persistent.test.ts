import assert from 'node:assert/strict';
import { steppingClock } from '../../../test/services/stepping-clock.ts';
import { silent } from '../../log/log.ts';
import { Governor } from './governor.ts';
import { persistent } from './persistent.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

const get: WireRequest = { method: 'GET', url: 'https://arm.test/subscriptions/s?sig=secret' };

function answer(status: number, headers: Record<string, string> = {}): WireAnswer {
  return { status, headers, text: '' };
}

/** Answers, or fails, in this order; the last one for ever. */
function scripted(...script: (WireAnswer | Error)[]) {
  let calls = 0;
  const lines: string[] = [];
  const clock = steppingClock();
  const governor = new Governor(clock);
  const send = persistent(
    () => {
      const next = script[Math.min(calls, script.length - 1)] ?? answer(200);
      calls += 1;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    {
      governor,
      clock,
      log: { ...silent, line: (text) => lines.push(text) },
      random: () => 0.5,
    },
  );
  return { send, governor, lines, calls: () => calls, time: () => clock.now() };
}

function reset(code = 'ECONNRESET'): Error {
  return Object.assign(new Error('socket hang up'), { code });
}

describe('persistent', () => {
  it('repeats until it succeeds', async () => {
    const world = scripted(answer(503), reset(), reset('EPIPE'), reset('EAI_AGAIN'), answer(200));
    assert.equal((await world.send(get)).status, 200);
    assert.equal(world.calls(), 5);
  });

  it('returns a refusal at once', async () => {
    const world = scripted(answer(400));
    assert.equal((await world.send(get)).status, 400);
    assert.equal(world.calls(), 1);
  });

  it('tells whether what is refused in the end may have been done by an attempt without answer', async () => {
    const changed = answer(412);
    const put: WireRequest = { ...get, method: 'PUT', ifMatch: '"AAA="' };
    const silences = [reset(), answer(504), answer(408), answer(429), reset('ECONNREFUSED')];
    const told = await Promise.all(
      silences.map(async (silence) => (await scripted(silence, changed).send(put)).afterSilence ?? false),
    );
    assert.deepEqual(told, [true, true, true, false, false]);
    assert.equal((await scripted(changed).send(put)).afterSilence, undefined);
  });

  it('ends within its budget, with the last answer', async () => {
    const world = scripted(answer(503));
    assert.equal((await world.send(get)).status, 503);
    assert.ok(world.time() > 8 * 60_000 && world.time() <= 10 * 60_000, String(world.time()));
  });

  it('does not count the time in the queue', async () => {
    const world = scripted(answer(503), answer(200));
    world.governor.pause(60 * 60_000);
    assert.equal((await world.send(get)).status, 200);
  });

  it('waits as long as it was asked, and tells so without the query', async () => {
    const world = scripted(answer(429, { 'retry-after': '37' }), answer(200));
    await world.send(get);
    assert.equal(world.time(), 37_000);
    assert.deepEqual(world.lines, [
      'Azure throttles and asked us to wait: waiting 37 s before GET /subscriptions/s is tried again.',
    ]);
  });

  it('tells a shared pause once', async () => {
    const throttled = answer(429, { 'retry-after': '20' });
    const world = scripted(throttled, throttled, throttled, answer(200));
    await Promise.all([world.send(get), world.send(get), world.send(get)]);
    assert.equal(world.lines.length, 1);
  });

  it('keeps short waits to itself', async () => {
    const world = scripted(answer(503), answer(200));
    await world.send(get);
    assert.deepEqual(world.lines, []);
  });

  const failures: readonly [string, string, RegExp][] = [
    ['ECONNREFUSED', 'AZURE_UNREACHABLE', /reaches this host/],
    ['ENOTFOUND', 'AZURE_UNREACHABLE', /cannot be resolved/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'AZURE_UNREACHABLE', /NODE_EXTRA_CA_CERTS/],
    ['PARSE_ERROR', 'UNEXPECTED_ANSWER', /reaches this host/],
  ];
  for (const [code, expected, remedy] of failures) {
    it(`ends ${code} as ${expected}`, async () => {
      await assert.rejects(scripted(reset(code)).send(get), (error: { code: string; remedy: string }) => {
        assert.equal(error.code, expected);
        assert.match(error.remedy, remedy);
        return true;
      });
    });
  }

  it('lets errors pass that have nothing to do with the network', async () => {
    const bug = new TypeError('undefined is not a function');
    await assert.rejects(scripted(bug).send(get), bug);
  });
});
