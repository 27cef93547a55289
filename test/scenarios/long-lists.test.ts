import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn } from '../services/world-files.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import { refusal } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

const names = Array.from({ length: 250 }, (_, at) => `value-${String(at).padStart(3, '0')}`);
const secondPage = /\/namedValues\?.*skip=100/;

describe('A list of 250 on three pages (story 13)', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  before(async () => {
    for (const name of names)
      await world.dev.put(`namedValues/${name}`, { properties: { displayName: name, value: `of ${name}` } });
  });
  afterEach(() => {
    world.emulators.arm.faults.length = 0;
  });

  for (const [words, answer] of [
    ['is refused', refusal(400, 'ValidationError', 'No.')],
    ['is cut off', { status: 200, body: '{"value":[{"id":' }],
  ] as const)
    it(`whose second page ${words} fails the extraction, and nothing is written`, async () => {
      world.emulators.arm.faults.push({ method: 'GET', path: secondPage, answer });
      const run = await world.extract(intoFolder);
      assert.equal(run.result, 'Failed', seen(run));
      assertRed(run, run.issues[0]?.code ?? '', /namedValues/);
      assert.deepEqual(await filesIn(join(world.folder, 'files')), {});
      assert.equal(run.outputs['hasChanges'], 'false');
    });

  it('gives 250 files, and publishes them', async () => {
    const run = await world.extract(intoFolder);
    assertGreen(run);
    const files = Object.keys(await filesIn(join(world.folder, 'files'))).filter((path) =>
      path.startsWith('named values/'),
    );
    assert.deepEqual(
      files,
      names.map((name) => `named values/${name}/namedValueInformation.json`),
    );
    const published = await world.publish({ artifactsFolder: 'files', overridesFile: '' });
    assertGreen(published);
    assert.equal(published.outputs['createdCount'], '250', seen(published));
    world.writes();
    assertGreen(await world.publish({ artifactsFolder: 'files', overridesFile: '' }));
    assert.deepEqual(world.writes(), []);
  });

  it('whose last page fails later removes no file', async () => {
    world.emulators.arm.faults.push({
      method: 'GET',
      path: /\/namedValues\?.*skip=200/,
      answer: refusal(400, 'ValidationError', 'No.'),
    });
    const before = await filesIn(world.folder);
    assertRed(await world.extract(intoFolder), 'AZURE_REFUSED', /namedValues/);
    assert.deepEqual(await filesIn(world.folder), before);
  });
});

/** In process, with a clock that does not wait. One that never comes: see test/stories/every-list.test.ts. */
describe('A page that fails three times', () => {
  it('is asked for again', async () => {
    const world = await startWorldInProcess(quick, { withoutContent: true });
    try {
      for (const name of names)
        await world.dev.put(`namedValues/${name}`, { properties: { displayName: name, value: 'a' } });
      const answer = refusal(500, 'InternalServerError', 'Something is wrong.');
      world.arm.faults.push({ path: secondPage, answer, times: 3 });
      const files = Object.keys(await world.extract('contoso-dev'));
      assert.equal(files.filter((path) => path.includes('value-')).length, 250);
    } finally {
      await world.stop();
    }
  });
});
