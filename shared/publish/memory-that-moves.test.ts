import assert from 'node:assert/strict';
import type { InstanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { own, places, refused, sales, type Story, story, tag, tagsIn, within } from './story-for-tests.ts';

/** With something in it that nobody here has published. */
function withForeign(): Story {
  const at = story();
  const id = resourceId('tag', 'foreign');
  at.instance.resources.set(keyOf(id), { id, properties: { displayName: 'foreign' } });
  return at;
}

/** An identity that has no rights on what the instance keeps for itself. */
function deny({ markers }: InstanceForTests, ...what: readonly ('read' | 'write')[]): () => void {
  const [read, write] = [markers.read.bind(markers), markers.write.bind(markers)];
  const refuse = () => {
    throw new TaskError('MISSING_RIGHTS', { message: 'No.' });
  };
  if (what.includes('read'))
    markers.read = async (id) => (id.parent === undefined ? refuse() : await read(id));
  if (what.includes('write'))
    markers.write = async (id, ...rest) => (id.parent === undefined ? refuse() : await write(id, ...rest));
  return () => Object.assign(markers, { read, write });
}

describe('What is remembered of a folder', () => {
  const narrow = sales(tag('kept'), tag('old'));
  const wide = { ...sales(tag('kept'), tag('new')), ...tag('of-instance') };

  it('moves with it, and what only the former files had is deleted', async () => {
    const { run, instance } = withForeign();
    await run('1', narrow);
    await run('2', wide);
    assert.deepEqual(places(instance), { speaking: [''], moved: ['sales -> '], taken: ['2'] });
    assert.deepEqual(tagsIn(instance), [
      'tag/of-instance',
      'workspace/sales/tag/kept',
      'workspace/sales/tag/new',
    ]);
    await assert.rejects(run('1', narrow), { code: 'OLDER_COMMIT' });
    await run('3', narrow);
    assert.deepEqual(places(instance), { speaking: ['sales'], moved: [' -> sales'], taken: ['3'] });
    assert.deepEqual(tagsIn(instance), ['workspace/sales/tag/kept', 'workspace/sales/tag/old']);
    await run('4', tag('of-instance'), { allowOlderCommit: true });
    assert.deepEqual(
      [...instance.resources.keys()].filter((key) => key !== 'tag/foreign'),
      ['tag/of-instance'],
    );
    assert.deepEqual(places(instance), { speaking: [''], moved: [], taken: ['4'] });
    assert.ok(instance.resources.has('tag/foreign'));
  });

  it('moves also when nothing is to be written, as after an update of what remembered in the instance', async () => {
    const { run, instance, writes } = story();
    await run('1', narrow);
    const [[name, stored] = []] = instance.storedMarkers;
    assert.ok(name !== undefined && stored !== undefined);
    instance.storedMarkers.clear();
    instance.storedMarkers.set(name.replace('sales/', ''), stored);
    writes();
    await run('1', narrow);
    assert.deepEqual(places(instance), { speaking: ['sales'], moved: [' -> sales'], taken: ['1'] });
    assert.deepEqual(writes(), []);
  });

  it('is whole in one of the two places, wherever a move breaks off', async () => {
    for (const [from, to] of [
      [narrow, wide],
      [wide, narrow],
    ] as const)
      for (let at = 1; at <= 3; at += 1)
        for (const next of [to, from]) {
          const { run, instance } = withForeign();
          await run('1', from);
          const write = instance.markers.write.bind(instance.markers);
          let calls = 0;
          instance.markers.write = async (...all) => {
            if ((calls += 1) === at) throw refused();
            return await write(...all);
          };
          await run('2', to).catch((error: unknown) => {
            assert.ok(error instanceof TaskError && error.code === 'AZURE_REFUSED', String(error));
          });
          assert.ok(calls >= at);
          instance.markers.write = write;
          const plan = await run('3', next, { action: 'plan', firstRun: 'plan' });
          assert.deepEqual(plan.errors, []);
          await run('3', next);
          const words = `${String(at)} ${Object.keys(next).join()}`;
          const wanted = next === narrow ? ['old'] : ['new'];
          assert.deepEqual(
            tagsIn(instance),
            [
              ...(next === narrow ? [] : ['tag/of-instance']),
              'workspace/sales/tag/kept',
              `workspace/sales/tag/${wanted.join()}`,
            ],
            words,
          );
          for (const [commit, texts] of [
            ['4', to],
            ['5', from],
          ] as const)
            await run(commit, texts);
          assert.deepEqual(places(instance).speaking, [from === narrow ? 'sales' : ''], words);
          assert.equal(tagsIn(instance).length, from === narrow ? 2 : 3, words);
          assert.ok(instance.resources.has('tag/foreign'));
        }
  });

  it('is told of a run that it moved away from, so that the next one compares what both wrote', async () => {
    const { run, instance, source } = withForeign();
    await run('1', narrow);
    const other = story(instance);
    const write = instance.markers.write.bind(instance.markers);
    let calls = 0;
    instance.markers.write = async (...all) => {
      if ((calls += 1) < 2) return await write(...all);
      instance.markers.write = write;
      for (const [commit, files] of source.commits) other.source.commits.set(commit, files);
      await other.run('3', wide);
      return await write(...all);
    };
    const late = await run('2', sales(tag('kept', 'late'), tag('old')));
    assert.match(late.errors.join(), /Another run .* the next run compares what both have written/);
    const [, marker] = [...instance.storedMarkers].find(([name]) => !name.includes('/')) ?? [];
    assert.match(marker?.text ?? '', /"taken":\["3",.*"attempted":\[\["2",/);
    assert.deepEqual(places(instance).moved, ['sales -> ']);
  });

  it('counts as nothing, and is not in the way, where the identity may not read what the instance keeps', async () => {
    const { run, instance, told, writes } = withForeign();
    await run('1', wide);
    const allow = deny(instance, 'read', 'write');
    const first = await run('2', narrow, { firstRun: 'plan' });
    assert.deepEqual(
      first.errors.map(({ code }) => code),
      ['FIRST_RUN'],
    );
    assert.ok(
      told.some((line) => line.includes('may not read the named values of shop')),
      told.join('\n'),
    );
    writes();
    await run('2', narrow);
    assert.deepEqual(writes(), ['tag old in workspace sales'], 'deletes nothing that it does not remember');
    await run('3', sales(tag('kept')));
    assert.deepEqual(writes(), ['- tag old in workspace sales']);
    await assert.rejects(run('4', wide), { code: 'MISSING_RIGHTS' });
    allow();
  });

  it('does not move where the old place may not be told: the run says what helps, and that helps', async () => {
    const { run, instance, writes } = withForeign();
    await run('1', wide);
    writes();
    deny(instance, 'write');
    await assert.rejects(run('2', narrow), (error: TaskError) => {
      assert.equal(error.code, 'MISSING_RIGHTS');
      assert.match(
        error.message,
        /was remembered in shop and is now in workspace sales.*Nothing was written/,
      );
      assert.match(error.remedy ?? '', /delete named value apim-gitops-/);
      return true;
    });
    assert.deepEqual(writes(), []);
    for (const name of instance.storedMarkers.keys())
      if (!name.includes('/')) instance.storedMarkers.delete(name);
    await run('2', narrow);
    assert.deepEqual(tagsIn(instance), ['workspace/sales/tag/kept', 'workspace/sales/tag/old']);
  });

  it('is put together where two workspaces that were published one by one become one folder', async () => {
    const { run, instance, told } = withForeign();
    await run('1', narrow);
    await run('2', { ...own('other'), ...within('other', tag('a')) });
    assert.deepEqual(places(instance).speaking, ['sales', 'other']);
    await run('3', { ...narrow, ...own('other') });
    assert.ok(
      told.some((line) => line.includes('Compared: everything, because no commit was published whole')),
    );
    assert.deepEqual(places(instance), { speaking: [''], moved: ['sales -> ', 'other -> '], taken: ['3'] });
    assert.deepEqual(tagsIn(instance), ['workspace/sales/tag/kept', 'workspace/sales/tag/old']);
  });

  it('belongs to one folder: two in one workspace remember by themselves', async () => {
    const { run, instance } = story();
    await run('1', sales(tag('a')));
    const other = story(instance);
    Object.assign(other.source, { folder: 'of-others' });
    await other.run('1', { ...own('sales'), ...within('sales', tag('b')) });
    await run('2', sales());
    assert.deepEqual([instance.storedMarkers.size, tagsIn(instance)], [2, ['workspace/sales/tag/b']]);
  });
});
