import assert from 'node:assert/strict';
import { codesOf, namesAt, propertiesAt, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { api, information } from './files.ts';

const product: Files = { 'products/all/productInformation.json': information({ displayName: 'All' }) };
const link = (name: string): Files => ({ [`products/all/apis/${name}/productApiInformation.json`]: '{}' });
const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };

/** Deletes and switches that nobody asked for, told by their numbers in the collected facts. */
describe('Nothing goes that nobody asked to go', () => {
  let world: WorldInProcess;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'specified' }, { withoutContent: true });
  });
  after(() => world.stop());

  it('from a product, when a filtered extraction is published: another team has APIs in it (story 1)', async () => {
    const story = await tellStory(world);
    await story.publish({ ...product, ...api('theirs'), ...api('ours'), ...link('theirs'), ...link('ours') });
    const coverage = JSON.stringify({
      version: 1,
      filters: [{ apis: ['ours'], products: ['all'] }],
      missing: [],
    });
    const ours = { ...product, ...api('ours'), ...link('ours'), 'apim-coverage.json': coverage };
    for (const deleteMode of ['none', 'owned', 'all'] as const) {
      assert.equal((await story.plan(ours, { deletes: { deleteMode } })).deleted, 0, deleteMode);
      const run = await story.publish(ours, { deletes: { deleteMode } });
      assert.deepEqual([codesOf(run), story.writes()], [[], []], deleteMode);
    }
    assert.deepEqual(await namesAt(story.instance, 'products/all/apis'), ['ours', 'theirs']);
  });

  it('of an API but the one revision whose folder went (story 2)', async () => {
    const story = await tellStory(world);
    const [first, second, third] = [
      api('shop;rev=1', shop),
      api('shop;rev=2', shop),
      api('shop', { ...shop, apiRevision: '3' }),
    ];
    assert.deepEqual(codesOf(await story.publish({ ...first, ...second, ...third })), []);
    const without = { ...first, ...third };
    assert.equal((await story.plan(without)).deleted, 1);
    assert.deepEqual(codesOf(await story.publish(without)), []);
    assert.deepEqual(story.writes(), ['DELETE apis/shop;rev=2']);
    // The current one cannot go alone: that is found in the plan, with what helps.
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(first), {
        code: 'REVISION_MISMATCH',
        message: /current revision of API shop are gone/,
      });
    assert.deepEqual(await namesAt(story.instance, 'apis'), ['shop', 'shop;rev=1']);
  });

  it('when the files of all subscriptions went, unless that is allowed by name (story 4)', async () => {
    const story = await tellStory(world);
    const subscription = {
      'subscriptions/partner/subscriptionInformation.json': information({
        displayName: 'Partner',
        scope: '/apis',
      }),
    };
    const tag = { 'tags/a/tagInformation.json': information({ displayName: 'A' }) };
    await story.publish({ ...tag, ...subscription });
    const before = JSON.stringify(await propertiesAt(story.instance, 'subscriptions/partner'));
    for (const run of [story.plan, story.publish]) await run(tag).catch(() => undefined);
    assert.equal(JSON.stringify(await propertiesAt(story.instance, 'subscriptions/partner')), before);
    const { deleted } = await story.publish(tag, { deletes: { allowDeleteOf: ['subscriptions'] } });
    assert.equal(deleted, 1);
  });

  it('of what an instance is born with (story 5)', async () => {
    const story = await tellStory(world, { 'products/starter': { displayName: 'Starter' } });
    const tag = { 'tags/a/tagInformation.json': information({ displayName: 'A' }) };
    assert.equal((await story.plan(tag, { deletes: { deleteMode: 'all', maxDeletes: 50 } })).deleted, 0);
    await story.publish(tag, { deletes: { deleteMode: 'all', maxDeletes: 50 } });
    assert.deepEqual(story.writes(), ['PUT tags/a']);
  });

  describe('and no revision becomes current that nobody made current (story 10)', () => {
    const second = { ...api('shop;rev=3', shop), ...api('shop', { ...shop, apiRevision: '2' }) };
    const third = { ...api('shop;rev=2', shop), ...api('shop', { ...shop, apiRevision: '3' }) };
    const currentOf = async (story: Awaited<ReturnType<typeof tellStory>>) =>
      (await propertiesAt(story.instance, 'apis/shop'))['apiRevision'];
    const releases = (story: Awaited<ReturnType<typeof tellStory>>) =>
      story.writes().filter((one) => one.includes('/releases/'));

    it('an empty instance gets all revisions with their numbers, the current one by a release', async () => {
      const story = await tellStory(world);
      assert.deepEqual(codesOf(await story.publish({ ...third, ...api('shop;rev=1', shop) })), []);
      assert.equal(await currentOf(story), '3');
      assert.deepEqual(await namesAt(story.instance, 'apis'), ['shop', 'shop;rev=1', 'shop;rev=2']);
      assert.equal(releases(story).length, 1);
    });

    for (const [promoteRevision, switched] of [
      ['never', '3'],
      ['declared', '2'],
      ['always', '2'],
    ] as const)
      it(`${promoteRevision}: another one in Git ${switched === '2' ? 'is made current by one release with notes' : 'is reported and kept'}`, async () => {
        const story = await tellStory(world);
        await story.publish(third);
        await story.plan(second, { promoteRevision });
        if (switched === '3')
          assert.ok(story.log.some((line) => /keep .*API shop .*other revision current/.test(line)));
        assert.deepEqual(codesOf(await story.publish(second, { promoteRevision })), []);
        assert.equal(await currentOf(story), switched);
        assert.equal(releases(story).length, switched === '2' ? 1 : 0);
        const notes = world.arm.requests.entries.find(({ path }) => path.includes('/releases/'))?.body ?? '';
        if (switched === '2')
          assert.match(notes, /"notes":"Revision 2 becomes current instead of revision 3/);
      });

    it('declared: what somebody switched in the portal is reported and kept, always: it is switched back', async () => {
      const story = await tellStory(world);
      await story.publish(second);
      await story.instance.put('apis/shop/releases/by-hand', { properties: { apiId: '/apis/shop;rev=3' } });
      await story.publish(second);
      assert.deepEqual([await currentOf(story), releases(story)], ['3', []]);
      assert.ok(
        story.log.some((line) => line.includes('other revision current')),
        story.log.join('\n'),
      );
      await story.publish(second, { promoteRevision: 'always' });
      assert.equal(await currentOf(story), '2');
    });
  });
});
