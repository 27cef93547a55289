import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Fault } from '../../emulator/http/fault.ts';
import { intoFolder, startWorld, type World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { type Files, filesIn } from '../services/world-files.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import { refusal } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

const names = Array.from({ length: 250 }, (_, at) => `value-${String(at).padStart(3, '0')}`);
const secondPage = /\/namedValues\?.*skip=100/;

describe('A list of 250 on three pages (story 13)', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ switches: quick, withoutContent: true });
    for (const name of names)
      await world.dev.put(`namedValues/${name}`, { properties: { displayName: name, value: `of ${name}` } });
  });
  after(() => world.stop());
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

/** In process, with a clock that does not wait: retries take minutes. */
describe('A page that fails', () => {
  const trouble = { path: secondPage, answer: refusal(500, 'InternalServerError', 'Something is wrong.') };

  it('three times is asked for again', async () => {
    const files = await extracted({ ...trouble, times: 3 });
    assert.equal(Object.keys(files).filter((path) => path.includes('value-')).length, 250);
  });

  it('for ever fails the run', async () => {
    await assert.rejects(extracted(trouble), /namedValues.*500/);
  });

  it('for ever with an internal error fails it too: the list is offered, its first page came', async () => {
    const internalError = 'Request processing failed due to internal error.';
    await assert.rejects(
      extracted({ path: secondPage, answer: refusal(500, 'InternalServerError', internalError) }),
      /namedValues.*500/,
    );
  });

  async function extracted(fault: Fault): Promise<Files> {
    const world = await startWorldInProcess(quick);
    try {
      for (const name of names)
        await world.prod.put(`namedValues/${name}`, { properties: { displayName: name, value: 'a' } });
      world.arm.faults.push(fault);
      return await world.extract('contoso-prod');
    } finally {
      await world.stop();
    }
  }
});
