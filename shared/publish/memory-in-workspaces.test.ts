import assert from 'node:assert/strict';
import { resourceId } from '../apim/resource-id.ts';
import { own, places, refused, sales, story, tag, tagsIn, within } from './story-for-tests.ts';

describe('A folder of one workspace', () => {
  it('is remembered there, and says so: the instance is not written', async () => {
    const { run, instance, writes, told } = story();
    await run('1', sales(tag('a'), tag('b')));
    assert.deepEqual(places(instance), { speaking: ['sales'], moved: [], taken: ['1'] });
    assert.ok(told.includes('What is published is remembered in workspace sales: all files lie in it.'));
    assert.deepEqual(writes(), ['workspace sales', 'tag a in workspace sales', 'tag b in workspace sales']);
    const before = [...instance.storedMarkers.values()];
    await run('1', sales(tag('a'), tag('b')));
    assert.deepEqual([writes(), [...instance.storedMarkers.values()]], [[], before]);
    await run('2', sales(tag('a')));
    assert.deepEqual(writes(), ['- tag b in workspace sales']);
  });

  it('is asked for one marker only once there is one, and a folder of the instance never for more', async () => {
    for (const texts of [sales(tag('a')), { ...tag('a'), ...sales() }, tag('a')]) {
      const { run, instance } = story();
      await run('1', texts);
      const read = instance.markers.read.bind(instance.markers);
      let reads = 0;
      instance.markers.read = (id) => {
        reads += 1;
        return read(id);
      };
      await run('2', { ...texts, 'README.md': 'words' });
      assert.equal(reads, 1);
    }
  });

  it('is remembered in the instance where something lies in it, or in another workspace, besides', async () => {
    for (const more of [tag('a'), own('other'), within('other', tag('b'))]) {
      const { run, instance, told } = story();
      if ('workspaces/other/tags/b/tagInformation.json' in more) await run('0', own('other'));
      instance.storedMarkers.clear();
      await run('1', { ...sales(tag('a')), ...more });
      assert.deepEqual(places(instance).speaking, ['']);
      assert.ok(told.some((line) => line.includes('remembered in the instance: the files do not all lie')));
    }
  });

  it('has the same place whatever the case of its names', async () => {
    const { run, instance, writes } = story();
    await run('1', sales(tag('a')));
    await run('2', { ...own('sales'), ...within('Sales', tag('a')) });
    assert.deepEqual(places(instance), { speaking: ['sales'], moved: [], taken: ['2'] });
    assert.deepEqual(
      writes().filter((one) => one.startsWith('-')),
      [],
    );
  });

  it('is first run again when its workspace was deleted: the marker went with it', async () => {
    const { run, instance } = story();
    await run('1', sales(tag('a')));
    await instance.delete(resourceId('workspace', 'sales'), undefined);
    const again = await run('1', sales(tag('a')), { firstRun: 'plan' });
    assert.deepEqual(
      again.errors.map(({ code }) => code),
      ['FIRST_RUN'],
    );
    await run('1', sales(tag('a')));
    assert.deepEqual([tagsIn(instance), places(instance).taken], [['workspace/sales/tag/a'], ['1']]);
  });

  it('writes a new workspace first, and nothing else where that fails or nobody can record what follows', async () => {
    const at = story();
    await at.run('1', { ...tag('a'), ...tag('b') });
    at.writes();
    at.instance.refuse = () => {
      throw refused();
    };
    const red = await at.run('2', sales(tag('c')));
    assert.deepEqual(
      red.errors.map(({ code }) => code),
      ['AZURE_REFUSED', 'NOT_ATTEMPTED', 'NOT_ATTEMPTED', 'NOT_ATTEMPTED'],
    );
    assert.match(red.summary, /0 done, 1 failed, 3 not begun/);
    delete at.instance.refuse;
    at.writes();
    const write = at.instance.markers.write.bind(at.instance.markers);
    at.instance.markers.write = () => Promise.resolve('changed');
    const late = await at.run('2', sales(tag('c')));
    assert.equal(late.errors[0]?.code, 'PUBLISHING_ELSEWHERE');
    assert.match(late.errors[0].message, /Nothing but workspace sales was written/);
    assert.deepEqual(at.writes(), ['workspace sales']);
    at.instance.markers.write = write;
    await at.run('2', sales(tag('c')));
    assert.deepEqual(tagsIn(at.instance), ['workspace/sales/tag/c']);
  });

  it('is not adopted where there is not even the workspace', async () => {
    const { run, instance, writes } = story();
    const first = await run('1', sales(tag('a')), { firstRun: 'adopt' });
    assert.deepEqual(
      first.errors.map(({ code, message }) => [code, message.includes('no workspace sales')]),
      [['FIRST_RUN', true]],
    );
    assert.deepEqual([writes(), instance.storedMarkers.size], [[], 0]);
    await run('1', own('sales'));
    instance.storedMarkers.clear();
    assert.deepEqual((await run('2', sales(tag('a')), { firstRun: 'adopt' })).errors, []);
    assert.deepEqual(places(instance).taken, ['2']);
  });
});
