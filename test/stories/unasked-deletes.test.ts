import assert from 'node:assert/strict';
import { refusal } from '../../emulator/arm/faults.ts';
import { codesOf, namesAt, propertiesAt, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information } from './files.ts';

const product: Files = { 'products/all/productInformation.json': information({ displayName: 'All' }) };
const link = (name: string): Files => ({ [`products/all/apis/${name}/productApiInformation.json`]: '{}' });
const tagOf = (name: string): Files => ({
  [`tags/${name}/tagInformation.json`]: information({ displayName: name }),
});
const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };

/** Deletes and switches that nobody asked for, told by their numbers in the collected facts. */
describe('Nothing goes that nobody asked to go', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true });

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
    const tag = tagOf('a');
    await story.publish({ ...tag, ...subscription });
    const before = JSON.stringify(await propertiesAt(story.instance, 'subscriptions/partner'));
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(tag), { code: 'DELETE_PROTECTED', message: /subscription partner/ });
    assert.equal(JSON.stringify(await propertiesAt(story.instance, 'subscriptions/partner')), before);
    const { deleted } = await story.publish(tag, { deletes: { allowDeleteOf: ['subscriptions'] } });
    assert.equal(deleted, 1);
  });

  it('of what an instance is born with (story 5)', async () => {
    const story = await tellStory(world, { 'products/starter': { displayName: 'Starter' } });
    const tag = tagOf('a');
    assert.equal((await story.plan(tag, { deletes: { deleteMode: 'all', maxDeletes: 50 } })).deleted, 0);
    await story.publish(tag, { deletes: { deleteMode: 'all', maxDeletes: 50 } });
    assert.deepEqual(story.writes(), ['PUT tags/a']);
  });

  it('because a list ends early or a page of it is refused (story 13)', async () => {
    const names = Array.from({ length: 250 }, (_, at) => `tag-${String(at).padStart(3, '0')}`);
    const story = await tellStory(world);
    for (const name of names) await story.instance.put(`tags/${name}`, { properties: { displayName: name } });
    const files = Object.assign({}, ...names.map(tagOf)) as Files;
    const all = { deletes: { deleteMode: 'all', maxDeletes: 500 } } as const;
    assert.equal((await story.plan(files, all)).unchanged, 250);
    await story.publish(files, all);
    assert.deepEqual(story.writes(), []);
    // With fewer files than things those on every page go; without the second page nothing does.
    const fewer = Object.assign({}, ...names.filter((_, at) => at % 10 > 0).map(tagOf)) as Files;
    const refused = refusal(400, 'ValidationError', 'No.');
    for (const run of [story.plan, story.publish]) {
      world.arm.faults.splice(0, Infinity, { method: 'GET', path: /\/tags\?.*skip=100/, answer: refused });
      await assert.rejects(run(fewer, all), { code: 'AZURE_REFUSED', message: /tags/ });
      assert.deepEqual(story.writes(), []);
      world.arm.faults.length = 0;
    }
    assert.equal((await story.plan(fewer, all)).deleted, 25);
  });

  it('without a word: a plan names the certificates that are removed, by hand or by a file that goes (story 32)', async () => {
    const keyVault = (name: string) => ({ secretIdentifier: `https://v.vault.azure.net/secrets/${name}` });
    const certificate = (name: string) => ({
      [`certificates/${name}/certificateInformation.json`]: information({ keyVault: keyVault(name) }),
    });
    const story = await tellStory(world);
    await story.publish({ ...tagOf('a'), ...certificate('ours') });
    await story.instance.put('certificates/by-hand', { properties: { keyVault: keyVault('by-hand') } });
    for (const [deletes, gone] of [
      [{ deleteMode: 'owned' }, ['ours']],
      [{ deleteMode: 'all' }, ['by-hand', 'ours']],
    ] as const) {
      const plan = await story.plan(tagOf('a'), { deletes });
      assert.equal(plan.deleted, gone.length);
      assert.deepEqual(
        story.log.filter((line) => line.startsWith('delete')).map((line) => line.trim()),
        gone.map((name) => `delete  certificate ${name}`),
      );
      for (const name of gone) assert.match(plan.summary, new RegExp(`delete \\| certificate ${name} `));
    }
    await story.publish(tagOf('a'), { deletes: { deleteMode: 'all' } });
    assert.deepEqual([...story.writes()].sort(), ['DELETE certificates/by-hand', 'DELETE certificates/ours']);
  });

  it('of the settings of the instance itself: no run writes it, whatever its folder says or lacks (story 33)', async () => {
    const story = await tellStory(world);
    const service = await story.instance.get('');
    assert.ok(service !== undefined && 'sku' in service);
    const strange = {
      'serviceInformation.json': information({ publicIPAddresses: [], customProperties: {} }),
    };
    const overrides = `apimServiceName: ${story.instance.resourceId.split('/').at(-1) ?? ''}`;
    for (const deleteMode of ['none', 'owned', 'all'] as const)
      for (const run of [story.plan, story.publish])
        await run({ ...tagOf('a'), ...strange }, { overrides, deletes: { deleteMode } });
    await assert.rejects(
      story.plan(tagOf('a'), { overrides: 'service: { properties: { virtualNetworkType: None } }' }),
      { code: 'UNMATCHED_OVERRIDE' },
    );
    assert.deepEqual(await story.instance.get(''), service);
  });

  it('because a name has other letters in the files than on the instance (story 39)', async () => {
    const story = await tellStory(world, { 'tags/Blue': { displayName: 'Blue' } });
    const all = { deletes: { deleteMode: 'all' } } as const;
    const files = { 'tags/blue/tagInformation.json': information({ displayName: 'Blue' }) };
    const { unchanged, deleted } = await story.plan(files, all);
    assert.deepEqual([unchanged, deleted], [1, 0]);
    await story.publish(files, all);
    assert.deepEqual(story.writes(), []);
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
      const all = { ...third, ...api('shop;rev=1', shop) };
      assert.equal((await story.plan(all)).created, 3);
      assert.deepEqual(codesOf(await story.publish(all)), []);
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
