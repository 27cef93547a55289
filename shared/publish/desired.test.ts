import assert from 'node:assert/strict';
import { readDesired } from './desired.ts';
import { bytes, tag } from './story-for-tests.ts';
import { validate } from './validate.ts';

describe('readDesired', () => {
  it('tells an empty folder from one that is not ours', () => {
    assert.throws(() => readDesired(new Map()), { code: 'EMPTY_SOURCE' });
    assert.throws(() => readDesired(new Map([['src/a.ts', new Uint8Array()]])), {
      code: 'NOT_ARTIFACTS',
      message: /it has src/,
    });
  });

  it('says of a file that Git LFS keeps elsewhere what the checkout lacks, as validate does', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    const files = bytes({ ...tag('a'), 'apis/a/specification.yaml': pointer, 'policy.xml': pointer });
    const told = { code: 'SEVERAL', message: /2 files are kept in Git LFS/ };
    assert.throws(() => readDesired(files), told);
    await assert.rejects(validate(files), told);
    files.delete('policy.xml');
    const one = { message: /specification\.yaml is kept in Git LFS/, remedy: /"lfs: true" at the checkout/ };
    assert.throws(() => readDesired(files), one);
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
