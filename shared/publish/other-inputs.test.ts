import assert from 'node:assert/strict';
import { story, tag } from './story-for-tests.ts';

describe('Publishing with other inputs than before', () => {
  it('compares everything when it gets another file of overrides, though commits have that as it is', async () => {
    const { run, writes, source } = story();
    source.overrides.set('test.yaml', 'tags: [{name: a, properties: {displayName: T}}]');
    source.overrides.set('prod.yaml', 'tags: [{name: a, properties: {displayName: P}}]');
    for (const [path, written] of [
      [undefined, ['tag a']],
      ['test.yaml', ['tag a']],
      ['prod.yaml', ['tag a']],
      ['prod.yaml', []],
    ] as const) {
      const overrides = path === undefined ? undefined : source.overrides.get(path);
      source.overridesPath = path;
      await run('1', tag('a'), overrides === undefined ? {} : { overrides });
      assert.deepEqual(writes(), written, path);
    }
  });
});
