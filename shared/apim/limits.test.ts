import assert from 'node:assert/strict';
import { propertyFaults } from './limits.ts';
import { resourceId } from './resource-id.ts';

describe('What Azure does not take of properties', () => {
  const product = resourceId('product', 'gold');

  it('is a display name that is missing, where it takes nothing without one', () => {
    for (const id of [
      product,
      ...(['tag', 'namedValue', 'group', 'versionSet'] as const).map((kind) => resourceId(kind, 'x')),
    ])
      for (const properties of [{}, { displayName: '' }, { displayName: null }])
        assert.deepEqual(propertyFaults(id, properties), ['"displayName" is missing'], id.kind);
  });

  it('is nothing of a link, which has none', () => {
    for (const kind of ['productApi', 'productGroup', 'productTag'] as const)
      assert.deepEqual(propertyFaults(resourceId(kind, 'x', product), {}), []);
  });
});
