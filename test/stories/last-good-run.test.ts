import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import { codesOf, namesAt, tellStory, type Telling } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { information } from './files.ts';

const tag = (name: string): Files => ({
  [`tags/${name}/tagInformation.json`]: information({ displayName: name }),
});
const changes: Telling = { scope: 'changes' };

/** Other tools look at the last commit alone: what came before it, and what a run could not do, is lost to them. */
describe('What is published is what changed since the last good run (story 23)', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  it('of several commits at once: the plan has all of them, and so has the instance (story 41)', async () => {
    const story = await tellStory(world);
    await story.publish(tag('a'), changes);
    const commits = [tag('a'), { ...tag('a'), ...tag('b') }, { ...tag('b'), ...tag('c') }];
    for (const [at, files] of commits.entries())
      story.source.commits.set(
        `not-built-${String(at)}`,
        new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
      );
    const last = { ...tag('b'), ...tag('c'), ...tag('d') };
    const { created, deleted } = await story.plan(last, changes);
    assert.deepEqual([created, deleted], [3, 1]);
    assert.deepEqual(codesOf(await story.publish(last, changes)), []);
    assert.deepEqual(await namesAt(story.instance, 'tags'), ['b', 'c', 'd']);
  });

  it('and what a failed run left, though the next commit is about something else', async () => {
    const story = await tellStory(world);
    await story.publish(tag('a'), changes);
    const seven = Object.assign({}, ...['b', 'c', 'd', 'e'].map((name) => tag(name))) as Files;
    const { answer } = lastingFaults['a refusal (400)'];
    world.arm.faults.push({ method: 'PUT', path: /\/tags\/[bd]$/, answer });
    world.arm.faults.push({ method: 'DELETE', path: /\/tags\/a$/, answer });
    const first = await story.publish(seven, changes);
    assert.deepEqual(codesOf(first), ['AZURE_REFUSED', 'AZURE_REFUSED', 'AZURE_REFUSED']);
    assert.deepEqual(await namesAt(story.instance, 'tags'), ['a', 'c', 'e']);
    world.arm.faults.length = 0;
    const next = { ...seven, ...tag('unrelated') };
    const { created, deleted } = await story.plan(next, changes);
    assert.deepEqual([created, deleted], [3, 1]);
    assert.deepEqual(codesOf(await story.publish(next, changes)), []);
    assert.deepEqual([...story.writes()].sort(), [
      ...['DELETE tags/a', 'PUT tags/b', 'PUT tags/d', 'PUT tags/unrelated'],
    ]);
  });

  it('or everything, where nobody can show the commit of that run any more (story 40)', async () => {
    const story = await tellStory(world);
    await story.publish(tag('a'), { ...changes, commit: 'first' });
    await story.instance.delete('tags/a');
    story.source.lost.add('first');
    const files = { ...tag('a'), ...tag('b') };
    assert.equal((await story.plan(files, changes)).created, 2);
    assert.deepEqual(codesOf(await story.publish(files, changes)), []);
    assert.deepEqual(await namesAt(story.instance, 'tags'), ['a', 'b']);
  });
});
