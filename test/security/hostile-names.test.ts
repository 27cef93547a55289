import assert from 'node:assert/strict';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const leadElsewhere = ['..', '../../../evil', '..\\..\\evil', 'C:\\evil'];
/** What a run asks more about (children of products) it stops at before. */
const refusedInPaths = /An answer of Azure has the product "\.\.": such a name leads elsewhere/;

describe('A name that would lead elsewhere', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  afterEach(async () => {
    world.emulators.arm.faults.length = 0;
    world.emulators.arm.requests.clear();
    await rm(world.folder, { recursive: true, force: true });
    await mkdir(world.folder);
  });

  /** The instance lists one thing of this name. */
  function pretend(collection: string, name: string): void {
    const id = `${world.dev.resourceId}/${collection}/${name}`;
    const body = { value: [{ id, name, properties: { displayName: 'Evil', path: 'evil' } }], count: 1 };
    world.emulators.arm.faults.push({
      method: 'GET',
      path: new RegExp(`/contoso-dev/${collection}$`),
      answer: { status: 200, body },
    });
  }

  for (const name of leadElsewhere)
    it(`is refused when the instance calls a tag ${name}`, async () => {
      pretend('tags', name);
      const run = await world.extract(intoFolder);
      assertRed(run, 'UNEXPECTED_ANSWER', /cannot be the name of a file/);
      assert.deepEqual(await readdir(world.folder), [], seen(run));
      assert.deepEqual((await readdir(join(world.folder, '..'))).sort(), ['secrets-of-prod.yaml', 'work']);
    });

  it('is refused before a child is asked for', async () => {
    pretend('products', '..');
    const run = await world.extract(intoFolder);
    assertRed(run, 'UNEXPECTED_ANSWER', refusedInPaths);
    const paths = world.emulators.arm.requests.entries.map(({ path }) => path);
    assert.ok(
      paths.every((path) => path.startsWith(world.dev.resourceId)),
      paths.join('\n'),
    );
  });

  it('never reaches the repository', async () => {
    pretend('tags', '..\\..\\evil');
    const { requests } = world.emulators.azureDevOps;
    requests.clear();
    assertRed(await world.extract(), 'UNEXPECTED_ANSWER');
    assert.deepEqual(
      requests.entries.filter(({ path }) => path.endsWith('/pushes')),
      [],
    );
    assert.deepEqual(world.repository.pullRequests, []);
  });

  it('is only a name when a file of the repository has it', async function () {
    if (process.platform === 'win32') this.skip(); // such a file cannot be there
    // Of backends the service takes any name (facts: apim-rest 1.0).
    const names = ['a\\b', '..\\..\\evil', '%2e%2e', 'a?b=c#d', 'a%2Fb'];
    for (const name of names) {
      const file = join(world.folder, 'files/backends', name, 'backendInformation.json');
      await writeFileAt(
        file,
        JSON.stringify({ properties: { url: 'https://a.example.com', protocol: 'http' } }),
      );
    }
    const run = await world.publish({ artifactsFolder: 'files', overridesFile: '' });
    assertGreen(run);
    const written = world.writes().map((line) => line.replace('PUT ', ''));
    assert.deepEqual(written.sort(), names.map((name) => `backends/${name}`).sort());
    assert.equal(Object.keys(await filesIn(world.folder)).length, names.length);
  });
});
