import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { emulatedSubscription } from '../agent/emulated-connection.ts';
import { scopedPolicy } from '../services/scoped-policy.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

describe('A folder on the agent', () => {
  const world = bundledWorldForTests({ switches: quick });
  const files = () => filesIn(join(world.folder, 'files'));

  it('is as it was when the disk refuses a file half-way', async () => {
    // A file stands where a folder has to be; files of APIs come before it, the service policy too.
    await writeFileAt(join(world.folder, 'files/tags'), 'a note');
    await writeFileAt(join(world.folder, 'files/policy.xml'), '<policies>\n<inbound />\n</policies>\n');
    const before = await files();
    const run = await world.extract(intoFolder);
    assertRed(run, 'FOLDER_NOT_WRITABLE', /files.*tags/, /It is as it was/);
    assert.deepEqual(await files(), before);
  });

  it('is brought up to date by the next run, once the disk is in order', async () => {
    await rm(join(world.folder, 'files/tags'));
    assertGreen(await world.extract(intoFolder));
    assert.ok('tags/public/tagInformation.json' in (await files()));
  });

  it('is told where it names the instance: log and summary count the places', async () => {
    const value = scopedPolicy(
      `<set-backend-service base-url="https://contoso-dev.azure-api.net/subscriptions/${emulatedSubscription}" />`,
    );
    await world.dev.put('products/pets/policies/policy', { properties: { format: 'rawxml', value } });
    const run = await world.extract(intoFolder);
    assertGreen(run);
    for (const text of [run.log.join('\n'), run.summary ?? '']) {
      assert.match(text, /the subscription of the instance: once, in product policy pets/);
      assert.match(text, /host names of the instance contoso-dev: once, in product policy pets/);
    }
  });
});
