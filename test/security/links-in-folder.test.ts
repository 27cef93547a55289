import assert from 'node:assert/strict';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { intoFolder, startWorld, type World } from '../services/world.ts';
import { assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const outside = '{"properties":{"displayName":"shadow","value":"a-text-of-another-file"}}';

describe('A symbolic link in the artifacts folder', () => {
  let world: World;
  let target: string;

  beforeEach(async () => {
    world = await startWorld({ switches: quick, withoutContent: true });
    target = join(world.folder, '../elsewhere/namedValueInformation.json');
    await writeFileAt(target, outside);
    await writeFileAt(join(world.folder, 'files/tags/a/tagInformation.json'), '{"properties":{}}');
  });
  afterEach(() => world.stop());

  const links: readonly (readonly [what: string, path: string, toFolder: boolean])[] = [
    ['to a file', 'named values/shadow/namedValueInformation.json', false],
    ['to a folder', 'named values/shadow', true],
  ];
  for (const [what, path, toFolder] of links) {
    it(`${what} is not published`, async () => {
      await plant(path, toFolder);
      const run = await world.publish({ artifactsFolder: 'files', overridesFile: '' });
      assertRed(run, 'INVALID_FILE', /is a symbolic link/, new RegExp(path));
      assert.deepEqual(world.emulators.arm.requests.entries, []);
      assert.doesNotMatch(run.lines.join('\n'), /a-text-of-another-file/, seen(run));
    });

    it(`${what} is not written through`, async () => {
      await plant(path, toFolder);
      const value = { displayName: 'shadow', value: 'of the instance' };
      await world.dev.put('namedValues/shadow', { properties: value });
      assertRed(await world.extract(intoFolder), 'INVALID_FILE', /is a symbolic link/);
      assert.equal(await readFile(target, 'utf8'), outside);
    });
  }

  async function plant(path: string, toFolder: boolean): Promise<void> {
    const link = join(world.folder, 'files', path);
    await mkdir(join(link, '..'), { recursive: true });
    await symlink(toFolder ? join(target, '..') : target, link);
  }
});
