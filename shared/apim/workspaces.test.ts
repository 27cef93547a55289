import assert from 'node:assert/strict';
import { adopted } from './adoption.ts';
import { kindsIn } from './kinds-in.ts';
import { linkFrom, linkOf, linkProperties, targetPathOf } from './links.ts';
import { idAt, idOf, namesOf, relativePathOf } from './names.ts';
import { referencesIn } from './references.ts';
import {
  describe as inWords,
  keyOf,
  resourceId,
  type ResourceId,
  rootOf,
  workspaceOf,
} from './resource-id.ts';
import { gapAt, snapshot } from './snapshot.ts';

const sales = resourceId('workspace', 'sales');
const orders = resourceId('api', 'orders', sales);
const second = resourceId('apiRevision', '2', orders);
const operation = resourceId('operation', 'get', second);
const policy = resourceId('operationPolicy', 'policy', operation);
const tag = resourceId('apiTag', 'public', second);
const group = resourceId('productGroup', 'developers', resourceId('product', 'pets', sales));
const two = () => '2';

describe('What is in a workspace', () => {
  const words: readonly (readonly [ResourceId, string])[] = [
    [sales, 'workspace sales'],
    [orders, 'API orders in workspace sales'],
    [policy, 'operation policy orders;rev=2/get in workspace sales'],
    [resourceId('workspacePolicy', 'policy', sales), 'workspace policy sales'],
  ];
  for (const [id, text] of words)
    it(`reads "${text}"`, () => {
      assert.equal(inWords(id), text);
    });

  it('knows its workspace and the outermost thing below that', () => {
    assert.deepEqual([workspaceOf(policy), rootOf(policy)], [sales, orders]);
    assert.deepEqual([workspaceOf(sales), rootOf(sales)], [undefined, sales]);
  });

  it('is another thing than what is called so in the instance, or in another workspace', () => {
    const others = [undefined, sales, resourceId('workspace', 'hr')].map((one) =>
      keyOf(resourceId('api', 'orders', one)),
    );
    assert.equal(new Set(others).size, 3);
  });

  for (const [id, path] of [
    [policy, '/workspaces/sales/apis/orders/operations/get/policies/policy'],
    [orders, '/workspaces/sales/apis/orders'],
    [resourceId('apiRevision', '1', orders), '/workspaces/sales/apis/orders;rev=1'],
    [resourceId('backend', 'b'), '/backends/b'],
  ] as const)
    it(`is at ${path}, and found there again`, () => {
      assert.equal(relativePathOf(id, two), path);
      assert.equal(keyOf(idAt(path.replace('apis', 'APIS'), two) ?? sales), keyOf(id));
      if (id.kind !== 'api') assert.deepEqual(idOf(id.kind, namesOf(id, two), two), id);
    });

  it('is at no path that leads to nothing known', () => {
    for (const path of [
      '',
      '/',
      'apis/a',
      '/apis',
      '/apis/',
      '/apis/a/b',
      '/workspaces/w/gateways/g',
      '/x/y',
    ])
      assert.equal(idAt(path, two), undefined, path);
  });

  it('is of the kinds that say so, at every depth', () => {
    const inside = kindsIn(sales);
    assert.ok(inside.includes('namedValue') && inside.includes('workspacePolicy'));
    for (const kind of ['servicePolicy', 'gateway', 'workspace', 'cache'] as const)
      assert.equal(inside.includes(kind), false, kind);
    assert.ok(kindsIn(second).includes('apiTag'));
    assert.equal(kindsIn(undefined).includes('workspacePolicy'), false);
  });

  it('is not known where its workspace, or its kind there, could not be read', () => {
    const gap = { why: 'not offered here' } as const;
    assert.ok(gapAt(snapshot([], [{ of: 'workspace', ...gap }]), policy));
    assert.ok(gapAt(snapshot([], [{ of: 'api', in: sales, ...gap }]), policy));
    assert.equal(gapAt(snapshot([], [{ of: 'api', ...gap }]), policy), undefined);
    assert.equal(
      gapAt(snapshot([], [{ of: 'api', in: sales, ...gap }]), resourceId('api', 'orders')),
      undefined,
    );
  });

  it('takes over names of what has the same display name there, and nowhere else', () => {
    const named = (name: string, parent?: ResourceId) => ({
      id: resourceId('tag', name, parent),
      properties: { displayName: 'Public' },
    });
    const own = snapshot([named('public', sales), { id: tag, properties: {} }]);
    assert.deepEqual(adopted(own, snapshot([named('65f0')])).adoptions, []);
    const { snapshot: after } = adopted(own, snapshot([named('65f0', sales)]));
    assert.deepEqual(
      [...after.resources.values()].map(({ id }) => inWords(id)),
      ['tag 65f0 in workspace sales', 'API tag orders;rev=2/65f0 in workspace sales'],
    );
  });
});

