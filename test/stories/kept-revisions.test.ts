import assert from 'node:assert/strict';
import { codesOf, namesAt, tellStory } from '../services/told-story.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';
import { api, information, policyOf, policyUsing } from './files.ts';

const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };
const first = api('shop', { ...shop, apiRevision: '1' });
const both = {
  ...first,
  ...api('shop;rev=2', shop),
  'apis/shop;rev=2/policy.xml': policyOf('x-checked'),
  'apis/shop;rev=2/operations/get-first/policy.xml': policyOf('x-first'),
};

describe('A revision that somebody made current, and whose files are gone', () => {
  let world: WorldInProcess;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
  });
  after(() => world.stop());

  for (const [deleteMode, scope] of [
    ['owned', 'changes'],
    ['owned', 'all'],
    ['all', 'all'],
  ] as const)
    it(`keeps all that is in it, with deletes of ${deleteMode} (scope: ${scope}): callers are at it`, async () => {
      const story = await tellStory(world);
      assert.deepEqual((await story.publish(both)).errors, []);
      await story.instance.put('apis/shop/releases/by-hand', {
        properties: { apiId: '/apis/shop;rev=2', notes: 'By hand' },
      });
      story.writes();
      const run = await story.publish(first, { scope, deletes: { deleteMode, maxDeletes: 9 } });
      const release = 'DELETE apis/shop/releases/by-hand';
      assert.deepEqual([run.errors, story.writes()], [[], deleteMode === 'all' ? [release] : []]);
      assert.deepEqual(await namesAt(story.instance, 'apis'), ['shop', 'shop;rev=1']);
    });

  const backend = (name: string): Files => ({
    [`backends/${name}/backendInformation.json`]: information({ url: `https://${name}`, protocol: 'http' }),
  });
  const value: Files = {
    'named values/h/namedValueInformation.json': information({ displayName: 'host', value: 'x' }),
  };
  for (const when of ['in the same commit', 'in a later one'])
    it(`keeps what it refers to, whose files went ${when}, and says why`, async () => {
      const story = await tellStory(world);
      const policies = {
        'apis/shop;rev=2/policy.xml': policyOf('{{host}}'),
        'apis/shop;rev=2/operations/get-first/policy.xml': policyUsing('used'),
      };
      const all = { ...both, ...policies, ...backend('used'), ...value };
      assert.deepEqual((await story.publish({ ...all, ...backend('free') })).errors, []);
      await story.instance.put('apis/shop/releases/by-hand', {
        properties: { apiId: '/apis/shop;rev=2', notes: 'By hand' },
      });
      if (when !== 'in the same commit') {
        const kept = { ...first, ...backend('used'), ...backend('free'), ...value };
        assert.deepEqual((await story.publish(kept)).errors, []);
      }
      const told =
        /Not deleted, since something that stays refers to them: backend used \(for operation policy shop;rev=2\/get-first\), named value h \(for API policy shop;rev=2\)\. When nothing does any more, delete them by hand, or with deleteMode all\./;
      const scope = when === 'in the same commit' ? 'changes' : 'all';
      await story.plan(first, { scope });
      assert.match(story.log.join('\n'), told);
      const run = await story.publish(first, { scope });
      assert.deepEqual([run.errors, story.writes()], [[], ['DELETE backends/free']]);
      assert.match(run.summary, told);
      assert.deepEqual((await story.publish(first)).errors, []);
      assert.deepEqual(story.writes(), []);
    });

  it('is not looked into where nothing of its API changed: what Azure refuses then says the ways out', async () => {
    const story = await tellStory(world);
    const policy = { 'apis/shop;rev=2/policy.xml': policyUsing('used') };
    assert.deepEqual((await story.publish({ ...both, ...policy, ...backend('used') })).errors, []);
    await story.instance.put('apis/shop/releases/by-hand', {
      properties: { apiId: '/apis/shop;rev=2', notes: 'By hand' },
    });
    const scope = 'changes';
    assert.deepEqual((await story.publish({ ...first, ...backend('used') }, { scope })).errors, []);
    const { errors } = await story.publish(first, { scope });
    assert.deepEqual(codesOf({ errors }), ['AZURE_REFUSED']);
    assert.match(errors[0]?.remedy ?? '', /refers to it.*restore its files, or name them in \.apimignore/);
    const ignored = { ...first, '.apimignore': 'backends/used/' };
    assert.deepEqual((await story.publish(ignored, { scope })).errors, []);
    assert.deepEqual((await story.publish(ignored, { scope: 'all' })).errors, []);
    assert.ok(await story.instance.get('backends/used'));
  });

  it('is named while it stays, and so are its policies when it comes back without them', async () => {
    const scope = 'changes';
    const story = await tellStory(world);
    assert.deepEqual((await story.publish(both)).errors, []);
    await story.instance.put('apis/shop/releases/by-hand', {
      properties: { apiId: '/apis/shop;rev=2', notes: 'By hand' },
    });
    assert.deepEqual((await story.publish(first, { scope })).errors, []);
    const told = () => story.log.filter((line) => line.startsWith('Not deleted, since '));
    assert.deepEqual(told(), [
      'Not deleted, since they are the current ones of the instance, and callers are at them: API shop;rev=2. Once others are current there, delete them by hand.',
    ]);
    const bare = { ...first, ...api('shop;rev=2', shop) };
    const { errors, summary } = await story.publish(bare, { scope });
    assert.deepEqual([errors, story.writes()], [[], []]);
    const line =
      'Not deleted, since they were in the instance before the files of their revision, and no file has them: API policy shop;rev=2, operation policy shop;rev=2/get-first. Extract them into files, or delete them by hand.';
    assert.deepEqual(told(), [line]);
    assert.ok(summary.includes(line));
    await story.publish(bare, { scope });
    assert.deepEqual([story.writes(), told()], [[], []], 'it is told once');
    await story.publish(first, { scope });
    await story.publish(both, { scope });
    assert.deepEqual([story.writes(), told()], [[], []], 'nothing is in no file');
  });
});
