import assert from 'node:assert/strict';
import { fillManyApis } from '../services/many-apis.ts';
import { refusal } from '../services/world-lies.ts';
import type { Files } from '../services/world-files.ts';
import { toldExtractions } from './told-extractions.ts';

const size = { apis: 12, operations: 10, operationPolicies: 3, products: 2, tags: 4 };
const operations = size.apis * size.operations;
const policies = size.apis * size.operationPolicies;
const sample = 50;

describe('The view of all policies', function () {
  this.timeout(60_000);
  const { world, told, extract, asked } = toldExtractions({}, { allPolicies: 'all', allPolicyIds: 'full' });
  let whole: Files;
  const askedOperations = () => asked(/\/operations\/[^/]+\/policies\/policy$/).length;

  before(async () => {
    await fillManyApis(world.dev, size);
    await world.dev.put('apis/api-1;rev=2', {
      properties: { sourceApiId: '/apis/api-1', path: 'api-1', apiRevision: '2' },
    });
    whole = await extract();
  });

  it('names the operations to ask, when a sample of the others has no policy', async () => {
    for (const allPolicyIds of ['full', 'short'] as const) {
      assert.deepEqual(await extract({ allPolicyIds }), whole);
      // Of the second revision each operation is asked: they are fewer than a sample.
      assert.equal(askedOperations(), policies + sample + size.operations);
      assert.equal(asked(/\/allPolicies$/).length, 1);
    }
    assert.equal(
      Object.keys(whole).filter((path) => /operations\/.*policy\.xml$/.test(path)).length,
      policies + 3,
    );
  });

  for (const allPolicies of ['withoutOperations', 'someOperations', 'currentRevisions'] as const)
    it(`is not believed when it lies (${allPolicies}): each operation is asked, and it is said`, async () => {
      assert.deepEqual(await extract({ allPolicies }), whole);
      const isOfOthers = allPolicies === 'currentRevisions';
      assert.equal(
        askedOperations(),
        isOfOthers ? policies + sample + size.operations : operations + size.operations,
      );
      assert.match(
        told.join('\n'),
        /The view of all policies does not list (operation|API) policy .*, which is there/,
      );
    });

  for (const status of [403, 404, 500])
    it(`is done without where Azure answers ${status}`, async () => {
      const code = status === 403 ? 'AuthorizationFailed' : 'InternalServerError';
      const message = 'Request processing failed due to internal error.';
      const answer = refusal(status, code, message);
      world.arm.faults.push({ method: 'GET', path: /\/allPolicies$/, times: 100, answer });
      assert.deepEqual(await extract(), whole);
      assert.equal(askedOperations(), operations + size.operations);
      assert.equal(asked(/\/allPolicies$/).length, 1);
      assert.match(told.join('\n'), /The list allPolicies cannot be used/);
    });

  it('takes no file away, however little it lists: what files have is asked for by itself', async () => {
    assert.deepEqual(await extract({ allPolicies: 'withoutOperations' }, whole), whole);
    const file = 'apis/api-1/operations/operation-1/policy.xml';
    assert.ok(file in whole);
    await world.dev.delete('apis/api-1/operations/operation-1/policies/policy');
    const rest = Object.fromEntries(Object.entries(whole).filter(([path]) => path !== file));
    assert.deepEqual(await extract({}, whole), rest);
    const answers = asked(/api-1\/operations\/operation-1\/policies\/policy$/).map(({ status }) => status);
    assert.deepEqual(new Set(answers), new Set([404]));
  });
});
