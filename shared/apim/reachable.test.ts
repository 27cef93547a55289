import assert from 'node:assert/strict';
import type { JsonObject } from './json.ts';
import { becomesReachable } from './reachable.ts';
import { describe as words, resourceId } from './resource-id.ts';
import { snapshot, type Snapshot } from './snapshot.ts';

const orders = resourceId('api', 'orders');
const starter = resourceId('product', 'starter');

function world(api: JsonObject, product: JsonObject, linked = true): Snapshot {
  return snapshot([
    { id: orders, properties: { displayName: 'Orders', apiRevision: '1', ...api } },
    { id: resourceId('apiRevision', '1', orders), properties: {} },
    { id: starter, properties: { state: 'published', subscriptionRequired: true, ...product } },
    ...(linked ? [{ id: resourceId('productApi', 'orders', starter), properties: {} }] : []),
  ]);
}

const closed = world({}, {});
const told = (before: Snapshot, after: Snapshot) =>
  becomesReachable(before, after).map(({ api, why }) => `${words(api)} ${why}`);

describe('APIs that become reachable', () => {
  it('are those that need no subscription key any more', () => {
    assert.deepEqual(told(closed, world({ subscriptionRequired: false }, {})), [
      'API orders needs no subscription key',
    ]);
  });

  it('are those that come into an open product, or whose product opens', () => {
    const open = world({}, { subscriptionRequired: false });
    const expected = ['API orders is in the open product starter'];
    assert.deepEqual(told(closed, open), expected);
    assert.deepEqual(told(world({}, { subscriptionRequired: false }, false), open), expected);
    assert.deepEqual(told(world({}, { subscriptionRequired: false, state: 'notPublished' }), open), expected);
  });

  it('are those that a gateway begins to serve, the managed one only where others served them alone', () => {
    const servedBy = (...names: readonly string[]) =>
      snapshot([
        ...closed.resources.values(),
        ...names.flatMap((name) => {
          const gateway = resourceId('gateway', name);
          const link = { id: resourceId('gatewayApi', 'orders', gateway), properties: {} };
          return name === 'managed' ? [link] : [{ id: gateway, properties: {} }, link];
        }),
      ]);
    const byEdge = 'API orders is served by the gateway edge';
    const byManaged = 'API orders is served by the managed gateway';
    assert.deepEqual(told(closed, servedBy('edge')), [byEdge]);
    assert.deepEqual(told(closed, servedBy('edge', 'managed')), [byEdge], 'It was served there before.');
    assert.deepEqual(told(servedBy('edge'), servedBy('edge', 'managed')), [byManaged]);
    assert.deepEqual(told(snapshot([]), servedBy('edge', 'managed')), [byEdge, byManaged]);
    assert.deepEqual(told(servedBy('edge'), servedBy('edge')), []);
    assert.deepEqual(told(servedBy('edge'), closed), []);
  });

  it('are those of a workspace too, by their own names', () => {
    const sales = resourceId('workspace', 'sales');
    const own = resourceId('product', 'starter', sales);
    const properties = { state: 'published', subscriptionRequired: false };
    const link = { id: resourceId('productApi', 'orders', own), properties: {} };
    assert.deepEqual(told(closed, snapshot([{ id: own, properties }, link])), [
      'API orders in workspace sales is in the open product starter in workspace sales',
    ]);
  });

  it('are new ones too, when they are born open', () => {
    assert.equal(told(snapshot([]), world({ subscriptionRequired: false }, {})).length, 1);
  });

  it('are none while nothing opens', () => {
    const open = world({ subscriptionRequired: false }, { subscriptionRequired: false });
    assert.deepEqual(told(open, open), []);
    assert.deepEqual(told(open, closed), []);
    assert.deepEqual(told(closed, world({}, { subscriptionRequired: false, state: 'notPublished' })), []);
  });
});
