import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

/** The whole task once more, in the same job: same folder, same variables (facts: azure-pipelines 2.3). */
describe('A step that the agent tries again (retryCountOnTaskFailure)', () => {
  const world = bundledWorldForTests({ switches: quick });
  afterEach(() => {
    world.emulators.arm.faults.length = 0;
  });

  const once = (method: string, path: RegExp) =>
    world.emulators.arm.faults.push({
      ...{ method, path, times: 1 },
      answer: refusal(400, 'ValidationError', 'Not now.'),
    });

  it('extracts what it did not, and nothing twice', async () => {
    once('GET', /contoso-dev\/products$/);
    const report = { ...intoFolder, reportFolder: 'report' };
    assert.equal((await world.extract(report)).result, 'Failed');
    const second = await world.extract(report);
    assertGreen(second);
    assert.equal(
      Object.keys(await filesIn(join(world.folder, 'files'))).length,
      Number(second.outputs['addedCount']),
    );
    assert.equal((await world.extract(report)).outputs['hasChanges'], 'false');
  });

  it('keeps one pull request', async () => {
    world.emulators.azureDevOps.faults.push({
      ...{ method: 'POST', path: /\/pullrequests$/i, times: 1 },
      answer: { status: 400, body: { message: 'TF401398: Not now.' } },
    });
    assert.equal((await world.extract()).result, 'Failed');
    assertGreen(await world.extract());
    assert.equal(world.repository.pullRequests.length, 1);
  });

  it('publishes only what is left', async () => {
    const inputs = { artifactsFolder: 'files', reportFolder: 'report' };
    once('PUT', /contoso-prod\/tags\/public$/);
    assertRed(await world.publish(inputs), 'AZURE_REFUSED', /tags\/public/);
    const first = world.writes();
    const second = await world.publish(inputs);
    assertGreen(second);
    const writes = world.writes();
    assert.ok(writes.length > 0 && writes.length < first.length, seen(second));
    assert.ok(
      writes.every((write) => write.includes('public')),
      writes.join(' '),
    );
  });
});
