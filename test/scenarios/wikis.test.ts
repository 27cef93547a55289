import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const wiki = 'apis/orders/apiWikiInformation.json';

/** Asking for a wiki that is not there is an internal error, for ever (facts: apim-rest 1.10). */
describe('Wikis', () => {
  let world: WorldInProcess;
  beforeEach(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
    await world.dev.put('documentations/first', { properties: { title: 'First', content: '# A' } });
    for (const [name, displayName] of [
      ['orders', 'Orders'],
      ['pets', 'Pets'],
    ] as const)
      await world.dev.put(`apis/${name}`, { properties: { displayName, path: name, protocols: ['https'] } });
    await world.dev.put('apis/orders/wikis/default', {
      properties: { documents: [{ documentationId: 'first' }] },
    });
  });
  afterEach(() => world.stop());

  const asked = () =>
    world.arm.requests.entries.map(({ path }) => path).filter((path) => path.includes('/wikis'));

  it('are read by their lists, once: where there is none, no error is met and nothing is repeated', async () => {
    const files = await world.extract('contoso-dev');
    assert.ok(wiki in files);
    assert.ok(!('apis/pets/apiWikiInformation.json' in files));
    const paths = asked();
    assert.equal(new Set(paths).size, paths.length, paths.join(' '));
    assert.ok(paths.every((path) => path.endsWith('/wikis')));
    assert.ok(world.arm.requests.entries.every(({ status }) => status < 500));
  });

  it('whose lists fail are taken for absent at once, and never for gone', async () => {
    const files = await world.extract('contoso-dev');
    world.arm.requests.clear();
    world.arm.faults.push({ path: /\/wikis/, ...lastingFaults['an internal error for ever (500)'] });
    const fresh = await world.extract('contoso-dev');
    assert.ok(!(wiki in fresh));
    assert.equal(new Set(asked()).size, asked().length, asked().join(' '));
    const after = await world.extract('contoso-dev', files).catch((error: unknown) => error);
    if (after instanceof Error) assert.match(String(after), /wikis/);
    else assert.deepEqual(after, files);
  });

  it('are made where there is none, and once they are there nothing is written', async () => {
    const files = await world.extract('contoso-dev');
    assert.deepEqual((await world.publish('contoso-prod', files, '')).errors, []);
    assert.equal((await world.publish('contoso-prod', files, '')).hasChanges, false);
    assert.deepEqual(await world.extract('contoso-prod'), files);
  });
});
