import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { markerIn, refused, type Story, story, tag, type Told } from './story-for-tests.ts';

describe('Publishing with a memory', () => {
  it('compares only what a commit changed, and leaves alone what somebody changed elsewhere', async () => {
    const { run, writes, instance, told } = story();
    await run('1', { ...tag('a'), ...tag('b') });
    writes();
    instance.resources.set(keyOf(resourceId('tag', 'b')), {
      id: resourceId('tag', 'b'),
      properties: { displayName: 'by hand' },
    });
    await run('2', { ...tag('a', 'A'), ...tag('b') });
    assert.deepEqual(writes(), ['tag a']);
    assert.ok(
      told.some((line) => line.includes('Compared: 1 resource, because 1 differs from commit 1')),
      told.join('\n'),
    );
    await run('2', { ...tag('a', 'A'), ...tag('b') }, { scope: 'all' });
    assert.deepEqual(writes(), ['tag b']);
  });

  it('judges what a commit changed by all files: a display name that another file has stops it', async () => {
    const { run, writes } = story();
    await run('1', { ...tag('a'), ...tag('b') });
    writes();
    await assert.rejects(run('2', { ...tag('a', 'b'), ...tag('b') }), {
      code: 'NAME_CLASH',
      message: /tag a and tag b have the same display name/,
    });
    assert.deepEqual(writes(), []);
  });

  it('moves the marker when a commit has no effect, and writes nothing for the same commit', async () => {
    const { run, writes, instance } = story();
    await run('1', tag('a'));
    const [before] = instance.storedMarkers.values();
    writes();
    await run('1', tag('a'));
    assert.deepEqual([...instance.storedMarkers.values()], [before]);
    await run('2', { ...tag('a'), 'README.md': 'words' });
    assert.deepEqual(markerIn(instance)?.['taken'], ['2', (markerIn(instance)?.['taken'] as string[])[1]]);
    assert.deepEqual(writes(), []);
  });

  it('publishes what a failed run left, whatever was committed in between', async () => {
    const { run, writes, instance } = story();
    await run('1', { ...tag('a'), ...tag('b') });
    instance.refuse = ({ document }) => {
      if (document.id.name === 'b') throw refused();
    };
    const red = await run('2', { ...tag('a', 'A'), ...tag('b', 'B') });
    assert.deepEqual([red.updated, red.failed], [1, 1]);
    assert.match(red.summary, /1 done, 1 failed, 0 not begun\. The next run compares all of them again/);
    delete instance.refuse;
    writes();
    await run('3', { ...tag('a', 'A'), ...tag('b', 'B'), ...tag('c') });
    assert.deepEqual(writes(), ['tag b', 'tag c']);
  });

  it('takes back what a failed run had written, when its commit is reverted', async () => {
    const { run, writes, instance } = story();
    await run('1', { ...tag('a'), ...tag('b') });
    instance.refuse = ({ document }) => {
      if (document.id.name === 'b') throw refused();
    };
    await run('2', { ...tag('a', 'A'), ...tag('b', 'B'), ...tag('new') });
    delete instance.refuse;
    writes();
    await run('3', { ...tag('a'), ...tag('b') });
    assert.deepEqual(writes(), ['tag a', '- tag new']);
  });

  it('compares everything when it cannot know', async () => {
    const everything: readonly (readonly [string, (at: Story) => void, Partial<Told>])[] = [
      ['nobody can show the files of commit 1', ({ source }) => source.lost.add('1'), {}],
      [
        'overrides from outside',
        () => undefined,
        { overrides: 'tags: [{name: a, properties: {displayName: O}}]' },
      ],
      [
        'or this extension, are others than before',
        ({ instance }) => {
          for (const [name, { text, version }] of instance.storedMarkers) {
            const written = JSON.parse(text) as { taken: [commit: string, outside: string] };
            const byAnotherReader = { ...written, taken: [written.taken[0], 'ffffffffffff'] };
            instance.storedMarkers.set(name, { text: JSON.stringify(byAnotherReader), version });
          }
        },
        {},
      ],
      [
        'nothing is remembered',
        ({ instance }) => {
          for (const [name, { version }] of instance.storedMarkers)
            instance.storedMarkers.set(name, { text: '{"form', version });
        },
        {},
      ],
    ];
    for (const [because, change, settings] of everything) {
      const at = story();
      await at.run('1', { ...tag('a'), ...tag('b') });
      change(at);
      await at.run('2', { ...tag('a'), ...tag('b'), ...tag('c') }, settings);
      assert.ok(
        at.told.some((line) => line.startsWith('Compared: everything') && line.includes(because)),
        `${because}\n${at.told.join('\n')}`,
      );
    }
  });

  it('compares everything after more attempts than it can tell apart', async () => {
    const { run, instance, told } = story();
    await run('start', tag('a'));
    instance.refuse = () => {
      throw refused();
    };
    for (let at = 0; at < 13; at += 1) await run(`try-${String(at)}`, tag('a', String(at)));
    assert.ok((markerIn(instance)?.['attempted'] as unknown[]).length <= 12);
    delete instance.refuse;
    await run('good', tag('a', 'good'));
    assert.ok(
      told.some((line) => line.includes('more than 12 publications were begun since start')),
      told.join('\n'),
    );
    assert.deepEqual(markerIn(instance)?.['attempted'], []);
  });

  it('counts a marker of another service for none, and says so', async () => {
    const first = story();
    await first.run('1', tag('a'));
    const copy = story({
      ...instanceForTests(),
      id: '/subscriptions/s/other',
      storedMarkers: first.instance.storedMarkers,
    });
    Object.assign(copy.instance.markers, first.instance.markers);
    const run = await copy.run('1', { ...tag('a'), ...tag('b') }, { firstRun: 'plan' });
    assert.equal(run.errors[0]?.code, 'FIRST_RUN');
    assert.ok(
      copy.told.some((line) => line.includes('remembers what was published to another service')),
      copy.told.join('\n'),
    );
  });

  it('stops when another run is at it, before and after writing', async () => {
    const { run, instance, writes } = story();
    await run('1', tag('a'));
    writes();
    const { markers } = instance;
    const write = markers.write.bind(markers);
    markers.write = () => Promise.resolve('changed');
    await assert.rejects(run('2', tag('a', 'A')), { code: 'PUBLISHING_ELSEWHERE' });
    assert.deepEqual(writes(), []);
    let calls = 0;
    markers.write = async (id, text, version) => {
      calls += 1;
      return calls === 2 ? 'changed' : await write(id, text, version);
    };
    const late = await run('2', tag('a', 'A'));
    assert.deepEqual(
      late.errors.map(({ code }) => code),
      ['PUBLISHING_ELSEWHERE'],
    );
    assert.equal((markerIn(instance)?.['attempted'] as unknown[]).length, 1);
  });

  it('stops at an older commit, unless that is allowed: then what only the newer one had goes', async () => {
    const { run, writes, instance } = story();
    await run('1', tag('a'));
    await run('2', { ...tag('a'), ...tag('b') });
    instance.resources.set(keyOf(resourceId('tag', 'foreign')), {
      id: resourceId('tag', 'foreign'),
      properties: { displayName: 'x' },
    });
    writes();
    await assert.rejects(run('1', tag('a')), { code: 'OLDER_COMMIT' });
    assert.deepEqual(writes(), []);
    await run('1', tag('a'), { allowOlderCommit: true });
    assert.deepEqual(writes(), ['- tag b']);
    assert.ok(instance.resources.has(keyOf(resourceId('tag', 'foreign'))));
  });

  it('goes on, and says so, when nobody can say which commit is older', async () => {
    const { run, told, source } = story();
    await run('1', tag('a'));
    source.isOlder = () => Promise.resolve(undefined);
    assert.deepEqual((await run('2', tag('a', 'A'))).errors, []);
    assert.ok(told.some((line) => line.includes('it counts as newer')));
  });

  it('lets no policy use what it remembers', async () => {
    const { run, instance } = story();
    await run('1', tag('a'));
    const [name = ''] = instance.storedMarkers.keys();
    const policy = { 'policy.xml': `<policies><inbound>{{${name}}}</inbound></policies>` };
    await assert.rejects(run('2', { ...tag('a'), ...policy }), {
      code: 'MISSING_REFERENCE',
      message: /apim-gitops/,
    });
  });
});

