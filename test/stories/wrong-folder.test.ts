import assert from 'node:assert/strict';
import { tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { api, information } from './files.ts';

const tag = (name: string): Files => ({
  [`tags/${name}/tagInformation.json`]: information({ displayName: name }),
});
const live: Files = { ...api('shop'), ...tag('a'), ...tag('b'), ...tag('c'), ...tag('d'), ...tag('e') };

/** The input may be mistyped, the checkout elsewhere, the download empty. That a folder is missing is a scenario. */
describe('A folder that is not the one (stories 3 and 38)', () => {
  let world: WorldInProcess;
  let story: ToldStory;
  let published: string;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
    story = await tellStory(world);
    await story.publish(live);
    published = JSON.stringify(story.dump());
  });
  after(() => world.stop());

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
});
