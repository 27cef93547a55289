import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { type Inputs, intoFolder, startWorld, type World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { refusal, storedAndThen } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

const other =
  '<policies><inbound><!-- somebody else --></inbound><backend><forward-request /></backend><outbound /><on-error /></policies>';

describe('A run that fails half-way', () => {
  let world: World;
  let serviceName = '';
  let instance: EmulatedInstance;
  const publish = (inputs: Inputs = {}) =>
    world.publish({ artifactsFolder: 'files', serviceName, ...inputs });
  /** What there is to create, without what failed. */
  let created = 0;
  const faults = (...list: readonly Fault[]) => world.emulators.arm.faults.push(...list);

  before(async () => {
    world = await startWorld({ switches: quick });
    assertGreen(await world.extract(intoFolder));
  });
  after(() => world.stop());
  let count = 0;
  beforeEach(async () => {
    serviceName = `half-way-${String((count += 1))}`;
    instance = world.newInstance(serviceName);
    world.emulators.arm.faults.length = 0;
    created = Number((await publish({ action: 'plan' })).outputs['createdCount']);
    assert.ok(created > 40, String(created));
    world.writes();
  });

  it('does what does not depend on the failure, and the next run does only the rest', async () => {
    faults({
      method: 'PUT',
      path: /\/backends\/shop$/,
      answer: refusal(400, 'ValidationError', 'Url is wrong.'),
    });
    const first = await publish();
    assertRed(first, 'AZURE_REFUSED', /backends\/shop/, /ValidationError/, /Url is wrong\./);
    assertRed(first, 'NOT_ATTEMPTED', /API policy petstore/, /backend shop/);
    assertRed(first, 'NOT_ATTEMPTED', /product API pets\/petstore/, /API policy petstore/);
    assert.equal(first.issues.length, 3, seen(first));
    assert.deepEqual(
      [first.outputs['createdCount'], first.outputs['updatedCount'], first.outputs['failedCount']],
      [String(created - 3), '1', '3'],
    );
    assert.ok(!world.writes().includes('PUT apis/petstore/policies/policy'), seen(first));

    world.emulators.arm.faults.length = 0;
    const second = await publish();
    assertGreen(second);
    assert.deepEqual(
      world.writes(),
      ['PUT backends/shop', 'PUT apis/petstore/policies/policy', 'PUT products/pets/apis/petstore'],
      seen(second),
    );
    assert.equal(second.outputs['createdCount'], '3');
  });

  it('names each of several failures', async () => {
    faults(
      { method: 'PUT', path: /\/tags\/pet$/, answer: refusal(400, 'ValidationError', 'No such tag.') },
      { method: 'PUT', path: /\/apis\/trains$/, answer: refusal(400, 'ValidationError', 'No such train.') },
    );
    const run = await publish();
    assertRed(run, 'AZURE_REFUSED', /tags\/pet/);
    assertRed(run, 'AZURE_REFUSED', /apis\/trains/);
    assertRed(run, 'NOT_ATTEMPTED', /trains/);
    const notDone = run.log.filter((line) => /^ *(?:FAILED|NOT BEGUN) /.test(line));
    assert.ok(notDone.some((line) => /NOT BEGUN .*trains/.test(line)));
    assert.equal(run.outputs['failedCount'], String(notDone.length), seen(run));
    assert.equal(run.outputs['createdCount'], String(created - notDone.length));
  });

  it('is not one when answers get lost, Azure throttles or is busy: each write arrives once', async () => {
    const busy = refusal(409, 'PessimisticConcurrencyConflict', 'Operation on the API is in progress');
    const throttled = { ...refusal(429, 'TooManyRequests', 'Slow down.'), headers: { 'retry-after': '1' } };
    faults(
      {
        method: 'PUT',
        path: /\/backends\/shop$/,
        times: 1,
        afterwards: true,
        answer: { status: 0, reset: true },
      },
      {
        method: 'PUT',
        path: /\/products\/pets\/apis\/uspto$/,
        times: 1,
        afterwards: true,
        answer: { status: 0, reset: true },
      },
      { method: 'PUT', path: /\/apis\/uspto$/, times: 1, answer: throttled },
      { method: 'PUT', path: /\/apis\/trains$/, times: 1, answer: busy },
      { method: 'GET', path: /\/apis\?/, times: 1, answer: { status: 0, reset: true } },
    );
    const run = await publish();
    assertGreen(run);
    assert.equal(run.outputs['failedCount'], '0', seen(run));
    assert.equal(run.outputs['createdCount'], String(created));
    assertGreen(await publish());
  });

  it('leaves alone what somebody else changed in the meantime, and the next run looks again', async () => {
    const meanwhile = { properties: { format: 'rawxml', value: other } };
    // The service policy waits for this fragment; its ETag was read before.
    faults(
      storedAndThen('PUT', /\/policyFragments\/correlate$/, () => instance.put('policies/policy', meanwhile)),
    );
    const first = await publish();
    assertRed(first, 'AZURE_REFUSED', /policies\/policy/, /412/);
    assert.match(JSON.stringify(await instance.get('policies/policy')), /somebody else/);
    const second = await publish();
    assertGreen(second);
  });
});
