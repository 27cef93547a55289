import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertDoneWithIssues, assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const file = 'apim-coverage.json';

describe('What a folder holds', () => {
  const world = bundledWorldForTests({ switches: quick });
  const files = () => filesIn(join(world.folder, 'files'));
  const extract = (filter?: string) =>
    world.extract({ ...intoFolder, ...(filter === undefined ? {} : { filterFile: `${filter}.yaml` }) });

  before(async () => {
    await writeFileAt(join(world.folder, 'pets.yaml'), 'apis: [petstore]\nproducts: [pets]\n');
    await writeFileAt(join(world.folder, 'trains.yaml'), 'apis: [trains]\nproducts: []\nbackends: []\n');
  });

  it('is written down with the filter that restricts it, as the schema says', async () => {
    assertGreen(await extract('pets'));
    const coverage = JSON.parse((await files())[file] ?? '') as {
      filters: unknown;
      kinds: Record<string, string>;
    };
    assert.deepEqual(coverage.filters, [{ apis: ['petstore'], products: ['pets'] }]);
    assert.deepEqual([coverage.kinds['apis'], coverage.kinds['backends']], ['part', 'whole']);
    const isValid = new Ajv().compile(
      JSON.parse(readFileSync('schemas/apim-coverage.schema.json', 'utf8')) as object,
    );
    assert.ok(isValid(coverage), JSON.stringify(isValid.errors));
  });

  it('does not flip between two pipelines with two filters', async () => {
    assertGreen(await extract('trains'));
    const both = await files();
    for (const filter of ['pets', 'trains', 'trains', 'pets']) {
      const run = await extract(filter);
      assertGreen(run);
      assert.equal(run.outputs['hasChanges'], 'false', seen(run));
    }
    assert.deepEqual(await files(), both);
  });

  it('is whole once everything was extracted, and a filter takes nothing of that away', async () => {
    assertGreen(await extract());
    const { filters } = JSON.parse((await files())[file] ?? '') as { filters: unknown };
    assert.deepEqual(filters, [{}]);
    const run = await extract('pets');
    assertGreen(run);
    assert.equal(run.outputs['hasChanges'], 'false', seen(run));
  });

  it('lists what is withheld until it can be written', async () => {
    const missing = async () => {
      const all = (JSON.parse((await files())[file] ?? '') as { missing: readonly { why: string }[] })
        .missing;
      return all.filter(({ why }) => why === 'withheld');
    };
    const url = { url: 'https://legacy.example.com', protocol: 'http' };
    const credentials = { header: { 'x-key': ['in-clear-1234'] } };
    await world.dev.put('backends/legacy', { properties: { ...url, credentials } });
    assertDoneWithIssues(await extract());
    assert.deepEqual(await missing(), [{ of: 'backend/legacy', why: 'withheld' }]);
    await world.dev.put('backends/legacy', { properties: url });
    assertGreen(await extract());
    assert.deepEqual(await missing(), []);
  });

  it('is written for a folder that is whole too, with what the tier lacks', async () => {
    const run = await world.extract({ ...intoFolder, artifactsFolder: 'whole' });
    assertGreen(run);
    const text = (await filesIn(join(world.folder, 'whole')))[file] ?? '';
    const { filters, kinds, missing } = JSON.parse(text) as {
      filters: unknown;
      kinds: Record<string, string>;
      missing: unknown;
    };
    assert.deepEqual([filters, kinds['apis'], kinds['workspaces']], [[{}], 'whole', 'not offered here']);
    assert.deepEqual(missing, [{ of: 'workspace', why: 'not offered here' }]);
    // What no extraction reads names kinds of workspaces, wherever it runs.
    const told = `${run.log.join('\n')}${run.summary ?? ''}`.replace(/Not read by this version: .*/g, '');
    assert.doesNotMatch(told, /workspace/i);
  });

  it('stops both tasks when it cannot be read, before any write', async () => {
    await writeFileAt(join(world.folder, 'files', file), '{"version": 2, "filters": [{}], "missing": []}');
    assertRed(await extract(), 'INVALID_FILE', /apim-coverage\.json/, /newer version/);
    assertRed(await world.publish({ artifactsFolder: 'files' }), 'INVALID_FILE', /apim-coverage\.json/);
    assert.deepEqual(world.writes(), []);
  });
});
