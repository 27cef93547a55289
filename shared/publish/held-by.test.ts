import assert from 'node:assert/strict';
import { resourceId } from '../apim/resource-id.ts';
import { gapAt } from '../apim/snapshot.ts';
import { readDesired } from './desired.ts';

const encoder = new TextEncoder();
const product = resourceId('product', 'starter');
const link = (api: string) => resourceId('productApi', api, product);

/** What a folder with this coverage file knows of things that it does not hold. */
function unknown(coverage: object | undefined, ...ids: readonly ReturnType<typeof resourceId>[]) {
  const files = new Map([['tags/a/tagInformation.json', encoder.encode('{"properties": {}}')]]);
  if (coverage !== undefined)
    files.set('apim-coverage.json', encoder.encode(JSON.stringify({ version: 1, missing: [], ...coverage })));
  const { snapshot } = readDesired(files);
  return ids.map((id) => gapAt(snapshot, id)?.why);
}

describe('What is missing in a folder', () => {
  it('is absent when the folder says nothing of its coverage, or was extracted whole', () => {
    for (const coverage of [undefined, { filters: [{}] }])
      assert.deepEqual(unknown(coverage, product, link('orders')), [undefined, undefined]);
  });

  it('is not known outside of what was extracted', () => {
    const coverage = { filters: [{ apis: ['orders'], products: ['starter'] }] };
    assert.deepEqual(
      unknown(
        coverage,
        resourceId('api', 'orders'),
        resourceId('api', 'pets'),
        resourceId('product', 'other'),
      ),
      [undefined, 'not in the folder', 'not in the folder'],
    );
    // A link belongs to both of its ends: another team's stays.
    assert.deepEqual(unknown(coverage, link('orders'), link('pets')), [undefined, 'not in the folder']);
  });

  it('is not known between two pipelines, each of which took one end', () => {
    const filters = [
      { apis: ['orders'], products: ['starter'] },
      { apis: ['pets'], products: [] },
    ];
    assert.deepEqual(unknown({ filters }, resourceId('api', 'pets'), link('pets')), [
      undefined,
      'not in the folder',
    ]);
  });

  it('is not known where it was left out for a secret, or its kind is not offered', () => {
    const missing = [
      { of: 'backend/legacy', why: 'withheld' },
      { of: 'policyFragment', why: 'not offered here' },
    ];
    assert.deepEqual(
      unknown(
        { filters: [{}], missing },
        resourceId('backend', 'Legacy'),
        resourceId('backend', 'shop'),
        resourceId('policyFragment', 'any'),
      ),
      ['withheld', undefined, 'not offered here'],
    );
  });

  it('stops the run when the file cannot be read: nothing is concluded from it', () => {
    assert.throws(() => unknown({ filters: [{ nonsense: ['a'] }] }, product), { code: 'INVALID_FILE' });
    assert.throws(() => unknown({ version: 7, filters: [{}] }, product), { code: 'INVALID_FILE' });
  });
});
