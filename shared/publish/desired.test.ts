import assert from 'node:assert/strict';
import { readDesired } from './desired.ts';
import { bytes } from './story-for-tests.ts';

describe('readDesired', () => {
  it('tells an empty folder from one that is not ours', () => {
    assert.throws(() => readDesired(new Map()), { code: 'EMPTY_SOURCE' });
    assert.throws(() => readDesired(new Map([['src/a.ts', new Uint8Array()]])), {
      code: 'NOT_ARTIFACTS',
      message: /it has src/,
    });
  });

  it('tells where files of operations say otherwise than the specification, which counts', () => {
    const { notes } = readDesired(
      bytes({
        'apis/a/apiInformation.json': '{ "properties": { "displayName": "A", "path": "a" } }',
        'apis/a/specification.yaml': 'openapi: 3.0.1\npaths: {}\n',
        'apis/a/operations/get/operationInformation.json':
          '{ "properties": { "method": "GET", "urlTemplate": "/" } }',
      }),
    );
    assert.deepEqual(notes, [
      'apis/a/specification.yaml counts, operation files say otherwise: GET / is in no specification.',
    ]);
  });
});
