import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { editFile } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const backend = 'backends/shop/backendInformation.json';

describe('An approved plan', () => {
  const world = bundledWorldForTests({ switches: quick });
  let files: string;
  const plan = () => world.publish({ action: 'plan', artifactsFolder: 'files', planFile: 'out/plan.json' });
  const publish = (inputs: Readonly<Record<string, string>> = {}) =>
    world.publish({ artifactsFolder: 'files', planFile: 'out/plan.json', ...inputs });
  const text = () => readFile(join(world.folder, 'out/plan.json'), 'utf8');

  before(async () => {
    assertGreen(await world.extract(intoFolder));
    files = join(world.folder, 'files');
  });
  beforeEach(() => {
    world.emulators.arm.requests.clear();
  });

  it('is published exactly as it was approved, also on the first run', async () => {
    const planned = await plan();
    assertGreen(planned);
    assert.equal(planned.outputs['planFile'], join(world.folder, 'out/plan.json'));
    const { changes, instance } = JSON.parse(await text()) as { changes: unknown[]; instance: string };
    assert.match(instance, /\/service\/contoso-prod$/);
    assert.ok(changes.length > 20);
    const run = await publish({ firstRun: 'plan' });
    assertGreen(run);
    assert.match(run.log.join('\n'), /All is as approved in out\/plan\.json/);
    assert.equal(run.outputs['createdCount'], planned.outputs['createdCount']);
  });

  it('holds no secret', async () => {
    const all = await text();
    for (const secret of Object.values(planted)) assert.ok(!all.includes(secret));
  });

  it('that was published is stale, and writes nothing a second time', async () => {
    const run = await publish();
    assertRed(run, 'STALE_PLAN', /is not to be done any more/);
    assert.deepEqual(world.writes(), [], seen(run));
  });

  it('is stale when somebody changed the instance meanwhile', async () => {
    await editFile(join(files, backend), (before) => before.replace('shop-dev', 'shop-next'));
    assertGreen(await plan());
    const { properties } = (await world.prod.get('backends/shop')) as { properties: object };
    await world.prod.put('backends/shop', { properties: { ...properties, url: 'https://else.example' } });
    world.emulators.arm.requests.clear();
    const run = await publish();
    assertRed(run, 'STALE_PLAN', /"update backend shop" would be another one/);
    assert.deepEqual(world.writes(), [], seen(run));
  });

  it('is stale when a file or a secret of the environment changed meanwhile', async () => {
    assertGreen(await plan());
    await editFile(join(files, backend), (before) => before.replace('shop-next', 'shop-other'));
    assertRed(await publish(), 'STALE_PLAN', /"update backend shop" would be another one/);
    await editFile(join(files, backend), (before) => before.replace('shop-other', 'shop-next'));
    const overrides = join(world.folder, 'other.yaml');
    await writeFile(overrides, 'namedValues: [{ name: partner-key, properties: { value: another } }]');
    assertRed(
      await publish({ overridesFile: overrides }),
      'STALE_PLAN',
      /"update named value partner-key" is not in it/,
    );
    assert.deepEqual(world.writes(), []);
  });

  it('of another instance is refused', async () => {
    assertGreen(await plan());
    world.newInstance('contoso-other');
    const run = await publish({ serviceName: 'contoso-other' });
    assertRed(run, 'STALE_PLAN', /it was made for \S+contoso-prod, this is \S+contoso-other/);
    assert.deepEqual(world.writes(), []);
  });

  for (const [what, change, code, message] of [
    ['cut off', (whole: string) => whole.slice(0, -40), 'INVALID_PLAN', /cut off/],
    ['edited', (whole: string) => whole.replace('update', 'create'), 'INVALID_PLAN', /not as it was written/],
    ['empty', () => '', 'INVALID_PLAN', /empty/],
  ] as const)
    it(`that is ${what} is refused before any request`, async () => {
      assertGreen(await plan());
      const whole = await text();
      await writeFile(join(world.folder, 'out/plan.json'), change(whole));
      world.requests();
      const run = await publish();
      assertRed(run, code, message);
      assert.deepEqual(world.requests(), []);
    });

  it('that is not there is refused before any request', async () => {
    world.requests();
    const run = await publish({ planFile: 'nowhere.json' });
    assertRed(run, 'INVALID_INPUT', /The input "planFile" is "nowhere\.json"/);
    assert.deepEqual(world.requests(), []);
  });
});
