import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';

const responses = { 200: { description: 'ok' } };
const document = { openapi: '3.0.1', info: { title: 'T', version: '1' }, paths: {} };

/** What is wrong with a document, and the words that must be in the answer. */
const cases: readonly [string, object | string, RegExp][] = [
  ['text that is not JSON', '{', /Parsing error/],
  ['another version', { ...document, openapi: '4.0.0' }, /version '4.0.0' is not supported/],
  ['no title', { ...document, info: { version: '1' } }, /title/],
  ['no paths', { ...document, paths: undefined }, /paths/],
  [
    'an external reference',
    { ...document, paths: { '/a': { $ref: 'other.json#/a' } } },
    /external reference 'other.json#\/a'/,
  ],
  [
    'a reference to nothing',
    { ...document, paths: { '/a': { $ref: '#/components/pathItems/none' } } },
    /could not be resolved/,
  ],
  [
    'a path parameter that is not declared',
    { ...document, paths: { '/a/{x}': { get: { responses } } } },
    /All template parameters used in the UriTemplate must be defined/,
  ],
  [
    'a declared path parameter that is not there',
    { ...document, paths: { '/a': { parameters: [{ name: 'x', in: 'path' }], get: { responses } } } },
    /Declared path parameter 'x'/,
  ],
  [
    'the same operation twice',
    { ...document, paths: { '/a': { get: { responses } }, '/A': { get: { responses } } } },
    /same method and URL template already exists/,
  ],
  ['more than 4 MB', { ...document, 'x-filler': '"'.repeat(2_000_000) }, /4 MB/],
];

describe('Imports that the service refuses, emulated', () => {
  for (const [name, value, reason] of cases)
    it(`have ${name}`, async () => {
      const { emulated, instance } = instanceForTests();
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const put = emulated.put('apis/a', { properties: { path: 'a', format: 'openapi+json', value: text } });
      await assert.rejects(
        put,
        (error: Error) => /400 .*ValidationError/.test(error.message) && reason.test(error.message),
      );
      assert.equal(instance.find('apis/a'), undefined);
    });

  it('have a title that another API already shows, unless both are in one version set', async () => {
    const { emulated } = instanceForTests();
    const put = (name: string, more: object): Promise<void> =>
      emulated.put(`apis/${name}`, {
        properties: { format: 'openapi+json', value: JSON.stringify(document), ...more },
      });
    await put('a', { path: 'a' });
    await assert.rejects(put('b', { path: 'b' }), /Api with the same name already exists/);
    await assert.rejects(put('c', { path: 'a', displayName: 'C' }), /same Path 'a' as API 'T' unless/);
    await emulated.put('apiVersionSets/s', { properties: { displayName: 'S', versioningScheme: 'Segment' } });
    await put('a', { path: 'a', apiVersionSetId: '/apiVersionSets/s' });
    await put('b', { path: 'a', apiVersionSetId: '/apiVersionSets/s', apiVersion: 'v2' });
  });

  it('hold explicit nulls', async () => {
    const { emulated } = instanceForTests();
    const properties = { path: 'a', format: 'openapi+json', value: JSON.stringify(document) };
    await assert.rejects(
      emulated.put('apis/a', { properties: { ...properties, backendId: null } }),
      /400 .*backendId/,
    );
  });

  it('name a blank address', async () => {
    const { emulated } = instanceForTests();
    const properties = { path: 'a', displayName: 'A', serviceUrl: '' };
    await assert.rejects(emulated.put('apis/a', { properties }), /blank service URLs/);
  });
});
