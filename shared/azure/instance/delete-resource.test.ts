import assert from 'node:assert/strict';
import { resourceId } from '../../apim/resource-id.ts';
import { silent } from '../../log/log.ts';
import type { Arm } from '../arm/arm.ts';
import { currentRevisions } from './current-revisions.ts';
import { consumersIn, deleteResource } from './delete-resource.ts';
import type { Edge } from './edge.ts';
import { linkNames } from './link-places.ts';
import { operationNames } from './operation-names.ts';
import { unsayableOperations } from './unsayable-operations.ts';

describe('deleteResource', () => {
  const api = resourceId('api', 'orders');
  const deleted = async (
    ...args: readonly [id: Parameters<typeof deleteResource>[0], withConsumers?: boolean]
  ) => {
    const asked: unknown[] = [];
    const arm = {
      delete: (path: string, options: unknown) => {
        asked.push(path, options);
        return Promise.resolve('deleted' as const);
      },
    } as unknown as Arm;
    const current = currentRevisions();
    current.set(api, '2');
    const [id, withConsumers = false] = args;
    await deleteResource(id, 'W/"1"', withConsumers, {
      arm,
      base: '/s',
      sku: 'Developer',
      current,
      links: linkNames(),
      operations: operationNames(),
      unsayable: unsayableOperations(),
      putBack: new Set(),
      atStake: new Map(),
      log: silent,
    });
    return asked;
  };

  it('names a revision by its number, also when it is current, and never takes its API along', async () => {
    for (const number of ['1', '2'])
      assert.deepEqual(await deleted(resourceId('apiRevision', number, api)), [
        `/s/apis/orders%3Brev%3D${number}`,
        { query: {}, ifMatch: 'W/"1"' },
      ]);
  });

  it('takes an API with its revisions', async () => {
    assert.deepEqual(await deleted(api), [
      '/s/apis/orders',
      { query: { deleteRevisions: 'true' }, ifMatch: 'W/"1"' },
    ]);
  });

  it('says that the subscriptions of a product go along only where it has some', async () => {
    const product = resourceId('product', 'p');
    assert.deepEqual((await deleted(product))[1], { query: {}, ifMatch: 'W/"1"' });
    assert.deepEqual((await deleted(product, true))[1], {
      query: { deleteSubscriptions: 'true' },
      ifMatch: 'W/"1"',
    });
  });
});

describe('consumersIn', () => {
  const entry = (name: string, properties: Readonly<Record<string, string>>) => ({ name, properties });
  const consumers = async (
    id: Parameters<typeof consumersIn>[0],
    found: readonly ReturnType<typeof entry>[],
  ) => {
    const asked: string[] = [];
    const arm = {
      listIfOffered: (path: string) => {
        asked.push(path);
        return Promise.resolve(found);
      },
    } as unknown as Arm;
    const { live, others } = await consumersIn(id, { arm, base: '/s', current: currentRevisions() } as Edge);
    return [asked, live, others];
  };

  it('tells what the service made and what has ended from what somebody may use', async () => {
    const scope = '/subscriptions/x/products/p';
    const found = [
      entry('0123456789abcdef01234567', { scope, state: 'active' }),
      entry('bob', { scope, displayName: 'Bob', state: 'cancelled' }),
      entry('ann', { scope, displayName: 'Ann', state: 'suspended' }),
    ];
    assert.deepEqual(await consumers(resourceId('product', 'p'), found), [
      ['/s/products/p/subscriptions'],
      ['subscription Ann of product p'],
      ['subscription 0123456789abcdef01234567 of product p', 'subscription Bob of product p'],
    ]);
  });

  it('asks the whole workspace for those of a product in it, where no list hangs below the product', async () => {
    const below = '/subscriptions/x/workspaces/sales/products';
    const found = [
      entry('ann', { scope: `${below}/p`, displayName: 'Ann', state: 'active' }),
      entry('eve', { scope: `${below}/pp`, displayName: 'Eve', state: 'active' }),
    ];
    const id = resourceId('product', 'p', resourceId('workspace', 'sales'));
    assert.deepEqual(await consumers(id, found), [
      ['/s/workspaces/sales/subscriptions'],
      ['subscription Ann of product p in workspace sales'],
      [],
    ]);
  });
});
