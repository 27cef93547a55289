import assert from 'node:assert/strict';
import { startWorld, type World } from '../services/world.ts';

/** The agent asks politely, and kills after ten seconds (facts: azure-pipelines 2.3). */
const patienceOfTheAgent = 10_000;

describe('A run that somebody cancels', () => {
  let world: World;

  before(async () => {
    // Only imports go on in the background: the marker is written before them.
    world = await startWorld({ switches: { longRunning: 'imports' } });
    await world.extract({ createPullRequest: 'true' });
    await world.repository.complete(1);
    await world.checkout();
    world.writes();
  });

  after(() => world.stop());

  it('begins nothing more, ends by itself and says what is not known', async () => {
    const { arm } = world.emulators;
    arm.switches.pollsUntilDone = Number.POSITIVE_INFINITY; // Azure never finishes what it began
    arm.requests.clear();
    const importing = async () => {
      while (!arm.requests.writes.some(({ path }) => /\/apis\/[^/]+$/.test(path))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    let begun = Number.NaN;
    let cancelledAt = Number.NaN;
    const run = await world.publish(
      { artifactsFolder: 'apim-artifacts' },
      {
        cancelWhen: async () => {
          await importing();
          begun = arm.requests.writes.length;
          cancelledAt = performance.now();
        },
      },
    );
    assert.ok(performance.now() - cancelledAt < patienceOfTheAgent);
    assert.equal(run.result, 'Failed');
    // What was on its way when the signal came may still arrive; nothing is added to it.
    assert.ok(arm.requests.writes.length - begun <= 12, `${arm.requests.writes.length - begun} writes more`);
    const unknown = run.issues.filter(({ code }) => code === 'CANCELLED');
    assert.ok(
      unknown.some(({ message }) => /while API .* was being written: it may be there or not/.test(message)),
    );
    assert.ok(run.lines.some((line) => line.includes('The run is being cancelled: nothing more begins.')));
    assert.ok(run.issues.some(({ code }) => code === 'NOT_ATTEMPTED'));
    assert.notEqual(run.outputs['failedCount'], '0');
  });

  it('is told at once when there is nothing half done', async () => {
    const { arm } = world.emulators;
    arm.requests.clear();
    const reading = async () => {
      while (arm.requests.entries.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    arm.faults.push({ path: /namedValues$/, answer: { status: 503 }, times: 1000 });
    const run = await world.extract({ createPullRequest: 'false' }, { cancelWhen: reading });
    arm.faults.length = 0;
    assert.equal(run.result, 'Failed');
    assert.deepEqual(
      run.issues.filter(({ type }) => type === 'error').map(({ code }) => code),
      ['CANCELLED'],
    );
  });

  it('ends when its own time is up, and says so', async () => {
    const { arm } = world.emulators;
    const instance = world.newInstance('contoso-slow');
    arm.switches.pollsUntilDone = Number.POSITIVE_INFINITY;
    const inputs = {
      artifactsFolder: 'apim-artifacts',
      serviceName: 'contoso-slow',
      timeoutInMinutes: '0.1',
    };
    const run = await world.publish(inputs);
    arm.switches.pollsUntilDone = 1;
    assert.equal(run.result, 'Failed');
    assert.equal(run.issues.find(({ type }) => type === 'error')?.code, 'TIME_IS_UP');
    assert.ok(
      run.issues.some(
        ({ code, message }) => code === 'CANCELLED' && message.includes('time of the run was up'),
      ),
    );
    assert.ok(run.lines.some((line) => line.includes('The time of the run is up: nothing more begins.')));
    assert.equal(await instance.get('apis/petstore/policies/policy'), undefined);
  });
});
