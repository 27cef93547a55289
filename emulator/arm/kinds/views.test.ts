import assert from 'node:assert/strict';
import { objectOf, textOf } from '../json.ts';
import { Pets } from './pets-for-tests.ts';

describe('Views across an emulated service', () => {
  let pets: Pets;
  beforeEach(async () => {
    pets = await Pets.start();
    await pets.put('tags/green', { displayName: 'Green things' });
    await pets.put('products/p', { displayName: 'P', description: 'All of it' });
    await pets.client.ask('PUT', 'products/p/tags/green');
  });
  afterEach(() => pets.stop());

  it('show what has a tag, by short ids and display names', async () => {
    const blue = { id: '/tags/blue', name: 'Blue' };
    const found = await pets.list('tagResources');
    assert.equal(found.length, 3);
    const [operation = {}, api = {}, product = {}] = found;
    assert.deepEqual(operation, {
      tag: blue,
      operation: {
        id: '/apis/Pets/operations/list',
        apiName: 'Pets',
        apiRevision: '1',
        name: 'List',
        method: 'GET',
        urlTemplate: '/',
        description: 'List',
      },
    });
    assert.deepEqual(api['tag'], blue);
    const { id, name, path, isCurrent } = objectOf(api, 'api') ?? {};
    assert.deepEqual([id, name, path, isCurrent], ['/apis/Pets', 'Pets', 'pets', true]);
    assert.deepEqual(product['tag'], { id: '/tags/green', name: 'Green things' });
    assert.equal(objectOf(product, 'product')?.['name'], 'P');
  });

  it('show APIs, products and operations by their tags, without those that have none unless asked', async () => {
    await pets.put('apis/bare', { displayName: 'Bare', path: 'bare' });
    assert.equal((await pets.list('apisByTags')).length, 1);
    const [, bare] = await pets.list('apisByTags?includeNotTaggedApis=true');
    assert.equal(bare?.['tag'], undefined);
    assert.equal(objectOf(bare ?? {}, 'api')?.['name'], 'Bare');
    assert.equal((await pets.list('productsByTags')).length, 1);
    assert.equal((await pets.list('apis/pets/operationsByTags')).length, 1);
    assert.equal((await pets.list('apis/bare/operationsByTags')).length, 0);
    assert.equal(await pets.status('apis/none/operationsByTags'), 404);
  });

  it('show what the current revision has', async () => {
    await pets.revise('2');
    await pets.delete('apis/pets;rev=2/tags/blue');
    assert.equal((await pets.list('apisByTags')).length, 1);
    await pets.release('2');
    assert.equal((await pets.list('apisByTags')).length, 0);
    const [operation] = await pets.list('apis/pets;rev=1/operationsByTags');
    assert.equal(objectOf(operation ?? {}, 'operation')?.['id'], '/apis/Pets;rev=1/operations/list');
  });

  it('show what former revisions have, or nothing of it: views and links of the whole instance', async () => {
    await pets.revise('2');
    const { switches } = pets.client.emulators.arm;
    const seen = async () => {
      const resources = await pets.list('tagResources');
      const isCurrent = resources.flatMap((one) => objectOf(one, 'api')?.['isCurrent'] ?? []);
      return [isCurrent, (await pets.list('tags/blue/operationLinks')).length];
    };
    assert.deepEqual(await seen(), [[true, false], 2]);
    Object.assign(switches, { tagViews: 'currentRevisions', tagLinks: 'currentRevisions' });
    assert.deepEqual(await seen(), [[true], 1]);
  });

  it('list products by tag, and with their groups', async () => {
    await pets.put('products/q', { displayName: 'Q' });
    assert.deepEqual(await pets.names('products?tags=Green%20things'), ['p']);
    assert.deepEqual(await pets.names('products?tags=none'), []);
    assert.deepEqual(await pets.names('products'), ['p', 'q']);
    const [product] = await pets.list('products?expandGroups=true');
    const groups = objectOf(product ?? {}, 'properties')?.['groups'];
    assert.match(JSON.stringify(groups), /groups\/administrators","name":"administrators"/);
    assert.equal((await pets.get('products/p'))['groups'], undefined);
    const { switches } = pets.client.emulators.arm;
    const shown = async (expandedGroups: typeof switches.expandedGroups) => {
      Object.assign(switches, { expandedGroups });
      const [one] = await pets.list('products?expandGroups=true');
      return JSON.stringify(objectOf(one ?? {}, 'properties')?.['groups']);
    };
    assert.match(await shown('shortIds'), /"id":"\/groups\/administrators","name":"Administrators"/);
    assert.equal(await shown('ignored'), undefined);
  });

  it('tell which policies there are: all, none of operations, or not of all operations', async () => {
    const value = '<policies><inbound><base /></inbound></policies>';
    for (const name of ['a', 'b', 'c', 'd']) {
      await pets.put(`apis/pets/operations/${name}`, {
        displayName: name,
        method: 'GET',
        urlTemplate: `/${name}`,
      });
      await pets.put(`apis/pets/operations/${name}/policies/policy`, { format: 'rawxml', value });
    }
    const seen = async (allPolicies: 'all' | 'withoutOperations' | 'someOperations'): Promise<number> => {
      pets.switches.allPolicies = allPolicies;
      const ids = (await pets.list('allPolicies')).map(
        (one) => textOf(objectOf(one, 'properties') ?? {}, 'referencePolicyId') ?? '',
      );
      assert.ok(ids.some((id) => id.endsWith('/apis/Pets/policies/policy')));
      return ids.filter((id) => id.includes('/operations/')).length;
    };
    assert.equal(await seen('all'), 4);
    assert.equal(await seen('withoutOperations'), 0);
    assert.equal(await seen('someOperations'), 2);
  });
});
