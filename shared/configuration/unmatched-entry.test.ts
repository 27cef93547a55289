import assert from 'node:assert/strict';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { applyOverrides } from './overrides.ts';

const backend = '{"properties": {"url": "https://dev"}}';
const files = {
  'backends/shop/backendInformation.json': backend,
  'workspaces/sales/backends/stock/backendInformation.json': backend,
  'products/starter/productInformation.json': '{"properties": {"displayName": "Starter"}}',
  'products/starter/policy.xml': '<policies />',
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "apiRevision": "2"}}',
  'apis/orders/operations/get/policy.xml': '<policies />',
  'apis/pets/apiInformation.json': '{"properties": {"displayName": "Pets"}}',
  'apis/pets/operations/list/policy.xml': '<policies />',
};
const { documents } = readArtifacts(
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
);
const policy = 'policies: [{name: policy, value: <policies />}]';

describe('An entry of overrides that no file is about', () => {
  for (const [what, text, words] of [
    ['a slip of the pen', 'backends: [{name: shopp, url: x}]', 'Did you mean shop?'],
    ['what only a workspace has', 'backends: [{name: stock, url: x}]', 'There are: shop.'],
    [
      'what only the instance has',
      'workspaces: [{name: sales, backends: [{name: shop, url: x}]}]',
      'There are: stock.',
    ],
    [
      'what is in another workspace',
      'workspaces: [{name: sale, backends: [{name: stock, url: x}]}]',
      'Did you mean sales?',
    ],
    ['a policy of a product', `products: [{name: start, ${policy}}]`, 'Did you mean starter?'],
    [
      'a policy of another operation',
      `apis: [{name: orders, operations: [{name: remove, ${policy}}]}]`,
      'There are: get.',
    ],
    [
      'a policy of an operation of another API',
      `apis: [{name: order, operations: [{name: get, ${policy}}]}]`,
      'Did you mean orders?',
    ],
    ['a policy that nothing has', policy, 'There are none.'],
  ] as const)
    it(`is told with the names that there are, for ${what}`, () => {
      const { problems } = applyOverrides(documents, [{ file: 'prod.yaml', text }]);
      assert.deepEqual(
        problems.map(({ code, remedy }) => [code, remedy]),
        [['UNMATCHED_OVERRIDE', words]],
      );
    });
});

describe('An entry of overrides for what the service makes itself', () => {
  it('is told apart from a slip of the pen, with what to do instead', () => {
    const made = 'namedValue/66f48e1226dab62c0823e4f8';
    const text = 'namedValues: [{name: 66F48e1226dab62c0823e4f8, value: x}]';
    const files = [{ file: 'prod.yaml', text }];
    const [problem] = applyOverrides(documents, files, undefined, undefined, new Set([made])).problems;
    assert.equal(problem?.code, 'UNMATCHED_OVERRIDE');
    assert.match(problem.message, /is made by each instance for itself, and never published\.$/);
    assert.match(
      problem.remedy ?? '',
      /^Take the entry out\. The key of a logger or cache is given in its own/,
    );
  });
});
