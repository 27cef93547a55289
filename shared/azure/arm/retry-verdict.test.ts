import assert from 'node:assert/strict';
import { retryVerdict, type Setback, type Tries } from './retry-verdict.ts';
import type { NetworkFailure } from './network-failure.ts';
import type { WireRequest } from './wire.ts';

const get: WireRequest = { method: 'GET', url: 'https://arm.test/a' };
const first: Tries = { failed: 1, elapsed: 0, now: 0, chance: 0.5 };

function answer(
  status: number,
  error: object | string = {},
  request: Partial<WireRequest> = {},
  headers: Record<string, string> = {},
): Setback {
  const text = typeof error === 'string' ? error : JSON.stringify({ error });
  return { kind: 'answer', request: { ...get, ...request }, answer: { status, headers, text } };
}

function network(nature: NetworkFailure['nature']): Setback {
  return { kind: 'network', failure: { code: 'X', message: 'x', nature } };
}

const inProgress = { code: 'Conflict', message: 'Operation on the API is in progress' };
const internal = { code: 'InternalServerError', message: 'Request processing failed due to internal error.' };

const unread = {
  code: 'ValidationError',
  message:
    "IDX20804: Unable to retrieve document from: 'https://login.example/.well-known/openid-configuration'.",
};

describe('retryVerdict', () => {
  const waits: readonly [string, Setback, number][] = [
    ['400 because the service could not read a document', answer(400, unread), 2000],
    ['408', answer(408), 1000],
    ['409 while an operation is in progress', answer(409, inProgress), 2000],
    [
      '409 of the lock by its code',
      answer(409, { code: 'PessimisticConcurrencyConflict', message: '' }),
      2000,
    ],
    ['409 of a slow back end', answer(409, { code: 'ManagementApiRequestFailed', message: '' }), 5000],
    ['422 of a slow back end', answer(422, { code: 'ManagementApiRequestFailed', message: '' }), 5000],
    ['412 without a condition', answer(412), 1000],
    ['412 with any ETag', answer(412, {}, { ifMatch: '*' }), 1000],
    ['429 without any advice', answer(429), 2000],
    ['429 with seconds', answer(429, {}, {}, { 'retry-after': '37' }), 37_000],
    ['429 with no wait at all', answer(429, {}, {}, { 'retry-after': '0' }), 250],
    ['503 with advice', answer(503, 'busy', {}, { 'retry-after': '3' }), 3000],
    ['500', answer(500), 1000],
    ['502', answer(502, '<html>'), 1000],
    ['504 of a PUT', answer(504, {}, { method: 'PUT' }), 1000],
    ['an internal error', answer(500, internal), 1000],
    ['a reset', network('passing'), 1000],
    ['a host that is not there', network('absent'), 1000],
    ['a broken body', network('broken'), 1000],
  ];
  for (const [name, setback, wait] of waits) {
    it(`waits ${String(wait)} ms after ${name}`, () => {
      const verdict = retryVerdict(setback, first);
      assert.equal(verdict === 'give up' ? verdict : verdict.wait, wait);
    });
  }

  const final: readonly [string, Setback][] = [
    ['400', answer(400, { code: 'ValidationError', message: 'is in progress' })],
    ['401', answer(401)],
    ['403', answer(403)],
    ['404', answer(404)],
    ['405', answer(405)],
    [
      '409 of an existing link',
      answer(409, { code: 'Conflict', message: 'Link already exists between specified' }),
    ],
    [
      '409 of a lock on the scope',
      answer(409, { code: 'ScopeLocked', message: 'Please remove the lock and try again.' }),
    ],
    ['412 with our own condition', answer(412, {}, { ifMatch: '"AAA="' })],
    ['422 of a wrong request', answer(422, { code: 'Unprocessable', message: 'no' })],
    ['501', answer(501)],
    ['an internal error that means absence', answer(500, internal, { errorMeansAbsence: true })],
    ['a certificate that is not trusted', network('lasting')],
    ['a pause that is too long', answer(429, {}, {}, { 'retry-after': '3600' })],
  ];
  for (const [name, setback] of final) {
    it(`gives up after ${name}`, () => {
      assert.equal(retryVerdict(setback, first), 'give up');
    });
  }

  it('doubles its own waits up to a limit', () => {
    const wait = (failed: number) => {
      const verdict = retryVerdict(answer(503), { ...first, failed });
      return verdict === 'give up' ? verdict : verdict.wait;
    };
    assert.deepEqual([1, 2, 3, 5, 9].map(wait), [1000, 2000, 4000, 16_000, 30_000]);
  });

  it('gives up when the wait would exceed the budget', () => {
    const verdict = retryVerdict(answer(503), { ...first, failed: 9, elapsed: 9.6 * 60_000 });
    assert.equal(verdict, 'give up');
  });

  it('stops all requests for 429 alone', () => {
    const everybody = (setback: Setback) => {
      const verdict = retryVerdict(setback, first);
      return verdict !== 'give up' && verdict.everybody;
    };
    assert.deepEqual([answer(429), answer(503), network('passing')].map(everybody), [true, false, false]);
  });

  const limited: readonly [string, Setback, number][] = [
    ['a document that the service cannot read', answer(400, unread), 4],
    ['an internal error', answer(500, internal), 8],
    ['a change in between', answer(412), 6],
    ['a host that is not there', network('absent'), 5],
    ['a broken body', network('broken'), 5],
  ];
  for (const [name, setback, tries] of limited) {
    it(`tries ${String(tries)} times at ${name}`, () => {
      assert.notEqual(retryVerdict(setback, { ...first, failed: tries - 1 }), 'give up');
      assert.equal(retryVerdict(setback, { ...first, failed: tries }), 'give up');
    });
  }
});
