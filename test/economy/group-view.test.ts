import assert from 'node:assert/strict';
import { objectOf, objectsOf, textOf } from '../../emulator/arm/json.ts';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';
import { toldExtractions } from './told-extractions.ts';

const products = 24;
const sample = 20;

for (const builtInGroupNames of ['words', 'invented'] as const)
  describe(`The groups of products, built-in groups having ${builtInGroupNames} for names`, function () {
    this.timeout(60_000);
    const usual = { expandedGroups: 'contracts' } as const;
    const { world, told, extract, asked } = toldExtractions({ builtInGroupNames }, usual);
    let whole: Files;
    const askedProducts = () => asked(/\/products\/[^/]+\/groups$/).length;
    const disproofs = () => told.filter((line) => line.includes(' has other '));

    before(async () => {
      const groups = objectsOf({ ...(await world.dev.get('groups')) }, 'value');
      const guests = groups.find(
        (group) => textOf(objectOf(group, 'properties') ?? {}, 'displayName') === 'Guests',
      );
      await fillManyApis(world.dev, { apis: 1, operations: 1, operationPolicies: 0, products, tags: 1 });
      await world.dev.put('groups/partners', { properties: { displayName: 'Partners of ours' } });
      for (const product of [1, 7, 24]) {
        await world.dev.put(`products/product-${product}/groups/partners`, {});
        await world.dev.put(`products/product-${product}/groups/${textOf(guests ?? {}, 'name') ?? ''}`, {});
      }
      whole = await extract({ expandedGroups: 'ignored' });
      const links = Object.keys(whole).filter((path) => /\/groups\/(?:guests|partners)\//.test(path));
      assert.equal(links.length, 6, links.join('\n'));
    });

    for (const expandedGroups of ['contracts', 'shortIds'] as const)
      it(`are those that the list of products shows (${expandedGroups}), when a sample says the same`, async () => {
        for (const existing of [{}, whole]) {
          assert.deepEqual(await extract({ expandedGroups }, existing), whole);
          assert.deepEqual([askedProducts(), disproofs()], [sample, []]);
        }
      });

    it('are asked for one by one, and it is said, where that list does not show them', async () => {
      assert.deepEqual(await extract({ expandedGroups: 'ignored' }), whole);
      assert.equal(askedProducts(), products);
      assert.match(told.join('\n'), /has other groups than the list products of the whole instance says/);
      const answer = refusal(500, 'InternalServerError', 'Request processing failed due to internal error.');
      world.arm.faults.push({ method: 'GET', path: /\/products\?.*expandGroups/, times: 1, answer });
      assert.deepEqual(await extract(), whole);
      assert.equal(askedProducts(), products);
    });
  });
