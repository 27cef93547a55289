import assert from 'node:assert/strict';
import { readDesired } from './desired.ts';

describe('readDesired', () => {
  it('tells an empty folder from one that is not ours', () => {
    assert.throws(() => readDesired(new Map()), { code: 'EMPTY_SOURCE' });
    assert.throws(() => readDesired(new Map([['src/a.ts', new Uint8Array()]])), {
      code: 'NOT_ARTIFACTS',
      message: /it has src/,
    });
  });
});
