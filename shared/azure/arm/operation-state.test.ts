import assert from 'node:assert/strict';
import { asRefusal, stateAtFirst, stateWhenAsked, watchAfter, type Watch } from './operation-state.ts';
import type { WireAnswer } from './wire.ts';

function answer(status: number, body?: unknown, headers: Record<string, string> = {}): WireAnswer {
  return { status, headers, text: body === undefined ? '' : JSON.stringify(body) };
}

const resource = (provisioningState?: string) => ({ type: 't', properties: { provisioningState } });
const async = { 'azure-asyncoperation': 'https://arm.test/op' };
const location = { location: 'https://arm.test/a?asyncId=1' };

describe('stateAtFirst', () => {
  const cases: readonly [string, WireAnswer, string][] = [
    ['a finished resource', answer(200, resource()), 'ended'],
    ['202', answer(202, undefined, location), 'running'],
    ['202 without any header', answer(202), 'running'],
    [
      '201 in progress with headers',
      answer(201, resource('InProgress'), { ...async, ...location }),
      'running',
    ],
    ['200 in progress without headers', answer(200, resource('InProgress')), 'running'],
    ['201 with an operation and no body', answer(201, undefined, async), 'running'],
    ['201 that has succeeded already', answer(201, resource('Succeeded'), async), 'ended'],
    [
      '201 with the address of what was made',
      answer(201, resource(), { location: 'https://arm.test/a' }),
      'ended',
    ],
    ['an association', answer(201, resource('created')), 'ended'],
    ['a refusal', answer(400, {}, location), 'ended'],
  ];
  for (const [name, given, state] of cases) {
    it(`takes ${name} for ${state}`, () => {
      assert.equal(stateAtFirst(given), state);
    });
  }
});

describe('stateWhenAsked', () => {
  const cases: readonly [string, Watch['kind'], WireAnswer, string][] = [
    ['202', 'location', answer(202), 'running'],
    ['the resource', 'location', answer(201, resource()), 'ended'],
    ['the resource in progress', 'location', answer(200, resource('InProgress')), 'running'],
    ['a refusal', 'location', answer(400, { error: {} }), 'ended'],
    ['404', 'location', answer(404), 'absent'],
    ['an operation in progress', 'operation', answer(200, { status: 'InProgress' }), 'running'],
    ['an operation that succeeded', 'operation', answer(200, { status: 'Succeeded' }), 'operation succeeded'],
    ['an operation that failed', 'operation', answer(200, { status: 'Failed', error: {} }), 'ended'],
    ['an operation at the Location', 'location', answer(200, { status: 'Succeeded' }), 'operation succeeded'],
    [
      'a resource with a status of its own',
      'location',
      answer(200, { type: 't', status: 'Running' }),
      'ended',
    ],
  ];
  for (const [name, kind, given, state] of cases) {
    it(`takes ${name}, asked at ${kind}, for ${state}`, () => {
      assert.equal(stateWhenAsked(given, kind), state);
    });
  }
});

describe('watchAfter', () => {
  const base = 'https://arm.test/a?api-version=v';
  const before: Watch = { kind: 'resource', url: base };

  it('prefers Location, and keeps the last one', () => {
    const watch = watchAfter(base, answer(202, undefined, { ...async, location: '/a?asyncId=1' }), before);
    assert.deepEqual(watch, { kind: 'location', url: 'https://arm.test/a?asyncId=1&api-version=v' });
    assert.equal(watchAfter(base, answer(202, undefined, async), watch), watch);
  });

  it('keeps the api-version of the header', () => {
    const watch = watchAfter(base, answer(202, undefined, { location: '/a?api-version=w' }), before);
    assert.equal(watch.url, 'https://arm.test/a?api-version=w');
  });

  it('falls back to the resource', () => {
    assert.equal(watchAfter(base, answer(202), before), before);
  });
});

describe('asRefusal', () => {
  it('turns a failed operation into the refusal that it is', () => {
    const error = { code: 'ValidationError', message: 'no' };
    const refusal = asRefusal(answer(200, { status: 'Failed', error }));
    assert.equal(refusal.status, 400);
    assert.deepEqual(JSON.parse(refusal.text), { error });
  });

  it('tells of a failed resource and of a cancelled operation', () => {
    assert.match(asRefusal(answer(200, resource('Failed'))).text, /ended as \\"Failed\\"/);
    assert.equal(asRefusal(answer(200, { status: 'Canceled' })).status, 400);
  });

  it('leaves everything else as it is', () => {
    const fine = answer(200, resource('Succeeded'));
    assert.equal(asRefusal(fine), fine);
  });
});
