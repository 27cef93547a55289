import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import { codesOf, namesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information } from './files.ts';

const gateway: Files = {
  'gateways/inside/gatewayInformation.json': information({ locationData: { name: 'Inside' } }),
};
const served = (by: string, name: string): Files => ({
  [`gateways/${by}/apis/${name}/gatewayApiInformation.json`]: '{}',
});
const product: Files = { 'products/all/productInformation.json': information({ displayName: 'All' }) };
const administrators: Files = {
  'products/all/groups/administrators/productGroupInformation.json': '{}',
};

describe('What Azure adds of itself', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true });

  const byManaged = ({ instance }: ToldStory) => namesAt(instance, 'gateways/managed/apis');
  const told = ({ log }: ToldStory, words: string) =>
    log.find((line) => line.startsWith('create') && line.includes(words)) ?? log.join('\n');

  /** What was asked of an API and of the managed gateway, without polls. */
  const order = (name: string) =>
    world.arm.requests.entries
      .filter(({ path, query }) => path.endsWith(`/apis/${name}`) && !query.has('asyncId'))
      .map(({ method, path, body }) => {
        const holder = path.includes('/gateways/managed/') ? 'managed' : 'the API';
        return `${method} ${holder}${body.includes('openapi') ? ' with operations' : ''}`;
      });

  it('to an API: that a new revision is the current one, which is declined', async () => {
    const name = 'apis/trips;rev=2/apiInformation.json';
    const second = { [name]: information({ displayName: 'trips', path: 'trips', apiRevision: '2' }) };
    world.arm.switches.addedRevision = 'current';
    const story = await tellStory(world);
    assert.deepEqual(codesOf(await story.publish(api('trips'))), []);
    assert.deepEqual(codesOf(await story.publish({ ...api('trips'), ...second })), []);
    world.arm.switches.addedRevision = 'notCurrent';
    assert.match(JSON.stringify(await story.instance.get('apis/trips')), /"apiRevision":"1"/);
  });

  describe('to an API: the managed gateway (story 12)', () => {
    const inside = { ...gateway, ...api('secret'), ...served('inside', 'secret'), ...api('open') };
    const next = ['PUT the API', 'DELETE managed', 'PUT the API with operations'];

    it('is taken away in the very next request, before the API has operations; the plan says so', async () => {
      const story = await tellStory(world);
      await story.plan(inside);
      assert.match(told(story, 'API secret'), /without what Azure adds: gateway API managed\/secret/);
      assert.deepEqual(codesOf(await story.publish(inside)), []);
      assert.deepEqual(order('secret').slice(0, 3), next);
      assert.deepEqual(await byManaged(story), ['open']);
      assert.deepEqual(await namesAt(story.instance, 'gateways/inside/apis'), ['secret']);
      assert.deepEqual(codesOf(await story.publish(inside)), []);
      assert.deepEqual(story.writes(), []);
    });

    it('is not even made where the gateway that shall serve it is nowhere: refused before any write', async () => {
      const story = await tellStory(world);
      const lost = { ...api('secret'), ...served('inside', 'secret') };
      await assert.rejects(story.plan(lost), { code: 'MISSING_REFERENCE', message: /gateway inside/ });
      await assert.rejects(story.publish(lost), { code: 'MISSING_REFERENCE' });
      assert.deepEqual(story.writes(), []);
    });

    it('is taken away too where the first revision has another number', async () => {
      const story = await tellStory(world);
      const third = { ...gateway, ...api('secret', { apiRevision: '3' }), ...served('inside', 'secret') };
      assert.deepEqual(codesOf(await story.publish(third)), []);
      assert.deepEqual(order('secret').slice(0, 2), next.slice(0, 2));
      assert.deepEqual(await byManaged(story), []);
    });

    it('is taken away by the next run where this one could not, and the API has no operations until then', async () => {
      const story = await tellStory(world);
      world.arm.faults.push({
        method: 'DELETE',
        path: /gateways\/managed/,
        ...lastingFaults['a lock on the scope (409)'],
      });
      const run = await story.publish(inside);
      assert.ok(codesOf(run).includes('AZURE_REFUSED'), codesOf(run).join());
      assert.deepEqual(await namesAt(story.instance, 'apis/secret/operations'), []);
      world.arm.faults.length = 0;
      assert.deepEqual(codesOf(await story.publish(inside)), []);
      assert.deepEqual(await byManaged(story), ['open']);
      assert.equal((await namesAt(story.instance, 'apis/secret/operations')).length, 2);
    });

    for (const [words, files] of [
      ['a folder', served('managed', 'secret')],
      ['a list', { 'gateways/Managed/apis.json': '[{"name": "secret"}]' }],
    ] as const)
      it(`stays where the files name it, in ${words}`, async () => {
        const story = await tellStory(world);
        const both = { ...inside, ...files };
        assert.deepEqual(codesOf(await story.publish(both)), [], story.log.join('\n'));
        assert.deepEqual(await byManaged(story), ['open', 'secret']);
        await story.publish(both);
        assert.deepEqual(story.writes(), []);
      });

    it('stays on an API that was there before, and on one that only a filter kept from other gateways', async () => {
      const story = await tellStory(world);
      await story.publish(api('secret'));
      assert.deepEqual(codesOf(await story.publish(inside)), []);
      assert.deepEqual(await byManaged(story), ['open', 'secret']);
      const other = await tellStory(world);
      const coverage = JSON.stringify({ version: 1, filters: [{ gateways: ['inside'] }], missing: [] });
      await other.publish({ ...inside, 'apim-coverage.json': coverage });
      assert.deepEqual(await byManaged(other), ['open', 'secret']);
    });

    it('is extracted for APIs that another gateway serves too, so that a round trip changes nothing', async () => {
      const story = await tellStory(world);
      await story.publish({
        ...inside,
        ...api('both'),
        ...served('inside', 'both'),
        ...served('managed', 'both'),
      });
      const name = story.instance.resourceId.split('/').at(-1) ?? '';
      const files = await world.extract(name);
      assert.deepEqual(
        Object.keys(files).filter((path) => path.startsWith('gateways/managed')),
        ['gateways/managed/apis/both/gatewayApiInformation.json'],
      );
      const copy = await tellStory(world);
      assert.deepEqual(codesOf(await copy.publish(files)), []);
      assert.deepEqual(await byManaged(copy), ['both', 'open']);
      assert.deepEqual(copy.dump(), story.dump());
    });

    it('is taken away when the files name it no more', async () => {
      const story = await tellStory(world);
      await story.publish({ ...inside, ...served('managed', 'secret') });
      assert.deepEqual(codesOf(await story.publish(inside)), []);
      assert.deepEqual(story.writes(), ['DELETE gateways/managed/apis/secret']);
    });
  });

  describe('to a product (story 5): the administrators and a subscription', () => {
    const groups = ({ instance }: ToldStory) => namesAt(instance, 'products/all/groups');
    const subscriptions = ({ instance }: ToldStory) => namesAt(instance, 'products/all/subscriptions');

    it('are kept or taken away as the files say, the subscription is left alone; the plan says so', async () => {
      const story = await tellStory(world);
      await story.plan(product);
      assert.match(told(story, 'product all'), /without what Azure adds: product group all\/administrators/);
      assert.deepEqual(codesOf(await story.publish(product)), []);
      assert.deepEqual([await groups(story), (await subscriptions(story)).length], [[], 1]);

      const other = await tellStory(world);
      await other.plan({ ...product, ...administrators });
      assert.doesNotMatch(told(other, 'product all'), /without/);
      assert.deepEqual(codesOf(await other.publish({ ...product, ...administrators })), []);
      assert.deepEqual([await groups(other), (await subscriptions(other)).length], [['administrators'], 1]);
    });

    it('leave a subscription that stays even where everything goes that no file names, subscriptions too', async () => {
      const story = await tellStory(world);
      await story.publish({ ...product, ...administrators });
      await story.instance.put('subscriptions/of-somebody', {
        properties: { displayName: 'Of somebody', scope: '/products/all', state: 'active' },
      });
      const made = (await subscriptions(story)).filter((name) => name !== 'of-somebody');
      const deletes = { deleteMode: 'all', maxDeletes: 50, allowDeleteOf: ['subscriptions'] } as const;
      await story.plan(product, { deletes });
      assert.deepEqual(codesOf(await story.publish(product, { deletes })), []);
      assert.deepEqual(await subscriptions(story), made);
      assert.equal(made.length, 1);
      assert.deepEqual([...story.writes()].sort(), [
        'DELETE products/all/groups/administrators',
        'DELETE subscriptions/of-somebody',
      ]);
    });

    it('stay on a product that was there before', async () => {
      const story = await tellStory(world, { 'products/all': { displayName: 'All', description: 'old' } });
      assert.deepEqual(codesOf(await story.publish(product)), []);
      assert.deepEqual([await groups(story), (await subscriptions(story)).length], [['administrators'], 1]);
    });

    it('are taken away by the next run where this one could not', async () => {
      const story = await tellStory(world);
      const fault = lastingFaults['a lock on the scope (409)'];
      world.arm.faults.push({ method: 'DELETE', path: /groups\/administrators/, ...fault });
      assert.deepEqual(codesOf(await story.publish(product)), ['AZURE_REFUSED']);
      world.arm.faults.length = 0;
      assert.deepEqual(codesOf(await story.publish(product)), []);
      assert.deepEqual(story.writes(), ['DELETE products/all/groups/administrators']);
      assert.deepEqual(await groups(story), []);
      await story.publish(product);
      assert.deepEqual(story.writes(), []);
    });
  });
});
