import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, pathOf } from '../apim/resource-id.ts';
import { readDesired } from './desired.ts';
import { bytes, product, refused, story, tag, type Texts } from './story-for-tests.ts';

interface State {
  /** The current revision of orders, and what each revision says; a revision that says nothing has no files. */
  readonly current: '1' | '2' | 'none';
  readonly words: Readonly<Record<'1' | '2', string | undefined>>;
  readonly policy: boolean;
  readonly tagged: boolean;
  readonly sold: boolean;
}

const words = fc.constantFrom('a', 'b', undefined);
const state: fc.Arbitrary<State> = fc.record({
  current: fc.constantFrom('1', '2', 'none'),
  words: fc.record({ '1': words, '2': words }),
  policy: fc.boolean(),
  tagged: fc.boolean(),
  sold: fc.boolean(),
});
const fails = fc.subarray(['1', '2', 'policy', 'orders', 'public', 'all', 'release']);
const step = fc.record({ files: state, fails, back: fc.nat(3) });

const quiet = { policy: false, tagged: false, sold: false };

/** Neither run that has revision 2 gets done: the first has it beside the current one, the second as the current one. */
const attemptedAsBoth = [
  { files: { ...quiet, current: '1' as const, words: { '1': 'a', '2': 'a' } }, fails: ['1'], back: 0 },
  { files: { ...quiet, current: '2' as const, words: { '1': 'a', '2': 'a' } }, fails: ['1'], back: 0 },
  { files: { ...quiet, current: '1' as const, words: { '1': 'a', '2': undefined } }, fails: [], back: 0 },
];

/** The folder of that state. */
function textsOf({ current, words: said, policy, tagged, sold }: State): Texts {
  const always = { ...tag('public'), ...product('all') };
  if (current === 'none') return always;
  const other = current === '1' ? '2' : '1';
  const own = {
    displayName: 'Orders',
    path: 'o',
    apiRevision: current,
    serviceUrl: `https://${said[current] ?? 'x'}.example`,
  };
  return {
    ...always,
    'apis/orders/apiInformation.json': JSON.stringify({ properties: own }),
    ...(policy ? { 'apis/orders/policy.xml': '<policies><inbound><base /></inbound></policies>' } : {}),
    ...(said[other] === undefined
      ? {}
      : {
          [`apis/orders;rev=${other}/apiInformation.json`]: JSON.stringify({
            properties: { serviceUrl: `https://${said[other]}.example` },
          }),
        }),
    ...(tagged ? { 'tags/public/apis/orders/tagApiInformation.json': '{}' } : {}),
    ...(sold ? { 'products/all/apis/orders/productApiInformation.json': '{}' } : {}),
  };
}

describe('Whatever happens to revisions', () => {
  it('the instance is as the files want it after one run that is not disturbed, the current revision too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), state, async (steps, last) => {
        const { run, instance } = story(instanceForTests());
        const release = instance.release.bind(instance);
        const commits: Texts[] = [];
        for (const { files, fails: names, back } of steps) {
          const texts = (back > 0 ? commits.at(-back) : undefined) ?? textsOf(files);
          commits.push(texts);
          instance.refuse = ({ document: { id } }) => {
            if (names.includes(id.name)) throw refused();
          };
          instance.refuseDelete = ({ name }) => {
            if (names.includes(name)) throw refused();
          };
          instance.release = (...of) =>
            names.includes('release') ? Promise.reject(refused()) : release(...of);
          await run(`commit-${String(commits.length)}`, texts);
        }
        delete instance.refuse;
        delete instance.refuseDelete;
        instance.release = release;
        const wanted = textsOf(last);
        assert.deepEqual((await run('the-last', wanted)).errors, []);
        const { documents, snapshot } = readDesired(bytes(wanted));
        for (const [key, { properties, policy }] of snapshot.resources) {
          const live = instance.resources.get(key);
          assert.deepEqual(live?.properties, properties, key);
          assert.equal(live.policy, policy, key);
        }
        const known = new Set(documents.flatMap(({ id }) => pathOf(id).map(keyOf)));
        // A revision that was current once stays: callers may still be led back to it.
        const strange = [...instance.resources.values()].filter(
          ({ id }) => !known.has(keyOf(id)) && !pathOf(id).some(({ kind }) => kind === 'apiRevision'),
        );
        assert.deepEqual(strange, []);
        instance.writes.length = 0;
        const releases = instance.releases.length;
        await run('the-last', wanted);
        assert.deepEqual([instance.writes, instance.releases.length], [[], releases]);
      }),
      {
        numRuns: 120,
        examples: [[attemptedAsBoth, { ...quiet, current: '1', words: { '1': 'a', '2': 'a' } }]],
      },
    );
  }).timeout(60_000);
});
