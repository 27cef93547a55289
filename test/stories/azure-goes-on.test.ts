import assert from 'node:assert/strict';
import type { Log } from '../../shared/log/log.ts';
import { codesOf, namesAt, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf } from './files.ts';

const minutes = 60_000;
const told: string[] = [];
const log: Log = {
  group: () => () => undefined,
  line: (text) => told.push(text),
  warning: (text) => told.push(text),
  debug: () => undefined,
  progress: () => undefined,
};
const old = api('shop');
const wanted = api('shop', {}, documentOf('shop', '/first', '/third'));

/** A request takes five seconds by the clock of the world: 150 of them are more than twelve minutes. */
describe('An import that Azure takes its time for (story 24)', () => {
  const world = worldForTests({ longRunning: 'imports' }, { withoutContent: true, latency: 5000, log });
  beforeEach(() => {
    told.length = 0;
    world.arm.switches.pollsUntilDone = 1;
  });

  /** That were accepted. */
  const imports = () =>
    world.arm.requests.entries.filter(
      ({ method, path, status }) => method === 'PUT' && path.endsWith('/apis/shop') && status < 400,
    );
  const operations = ({ instance }: Awaited<ReturnType<typeof tellStory>>) =>
    namesAt(instance, 'apis/shop/operations');

  it('is waited for as long as Azure works at it, with a sign of life each minute', async () => {
    const story = await tellStory(world);
    world.arm.switches.pollsUntilDone = 150;
    await story.plan(wanted);
    const began = world.clock.now();
    assert.deepEqual(codesOf(await story.publish(wanted)), []);
    assert.ok(world.clock.now() - began > 12 * minutes);
    assert.ok(told.filter((line) => /still works on PUT .*\/apis\/shop, for \d+ s/.test(line)).length >= 12);
    assert.equal(imports().length, 1);
  });

  for (const [words, before] of [
    ['new', undefined],
    ['there already', old],
  ] as const)
    it(`after a run that was ended meanwhile: the next one finds its way, where the API is ${words}`, async () => {
      const story = await tellStory(world);
      if (before !== undefined) await story.publish(before);
      await story.plan(wanted);
      world.arm.switches.pollsUntilDone = 100;
      const ending = new AbortController();
      const timer = world.clock.sleep(450_000).then(() => {
        ending.abort();
      });
      const first = await story.publish(wanted, { commit: 'one', cancelled: ending.signal });
      await timer;
      assert.deepEqual(codesOf(first), ['CANCELLED']);
      assert.equal(imports().length, 1);

      world.arm.switches.pollsUntilDone = 1;
      assert.deepEqual(codesOf(await story.publish(wanted, { commit: 'one' })), []);
      assert.deepEqual(await operations(story), ['get-first', 'get-third']);
      assert.ok(imports().length <= 1, 'it waits, and imports once more at most');
      await story.publish(wanted, { commit: 'one' });
      assert.deepEqual(story.writes(), []);
    });

  it('is given up after half an hour, with words, and done by a later run', async () => {
    const story = await tellStory(world);
    world.arm.switches.pollsUntilDone = 355;
    const { errors } = await story.publish(wanted, { commit: 'one' });
    assert.match(errors.map(String).join(), /Azure has not ended it within 30 minutes/);
    world.arm.switches.pollsUntilDone = 1;
    assert.deepEqual(codesOf(await story.publish(wanted, { commit: 'one' })), []);
    assert.deepEqual(await operations(story), ['get-first', 'get-third']);
  });
});
