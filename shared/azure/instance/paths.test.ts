import assert from 'node:assert/strict';
import { resourceId } from '../../apim/resource-id.ts';
import { currentRevisions } from './current-revisions.ts';
import { pathInInstance, segmentIn } from './paths.ts';

const api = resourceId('api', 'orders');
const operation = (revision: string) =>
  resourceId('operation', 'get order', resourceId('apiRevision', revision, api));

describe('pathInInstance', () => {
  const current = currentRevisions();
  current.set(api, '2');

  const cases = [
    ['the current revision under the bare name', resourceId('apiRevision', '2', api), '/apis/orders'],
    ['another revision with its suffix', resourceId('apiRevision', '1', api), '/apis/orders%3Brev%3D1'],
    ['the API itself', api, '/apis/orders'],
    [
      'an operation policy',
      resourceId('operationPolicy', 'policy', operation('2')),
      '/apis/orders/operations/get%20order/policies/policy',
    ],
    ['the service policy', resourceId('servicePolicy', 'policy'), '/policies/policy'],
    [
      'a link of a product',
      resourceId('productApi', 'orders', resourceId('product', 'starter')),
      '/products/starter/apis/orders',
    ],
  ] as const;
  for (const [what, id, path] of cases) {
    it(`finds ${what}`, () => {
      assert.equal(pathInInstance(id, current.of), path);
    });
  }

  for (const name of ['', '.', '..'])
    it(`says that an answer of Azure cannot be used where something is called "${name}", and what`, () => {
      const product = resourceId('product', name);
      for (const id of [product, resourceId('productApi', 'orders', product)])
        assert.throws(() => pathInInstance(id, current.of), {
          code: 'UNEXPECTED_ANSWER',
          message: new RegExp(`^An answer of Azure has the product "${name.replaceAll('.', '\\.')}":`),
        });
      const list = { kind: 'tag', parent: resourceId('workspace', 'sales') } as const;
      assert.throws(() => segmentIn(list, name), { message: /the tag "\.*" in workspace sales:/ });
    });

  it('takes the first revision for current as long as nobody said otherwise', () => {
    const other = resourceId('apiRevision', '1', resourceId('api', 'customers'));
    assert.equal(pathInInstance(other, current.of), '/apis/customers');
  });
});
