import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { claimKey, claimsOf, mayShare } from '../apim/clashes.ts';
import { keyOf } from '../apim/resource-id.ts';
import { resourcesIn } from '../apim/documents.ts';
import { refused, story, tag, type Texts } from './story-for-tests.ts';

const api = (name: string, path: string, more: object = {}): Texts => ({
  [`apis/${name}/apiInformation.json`]: JSON.stringify({ properties: { displayName: name, path, ...more } }),
});

/** An instance that refuses what another thing has at that moment, as Azure does. */
function strict() {
  const instance = instanceForTests();
  instance.refuse = ({ document }) => {
    const wanted = resourcesIn(document).flatMap(claimsOf);
    const others = [...instance.resources.values()].filter(({ id }) =>
      wanted.every(({ resource }) => keyOf(resource.id) !== keyOf(id)),
    );
    const taken = others.flatMap(claimsOf);
    if (taken.some((one) => wanted.some((own) => claimKey(own) === claimKey(one) && !mayShare(own, one))))
      throw refused();
  };
  return story(instance);
}

describe('Display names and paths that go from one thing to another', () => {
  const chains: readonly (readonly [words: string, before: Texts, after: Texts])[] = [
    ['of tags', { ...tag('a', 'A'), ...tag('b', 'B') }, { ...tag('a', 'B'), ...tag('b', 'C') }],
    [
      'of three tags, in another letter case',
      { ...tag('c', 'A'), ...tag('b', 'B'), ...tag('a', 'C') },
      { ...tag('c', 'b'), ...tag('b', 'c'), ...tag('a', 'D') },
    ],
    ['to a new thing', tag('b', 'B'), { ...tag('a', 'B'), ...tag('b', 'C') }],
    ['of paths', { ...api('a', 'x'), ...api('b', 'y') }, { ...api('a', '/y/'), ...api('b', 'z') }],
    [
      'of versions that share a path',
      api('b', 'x', { apiVersionSetId: '/apiVersionSets/s', apiVersion: 'v1' }),
      {
        ...api('a', 'x', { apiVersionSetId: '/apiVersionSets/s', apiVersion: 'v1' }),
        ...api('b', 'x', { apiVersionSetId: '/apiVersionSets/s', apiVersion: 'v2' }),
      },
    ],
  ];
  for (const [words, before, after] of chains)
    it(`are given up first: ${words}`, async () => {
      const { run, instance } = strict();
      const set = { 'version sets/s/versionSetInformation.json': '{ "properties": { "displayName": "S" } }' };
      assert.deepEqual((await run('1', { ...before, ...set })).errors, []);
      instance.writes.length = 0;
      const { errors, failed } = await run('2', { ...after, ...set });
      assert.deepEqual([errors, failed], [[], 0]);
      assert.equal((await run('2', { ...after, ...set }, { scope: 'all' })).hasChanges, false);
    });

  it('are told before any write where two exchange them: Azure refuses that in any order', async () => {
    for (const [before, after, told] of [
      [
        { ...tag('a', 'A'), ...tag('b', 'B') },
        { ...tag('a', 'B'), ...tag('b', 'A') },
        'tag a -> tag b -> tag a',
      ],
      [
        { ...api('a', 'x'), ...api('b', 'y') },
        { ...api('a', 'y'), ...api('b', 'x') },
        'API a -> API b -> API a',
      ],
    ] as const) {
      const { run, writes } = strict();
      await run('1', before);
      writes();
      await assert.rejects(run('2', after), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'CYCLE');
        assert.ok(error.message.includes(told), error.message);
        return true;
      });
      assert.deepEqual(writes(), []);
    }
  });
});
