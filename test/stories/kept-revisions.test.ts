import assert from 'node:assert/strict';
import { namesAt, tellStory } from '../services/told-story.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { api, policyOf } from './files.ts';

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

  for (const deleteMode of ['owned', 'all'] as const)
    it(`keeps all that is in it, with deletes of ${deleteMode}: callers are at it`, async () => {
      const story = await tellStory(world);
      assert.deepEqual((await story.publish(both)).errors, []);
      await story.instance.put('apis/shop/releases/by-hand', {
        properties: { apiId: '/apis/shop;rev=2', notes: 'By hand' },
      });
      story.writes();
      const run = await story.publish(first, { deletes: { deleteMode, maxDeletes: 9 } });
      const release = 'DELETE apis/shop/releases/by-hand';
      assert.deepEqual([run.errors, story.writes()], [[], deleteMode === 'all' ? [release] : []]);
      assert.deepEqual(await namesAt(story.instance, 'apis'), ['shop', 'shop;rev=1']);
    });
});
