import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { readDesired } from './desired.ts';
import { bytes, refused, story, tag, type Texts } from './story-for-tests.ts';

describe('Whatever happens', () => {
  const names = ['a', 'b', 'c', 'd'];
  const state = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2'), { maxKeys: 4 });
  const step = fc.record({ files: state, fails: fc.subarray(names), back: fc.nat(3) });

  it('the instance is as the files want it after one run that is not disturbed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), state, async (steps, last) => {
        const { run, instance } = story(instanceForTests());
        const foreign = resourceId('tag', 'of-somebody');
        instance.resources.set(keyOf(foreign), { id: foreign, properties: { displayName: 'x' } });
        const commits: Texts[] = [];
        const textsOf = (files: Readonly<Record<string, string>>): Texts => ({
          ...tag('always'),
          ...(Object.assign(
            {},
            ...Object.entries(files).map(([name, words]) => tag(name, name + words)),
          ) as Texts),
        });
        for (const { files, fails, back } of steps) {
          const earlier = back > 0 ? commits.at(-back) : undefined;
          const texts = earlier ?? textsOf(files);
          commits.push(texts);
          instance.refuse = ({ document }) => {
            if (fails.includes(document.id.name)) throw refused();
          };
          instance.refuseDelete = ({ name }) => {
            if (fails.includes(name)) throw refused();
          };
          await run(`commit-${String(commits.length)}`, texts);
        }
        delete instance.refuse;
        delete instance.refuseDelete;
        const wanted = textsOf(last);
        const end = await run('the-last', wanted);
        assert.deepEqual(end.errors, []);
        const live = [...instance.resources.values()].map(({ id, properties }) => [
          id.name,
          properties['displayName'],
        ]);
        const expected = [
          ...readDesired(bytes(wanted)).documents.map(({ id, properties }) => [
            id.name,
            properties['displayName'],
          ]),
          ['of-somebody', 'x'],
        ];
        assert.deepEqual(live.sort(), expected.sort());
        instance.writes.length = 0;
        await run('the-last', wanted);
        assert.deepEqual(instance.writes, []);
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);
});
