import assert from 'node:assert/strict';
import { namesAt, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
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
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

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
        /Not deleted, since something that stays refers to them: backend used \(for operation policy shop;rev=2\/get-first\), named value h \(for API policy shop;rev=2\)\. They go with a run that finds nothing does any more\./;
      const scope = when === 'in the same commit' ? 'changes' : 'all';
      await story.plan(first, { scope });
      assert.match(story.log.join('\n'), told);
      const run = await story.publish(first, { scope });
      assert.deepEqual([run.errors, story.writes()], [[], ['DELETE backends/free']]);
      assert.match(run.summary, told);
      assert.deepEqual((await story.publish(first)).errors, []);
      assert.deepEqual(story.writes(), []);
    });

  it('keeps what it refers to also where nothing of its API changed, until another one is current and nothing does', async () => {
    const story = await tellStory(world);
    const policy = { 'apis/shop;rev=2/policy.xml': policyUsing('used') };
    assert.deepEqual((await story.publish({ ...both, ...policy, ...backend('used') })).errors, []);
    const byHand = async (number: string) => {
      await story.instance.put(`apis/shop/releases/by-hand-${number}`, {
        properties: { apiId: `/apis/shop;rev=${number}`, notes: 'By hand' },
      });
    };
    await byHand('2');
    const scope = 'changes';
    assert.deepEqual((await story.publish({ ...first, ...backend('used') }, { scope })).errors, []);
    for (const by of ['2', '1']) {
      await byHand(by);
      assert.deepEqual((await story.publish(first, { scope })).errors, [], story.log.join('\n'));
      assert.ok(await story.instance.get('backends/used'), `while revision ${by} is current`);
    }
    await story.instance.delete('apis/shop;rev=2/policies/policy');
    assert.deepEqual((await story.publish(first, { scope })).errors, []);
    assert.deepEqual(story.writes(), ['DELETE backends/used']);
  });

  it('is named while it stays, and loses policies that its files have no more when these come back', async () => {
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
    const ofSomebody = 'apis/shop;rev=2/operations/get-second/policies/policy';
    await story.instance.put(ofSomebody, { properties: { format: 'rawxml', value: policyOf('x') } });
    const bare = { ...first, ...api('shop;rev=2', shop) };
    const { errors, summary } = await story.publish(bare, { scope });
    const gone = ['policies/policy', 'operations/get-first/policies/policy'];
    assert.deepEqual([errors, story.writes()], [[], gone.map((one) => `DELETE apis/shop/${one}`)]);
    const line =
      'Not deleted, since they were in the instance before the files of their revision, and no file has them: operation policy shop;rev=2/get-second. Extract them into files, or delete them by hand.';
    assert.deepEqual(told(), [line]);
    assert.ok(summary.includes(line));
    await story.publish(bare, { scope });
    assert.deepEqual([story.writes(), told()], [[], []], 'it is told once');
    await story.publish(first, { scope });
    await story.publish(both, { scope });
    assert.deepEqual([story.writes(), told()], [gone.map((one) => `PUT apis/shop/${one}`), [line]]);
  });
});