describe('The first run', () => {
  it('shows the plan and fails, unless the instance is as the files want it', async () => {
    const { run, writes, instance, told } = story();
    const first = await run('1', tag('a'), { firstRun: 'plan' });
    assert.deepEqual([first.created, first.errors.map(({ code }) => code)], [1, ['FIRST_RUN']]);
    assert.equal(first.failed, 0, 'no resource has failed');
    assert.deepEqual([writes(), instance.storedMarkers.size], [[], 0]);
    instance.resources.set(keyOf(resourceId('tag', 'a')), {
      id: resourceId('tag', 'a'),
      properties: { displayName: 'a' },
    });
    const silent = await run('1', tag('a'), { firstRun: 'plan' });
    assert.deepEqual([silent.errors, instance.storedMarkers.size], [[], 0]);
    for (const where of [told.join(), silent.summary]) assert.match(where, /later is not deleted, until one/);
  });

  it('adopts what is there: nothing is written, and only later changes are published', async () => {
    const { run, writes, instance } = story();
    await run('1', { ...tag('a'), ...tag('b') }, { firstRun: 'adopt' });
    assert.deepEqual([writes(), instance.storedMarkers.size], [[], 1]);
    await run('2', { ...tag('a'), ...tag('b', 'B') }, { firstRun: 'adopt' });
    assert.deepEqual(writes(), ['tag b']);
  });

  it('without Git repeats nothing, repairs, and deletes nothing', async () => {
    const { run, writes, told } = story();
    await run(undefined, { ...tag('a'), ...tag('b') });
    writes();
    await run(undefined, { ...tag('a'), ...tag('b') });
    assert.deepEqual(writes(), []);
    await run(undefined, tag('a', 'A'));
    assert.deepEqual(writes(), ['tag a']);
    assert.ok(told.some((line) => line.includes('Nobody can show what was published before')));
  });
});