describe('Links in a workspace', () => {
  it('lead from a tag to what has it, and are named by what they join', () => {
    const link = linkOf(tag);
    assert.ok(link);
    assert.equal(targetPathOf(tag, link, {}, two), '/workspaces/sales/apis/orders');
    const holder = resourceId('tag', 'public', sales);
    const service = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a';
    for (const target of ['/workspaces/sales/apis/orders', `${service}/workspaces/SALES/apis/ORDERS;rev=2`]) {
      const found = linkFrom('apiTag', link, holder, target, two);
      assert.equal(keyOf(found ?? sales), keyOf(tag), target);
    }
    for (const elsewhere of [
      '',
      '/apis/orders',
      '/workspaces/hr/apis/orders',
      '/workspaces/sales/products/p/x',
    ])
      assert.equal(linkFrom('apiTag', link, holder, elsewhere, two), undefined, elsewhere);
  });

  it('say so when they lead out of it, in whatever form', () => {
    const link = linkOf(group);
    assert.ok(link);
    const out = { groupId: '/groups/developers' };
    assert.deepEqual(linkProperties(group, link, out), out);
    assert.deepEqual(linkProperties(group, link, { groupId: '/workspaces/SALES/groups/developers' }), {});
    assert.deepEqual(linkProperties(group, link, {}), {});
    assert.equal(targetPathOf(group, link, out, two), '/groups/developers');
    assert.equal(targetPathOf(group, link, {}, two), '/workspaces/sales/groups/developers');
  });

  it('are none in the instance itself', () => {
    assert.equal(linkOf(resourceId('productApi', 'a', resourceId('product', 'p'))), undefined);
  });
});

describe('References in a workspace', () => {
  const none = snapshot([]);
  const targets = (resource: Parameters<typeof referencesIn>[0], wanted = none) =>
    referencesIn(resource, wanted, none).map((one) => one.targets);

  it('mean by a name what is in it', () => {
    const text = '<policies><inbound><include-fragment fragment-id="f" /></inbound></policies>';
    assert.deepEqual(targets({ id: policy, properties: {}, policy: text }), [
      ['workspace/sales/policyFragment/f'],
    ]);
    const value = (parent?: ResourceId) => ({
      id: resourceId('namedValue', 'v', parent),
      properties: { displayName: 'Key' },
    });
    const called = { id: policy, properties: {}, policy: '<policies><inbound>{{key}}</inbound></policies>' };
    assert.deepEqual(targets(called, snapshot([value()])), [[]]);
    assert.deepEqual(targets(called, snapshot([value(), value(sales)])), [['workspace/sales/namedValue/v']]);
  });

  it('mean by an id what it says, and by a short one its own before that of the instance', () => {
    const pool = (id: string) => ({
      id: resourceId('backend', 'pool', sales),
      properties: { pool: { services: [{ id }] } },
    });
    assert.deepEqual(targets(pool('/workspaces/sales/backends/b')), [['workspace/sales/backend/b']]);
    assert.deepEqual(targets(pool('/backends/b')), [['workspace/sales/backend/b', 'backend/b']]);
  });

  it('lead out of it where a link does', () => {
    assert.deepEqual(targets({ id: group, properties: { groupId: '/groups/developers' } }), [
      ['group/developers'],
    ]);
    assert.deepEqual(targets({ id: group, properties: {} }), [['workspace/sales/group/developers']]);
  });
});
