import assert from 'node:assert/strict';
import { currentRevision, documentAt, documentIdOf, resourcesIn } from './documents.ts';
import { secretApart } from './secrets.ts';
import { spelled } from './spelling.ts';
import { parseApiName } from './api-name.ts';
import { idOf, namesOf } from './names.ts';
import { describe as inWords, keyOf, resourceId, rootOf } from './resource-id.ts';
import { gapAt, snapshot } from './snapshot.ts';

const orders = resourceId('api', 'Orders');
const second = resourceId('apiRevision', '2', orders);
const operation = resourceId('operation', 'get Order', second);
const policy = resourceId('operationPolicy', 'policy', operation);

describe('ResourceId', () => {
  it('is the same in any letter case', () => {
    assert.equal(keyOf(resourceId('api', 'ORDERS')), keyOf(orders));
  });

  const words: readonly (readonly [Parameters<typeof inWords>[0], string])[] = [
    [resourceId('namedValue', 'key'), 'named value key'],
    [resourceId('servicePolicy', 'policy'), 'service policy'],
    [policy, 'operation policy Orders;rev=2/get Order'],
    [resourceId('apiPolicy', 'policy', resourceId('apiRevision', '1', orders)), 'API policy Orders'],
    [resourceId('productApi', 'orders', resourceId('product', 'Starter')), 'product API Starter/orders'],
  ];
  for (const [id, text] of words) {
    it(`reads "${text}"`, () => {
      assert.equal(inWords(id), text);
    });
  }

  it('knows what it lives in', () => {
    assert.equal(rootOf(policy), orders);
  });
});

describe('Names', () => {
  it('write a revision as a suffix, unless it is the current one', () => {
    assert.deepEqual(
      namesOf(second, () => '1'),
      { api: 'Orders', apiRevision: 'Orders;rev=2' },
    );
    assert.deepEqual(
      namesOf(second, () => '2'),
      { api: 'Orders', apiRevision: 'Orders' },
    );
  });

  it('lead back to the id they came from', () => {
    for (const current of ['1', '2']) {
      assert.equal(
        keyOf(
          idOf(
            'operationPolicy',
            namesOf(policy, () => current),
            () => current,
          ),
        ),
        keyOf(policy),
      );
    }
  });

  const names: readonly (readonly [string, ReturnType<typeof parseApiName>])[] = [
    ['orders', { api: 'orders' }],
    ['orders;rev=12', { api: 'orders', revision: '12' }],
    ['orders;REV=1', { api: 'orders', revision: '1' }],
    ['orders;rev=x', { api: 'orders;rev=x' }],
    [';rev=1', { api: ';rev=1' }],
    ['a;rev=1;rev=2', { api: 'a;rev=1', revision: '2' }],
  ];
  for (const [name, parts] of names) {
    it(`takes ${name} apart`, () => {
      assert.deepEqual(parseApiName(name), parts);
    });
  }
});

describe('Document', () => {
  const properties = { displayName: 'Orders', path: 'orders', serviceUrl: 'https://a', apiRevision: '2' };

  it('is an API and its current revision, put together and taken apart again', () => {
    const resources = resourcesIn({ id: second, current: true, properties });
    assert.deepEqual(
      resources.map(({ id }) => keyOf(id)),
      [keyOf(orders), keyOf(second)],
    );
    const all = snapshot(resources);
    assert.deepEqual(documentIdOf(resources[0]!, all), second);
    const { properties: whole, current } = documentAt(all, second)!;
    assert.deepEqual({ whole, current }, { whole: { ...properties, isCurrent: true }, current: true });
    assert.deepEqual(currentRevision(orders, all), second);
    assert.equal(currentRevision(resourceId('api', 'none'), all).name, '1');
  });

  it('of another revision says nothing of the API', () => {
    assert.deepEqual(resourcesIn({ id: second, current: false, properties }), [
      { id: second, properties: { serviceUrl: 'https://a' } },
    ]);
  });
});

describe('gapAt', () => {
  it('finds a gap of the resource, of what it lives in and of a whole kind', () => {
    const why = 'outside the filter' as const;
    assert.equal(gapAt(snapshot([], [{ of: orders, why }]), policy)?.why, why);
    assert.equal(gapAt(snapshot([], [{ of: resourceId('api', 'ORDERS'), why }]), orders)?.why, why);
    assert.equal(gapAt(snapshot([], [{ of: 'apiRevision', why }]), policy)?.why, why);
    assert.equal(gapAt(snapshot([], [{ of: policy, why }]), operation), undefined);
  });
});

describe('secretApart', () => {
  it('takes a value for given only when there is one', () => {
    for (const value of [undefined, null, '', '*** REDACTED ***']) {
      const { secret, properties } = secretApart('namedValue', {
        secret: true,
        keyVault: null,
        ...(value === undefined ? {} : { value }),
      });
      assert.deepEqual(
        { secret, properties },
        { secret: { state: 'not given' }, properties: { secret: true, keyVault: null } },
      );
    }
    assert.deepEqual(secretApart('namedValue', { secret: true, value: 'x' }).secret, {
      state: 'given',
      values: { value: 'x' },
    });
  });

  it('leaves open values and other kinds alone', () => {
    assert.deepEqual(secretApart('namedValue', { value: 'x' }), { properties: { value: 'x' } });
    assert.deepEqual(secretApart('tag', { value: 'x', secret: true }), {
      properties: { value: 'x', secret: true },
    });
  });
});

describe('spelled', () => {
  it('writes names as the table does, and no others', () => {
    assert.deepEqual(
      spelled('backend', { Credentials: { HEADER: { HEADER: ['x'] }, Other: 1 }, Note: 'u' }),
      {
        credentials: { header: { HEADER: ['x'] }, Other: 1 },
        Note: 'u',
      },
    );
    assert.deepEqual(spelled('namedValue', { Value: 'x', SECRET: true }), { value: 'x', secret: true });
  });

  it('keeps both of two spellings', () => {
    assert.deepEqual(spelled('namedValue', { Value: 'x', value: 'y' }), { Value: 'x', value: 'y' });
  });
});
