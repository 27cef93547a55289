import assert from 'node:assert/strict';
import { withOwnIds } from './own-ids.ts';
import { keyOf, resourceId } from './resource-id.ts';

const sales = resourceId('workspace', 'sales');
const known = new Set([
  keyOf(resourceId('logger', 'events', sales)),
  keyOf(resourceId('api', 'pets', sales)),
]);

describe('An id that a file in a workspace says', () => {
  const cases = [
    ['means what the workspace has of that name', '/loggers/EVENTS', '/workspaces/sales/loggers/EVENTS'],
    ['means the API of a revision', '/apis/pets;rev=2', '/workspaces/sales/apis/pets;rev=2'],
    ['means all APIs of the workspace', '/apis', '/workspaces/sales/apis'],
    ['stays where the workspace has no such thing', '/loggers/insights', '/loggers/insights'],
    ['stays when it says the workspace', '/workspaces/sales/loggers/events', undefined],
    ['stays when it is whole', '/subscriptions/s/resourceGroups/r/loggers/events', undefined],
    ['stays when it is no id', 'events', undefined],
  ] as const;
  for (const [what, id, expected = id] of cases)
    it(what, () => {
      const resource = { id: resourceId('subscription', 's', sales), properties: { scope: id } };
      assert.deepEqual(withOwnIds(resource, known).properties, { scope: expected });
    });

  it('is not looked at in the instance itself', () => {
    const resource = { id: resourceId('subscription', 's'), properties: { scope: '/apis' } };
    assert.equal(withOwnIds(resource, known), resource);
  });
});
