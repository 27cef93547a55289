import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { devName, intoFolder, isMarker } from '../services/world.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const secrets = `namedValues:
  - name: partner-key
    properties:
      value: ${planted.partnerKey}
`;

describe('A folder that a filter made', () => {
  const world = bundledWorldForTests({ switches: quick });
  let round = 0;
  /** Extracts with this filter into an empty folder and gives the folder's name. */
  const extract = async (filter: string, inputs: Readonly<Record<string, string>> = {}) => {
    round += 1;
    const artifactsFolder = `files-${String(round)}`;
    await writeFileAt(join(world.folder, 'filter.yaml'), filter);
    const run = await world.extract({ ...intoFolder, artifactsFolder, filterFile: 'filter.yaml', ...inputs });
    return { run, artifactsFolder };
  };
  const files = async (folder: string) =>
    Object.keys(await filesIn(world.folder))
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1))
      .sort();

  before(async () => {
    await writeFileAt(join(world.folder, 'secrets.yaml'), secrets);
  });

  it('takes no API out of a product that it does not know, whatever may be deleted (story 1)', async () => {
    const { run, artifactsFolder } = await extract('apis: [uspto]\nproducts: [pets]\n');
    assertGreen(run);
    const links = (await files(artifactsFolder)).filter((path) => path.startsWith('products/pets/apis/'));
    assert.deepEqual(links, ['products/pets/apis/uspto/productApiInformation.json']);
    world.writes();
    for (const deleteMode of ['none', 'owned', 'all']) {
      const inputs = { serviceName: devName, artifactsFolder, overridesFile: 'secrets.yaml' };
      const published = await world.publish({ ...inputs, deleteMode, maxDeletes: '1000' });
      assertGreen(published);
      assert.deepEqual(world.writes(), [], seen(published));
    }
    const dump = world.dev.dump() as object;
    for (const api of ['petstore', 'uspto']) assert.ok(`products/pets/apis/${api}` in dump, api);
  });

  it('keeps the links of a list that it does not know', async () => {
    await writeFileAt(join(world.folder, 'lists/products/pets/apis.json'), '[{"name": "petstore"}]\n');
    await writeFileAt(join(world.folder, 'filter.yaml'), 'apis: [uspto]\nproducts: [pets]\n');
    const run = await world.extract({ ...intoFolder, artifactsFolder: 'lists', filterFile: 'filter.yaml' });
    assertGreen(run);
    const list = String((await filesIn(world.folder))['lists/products/pets/apis.json']);
    assert.deepEqual(JSON.parse(list), [{ name: 'petstore' }, { name: 'uspto' }], seen(run));
  });

  it('has what is referred to when it is asked for, and the log says why', async () => {
    const only = 'apis: [petstore]\nproducts: []\ntags: []\nbackends: []\nnamedValues: []\npolicies: []\n';
    const without = await extract(only);
    assertGreen(without.run);
    assert.match(
      without.run.log.join('\n'),
      /leaves out what is referred to: .*backend shop \(API policy petstore\)/,
    );
    const { run, artifactsFolder } = await extract(only, { includeDependencies: 'true' });
    assertGreen(run);
    const found = await files(artifactsFolder);
    for (const path of [
      'backends/shop/backendInformation.json',
      'named values/partner-key/namedValueInformation.json',
      'named values/shop-host/namedValueInformation.json',
    ])
      assert.ok(found.includes(path), `${path}\n${seen(run)}`);
    assert.match(run.log.join('\n'), /backend shop comes along: API policy petstore refers to it\./);
  });

  it('has of an API what the filter names', async () => {
    const { run, artifactsFolder } = await extract(
      'apis:\n  - petstore: {operations: [getPetById], policies: [], tags: []}\n  - "!trains"\n  - "t*"\n  - uspto\n' +
        'products: []\ntags: []\nbackends: []\nnamedValues: []\npolicies: []\npolicyFragments: []\n',
    );
    assertGreen(run);
    assert.deepEqual(
      (await files(artifactsFolder)).filter((path) => path.startsWith('apis/')),
      [
        'apis/petstore/apiInformation.json',
        'apis/petstore/operations/getPetById/policy.xml',
        'apis/petstore/specification.yaml',
        'apis/uspto/apiInformation.json',
        'apis/uspto/specification.yaml',
      ],
      seen(run),
    );
  });

  it('deletes nothing that is outside of the filter, with deleteMode all, and says so', async () => {
    await world.dev.put('tags/strange', { properties: { displayName: 'Strange' } });
    await world.dev.put('tags/late', { properties: { displayName: 'Late' } });
    const { run, artifactsFolder } = await extract('apis: [uspto]\nproducts: [pets]\ntags: [public, late]\n');
    assertGreen(run);
    await rm(join(world.folder, artifactsFolder, 'tags/late'), { recursive: true });
    const before = Object.keys(world.dev.dump() as object).filter((path) => !isMarker(path));
    world.writes();
    const published = await world.publish({
      ...{ serviceName: devName, artifactsFolder, overridesFile: 'secrets.yaml' },
      ...{ deleteMode: 'all', allowDeleteOf: 'subscriptions' },
    });
    assertGreen(published);
    assert.deepEqual(world.writes(), ['DELETE tags/late'], seen(published));
    const after = Object.keys(world.dev.dump() as object);
    assert.deepEqual(
      before.filter((path) => !after.includes(path)),
      ['tags/late'],
    );
    const told = published.log.find((line) => line.includes('outside of what was extracted'));
    assert.match(told ?? seen(published), /Not deleted, since .*: API petstore, API trains, /);
  });
});
