import assert from 'node:assert/strict';
import { tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyOf } from './files.ts';

const tag = (name: string): Files => ({
  [`tags/${name}/tagInformation.json`]: information({ displayName: name }),
});
const live: Files = {
  ...api('shop'),
  'apis/shop/policy.xml': policyOf('x'),
  ...tag('a'),
  ...tag('b'),
  ...tag('c'),
  ...tag('d'),
  ...tag('e'),
};

/** The input may be mistyped, the checkout elsewhere, the download empty. That a folder is missing is a scenario. */
describe('A folder that is not the one (stories 3 and 38)', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let story: ToldStory;
  let published: string;
  before(async () => {
    story = await tellStory(world);
    await story.publish(live);
    published = JSON.stringify(story.dump());
  });

  for (const [words, files, code, says] of [
    ['is empty', {}, 'EMPTY_SOURCE', /folder is empty/],
    [
      'holds other things',
      { 'src/index.js': '', 'README.md': '' },
      'NOT_ARTIFACTS',
      /it has README\.md, src/,
    ],
    [
      'holds nothing but what an extraction tells of itself',
      { 'apim-coverage.json': JSON.stringify({ version: 1, filters: [], missing: [] }) },
      'NOT_ARTIFACTS',
      /it has apim-coverage\.json/,
    ],
    [
      'is the one above',
      Object.fromEntries(Object.entries(live).map(([path, text]) => [`apim-artifacts/${path}`, text])),
      'NOT_ARTIFACTS',
      /it has apim-artifacts/,
    ],
  ] as const)
    for (const deleteMode of ['none', 'owned', 'all'] as const)
      it(`${words}: plan and publication fail before any request, with deleteMode ${deleteMode}`, async () => {
        for (const run of [story.plan, story.publish]) {
          await assert.rejects(run(files, { deletes: { deleteMode } }), { code, message: says });
          assert.ok(world.arm.requests.entries.length <= 1, 'the instance is looked up at most');
        }
        assert.equal(JSON.stringify(story.dump()), published);
      });

  for (const deleteMode of ['owned', 'all'] as const)
    it(`holds too little: more deletes than maxDeletes are refused before any write, with deleteMode ${deleteMode}`, async () => {
      for (const run of [story.plan, story.publish])
        await assert.rejects(run({ ...tag('new') }, { deletes: { deleteMode, maxDeletes: 5 } }), {
          code: 'DELETE_BUDGET',
          message: /API shop/,
        });
      assert.deepEqual(story.writes(), []);
    });

  it('holds too little: the plan that is refused is shown, with what would go along', async () => {
    await assert.rejects(story.plan({ ...tag('new') }, { deletes: { deleteMode: 'owned', maxDeletes: 5 } }));
    assert.ok(story.log.includes('create  tag new'), story.log.join('\n'));
    assert.ok(
      story.log.some((line) => /^delete {2}API shop {2}\(with it: API policy shop/.test(line)),
      story.log.join('\n'),
    );
    assert.match(story.log.at(-1) ?? '', /^\d+ changes planned\. Nothing was written\.$/);
  });

  it('does not say that nothing is to be written where what is new cannot be', async () => {
    const secret = information({ displayName: 'key', secret: true });
    const files = { ...live, 'named values/key/namedValueInformation.json': secret };
    await assert.rejects(story.plan(files), { code: 'SECRET_WITHOUT_VALUE' });
    assert.doesNotMatch(story.log.join('\n'), /Nothing to write/);
  });
});
