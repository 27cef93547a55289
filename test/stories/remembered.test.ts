import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { isMarkerName } from '../../shared/apim/marker-name.ts';
import { tag } from '../services/files-of-stories.ts';
import { codesOf, namesAt, propertiesAt, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { information } from './files.ts';

const changed = { 'tags/t/tagInformation.json': information({ displayName: 'Changed' }) };

async function markerOf(instance: EmulatedInstance): Promise<string> {
  const name = (await namesAt(instance, 'namedValues')).find(isMarkerName);
  return `namedValues/${name ?? assert.fail('no marker')}`;
}

describe('What an instance remembers', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  /** Somebody else writes the marker while this request is answered. */
  const meanwhile = (method: string, path: RegExp, writes: () => Promise<void>): void => {
    const fault: Fault = {
      ...{ method, path, times: 1 },
      answer: async (truth) => {
        await writes();
        return truth;
      },
    };
    world.arm.faults.push(fault);
  };
  const rewritten = (instance: EmulatedInstance) => async () => {
    const marker = await markerOf(instance);
    const { value, ...rest } = await propertiesAt(instance, marker);
    const other = JSON.stringify({ ...(JSON.parse(String(value)) as object), run: 'other' });
    await instance.put(marker, { properties: { ...rest, value: other } });
  };

  it('is written under the version that was read: another run is noticed before anything is written', async () => {
    const story = await tellStory(world);
    await story.publish(tag);
    meanwhile('GET', /\/tags$/, rewritten(story.instance));
    await assert.rejects(story.publish(changed), {
      code: 'PUBLISHING_ELSEWHERE',
      message: /Nothing was written\.$/,
    });
    assert.deepEqual(story.writes(), []);
    assert.deepEqual(codesOf(await story.publish(changed)), []);
  });

  it('is there meanwhile where two first runs meet: the second one to write it stops', async () => {
    const [story, other] = [await tellStory(world), await tellStory(world)];
    await other.publish(tag);
    const marker = await markerOf(other.instance);
    const properties = await propertiesAt(other.instance, marker);
    meanwhile('GET', /\/tags$/, async () => {
      await story.instance.put(marker, { properties });
    });
    // Where Azure takes a write without If-Match, the other one is told in its end: see below.
    world.arm.switches.missingIfMatch = 'refused';
    try {
      await assert.rejects(story.publish(tag), { code: 'PUBLISHING_ELSEWHERE' });
    } finally {
      world.arm.switches.missingIfMatch = 'accepted';
    }
    assert.deepEqual(story.writes(), []);
  });

  it('tells a run in the end that another one came in between, and the next one compares what both wrote', async () => {
    const story = await tellStory(world);
    await story.publish(tag);
    meanwhile('PUT', /\/tags\/t$/, rewritten(story.instance));
    const run = await story.publish(changed, { commit: 'mixed' });
    assert.deepEqual(codesOf(run), ['PUBLISHING_ELSEWHERE']);
    const { value } = await propertiesAt(story.instance, await markerOf(story.instance));
    assert.match(String(value), /"attempted":\[\["mixed"/);
    assert.deepEqual(codesOf(await story.publish(tag, { scope: 'changes' })), []);
    assert.deepEqual(story.writes(), ['PUT tags/t']);
  });

  it('is reported and counts as nothing where it was written for another service', async () => {
    const [story, copy] = [await tellStory(world), await tellStory(world)];
    await story.publish(tag);
    const marker = await markerOf(story.instance);
    await copy.instance.put(marker, { properties: await propertiesAt(story.instance, marker) });
    const run = await copy.publish(tag, { firstRun: 'plan' });
    assert.deepEqual(codesOf(run), ['FIRST_RUN']);
    assert.deepEqual(copy.writes(), []);
    const told = copy.log.find((line) => line.includes('remembers what was published to another service'));
    assert.ok(told?.includes(story.instance.resourceId), copy.log.join('\n'));
  });

  it('leaves nothing to compare: the log, the summary and the report say why, and failOnNoChanges fails with it (story 36)', async () => {
    const story = await tellStory(world);
    await story.publish(tag, { commit: 'one' });
    const why = 'nothing, because this is commit one, the last one published whole';
    const again = await story.publish(tag, { scope: 'changes', commit: 'one' });
    assert.deepEqual(codesOf(again), []);
    assert.ok(story.log.includes(`Compared: ${why}.`), story.log.join('\n'));
    assert.ok(again.summary.includes(why), again.summary);
    assert.ok(JSON.stringify(again.report).includes(why));
    const other = await story.publish(tag, { scope: 'changes', commit: 'two', failOnNoChanges: true });
    assert.deepEqual(codesOf(other), ['NO_CHANGES']);
    assert.match(
      other.errors[0]?.message ?? '',
      /Compared: nothing, because nothing differs from commit one/,
    );
    const planned = await story.plan(tag, { scope: 'changes', failOnNoChanges: true });
    assert.deepEqual([codesOf(planned), planned.hasChanges], [[], false]);
  });
});
