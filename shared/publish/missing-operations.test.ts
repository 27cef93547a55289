import assert from 'node:assert/strict';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot } from '../apim/snapshot.ts';
import { missingOperations } from './missing-operations.ts';

const revision = resourceId('apiRevision', '1', resourceId('api', 'shop'));
const text = JSON.stringify({
  openapi: '3.0.1',
  paths: { '/orders': { get: { operationId: 'listOrders' }, post: {} } },
});
const api: Resource = {
  id: revision,
  properties: {},
  specification: { format: 'openapi', load: () => Promise.resolve(text) },
};
const policyOf = (operation: string): Resource => ({
  id: resourceId('operationPolicy', 'policy', resourceId('operation', operation, revision)),
  properties: {},
  policy: '<policies />',
});

describe('missingOperations', () => {
  it('finds operations by their operationId, or by method and path, without regard to case', async () => {
    const wanted = snapshot([api, policyOf('ListOrders'), policyOf('post-orders'), policyOf('listOrders-1')]);
    assert.deepEqual(await missingOperations(wanted, snapshot([])), []);
  });

  it('names the operation that the specification lacks, and the nearest one', async () => {
    const [error] = await missingOperations(snapshot([api, policyOf('listOrder')]), snapshot([]));
    assert.equal(error?.code, 'MISSING_REFERENCE');
    assert.match(error.message, /API shop has no operation listOrder/);
    assert.match(error.remedy ?? '', /Did you mean listOrders\?/);
  });

  it('leaves alone what the instance has already, and what has no specification to be looked up in', async () => {
    const known = policyOf('hex');
    assert.deepEqual(await missingOperations(snapshot([api, known]), snapshot([known])), []);
    assert.deepEqual(await missingOperations(snapshot([known]), snapshot([])), []);
  });
});
