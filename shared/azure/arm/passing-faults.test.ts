import assert from 'node:assert/strict';
import type { ArmEmulator } from '../../../emulator/arm/arm-emulator.ts';
import { passingFaults } from '../../../emulator/arm/faults.ts';
import { service, startArm } from '../../../test/services/arm-transport.ts';
import type { Arm } from './arm.ts';
import { armPath } from './arm-path.ts';

const tag = service + armPath('tags', 't');

describe('The ARM transport meets', () => {
  let emulator: ArmEmulator;
  let arm: Arm;
  before(async () => {
    ({ emulator, arm } = await startArm());
  });
  after(() => emulator.stop());

  for (const [words, fault] of Object.entries(passingFaults))
    it(`${words}, and goes on: PUT, GET, list, DELETE`, async () => {
      const hit = (method: string, path: RegExp) => {
        emulator.faults.splice(0, Infinity, {
          method,
          path,
          times: 1,
          answer: fault.answer,
          afterwards: 'afterwards' in fault,
        });
        emulator.requests.clear();
      };
      const twice = () => {
        assert.equal(emulator.requests.entries.length, 2);
      };
      hit('PUT', /tags\/t$/);
      await arm.put(tag, { properties: { displayName: 'T' } });
      twice();
      hit('GET', /tags\/t$/);
      assert.equal((await arm.get(tag))?.status, 200);
      twice();
      hit('GET', /tags$/);
      assert.equal((await arm.list(`${service}/tags`)).length, 1);
      twice();
      hit('DELETE', /tags\/t$/);
      assert.ok(['deleted', 'absent'].includes(await arm.delete(tag, { ifMatch: '*' })));
      twice();
      assert.equal(await arm.get(tag), undefined);
    });

  it('a condition that is said to have failed, and believes it when the ETag is another indeed', async () => {
    const body = { properties: { displayName: 'T' } };
    const { etag = '' } = await arm.put(tag, body);
    const failed = passingFaults['a precondition that nobody set (412)'];
    emulator.faults.push({ method: 'PUT', path: /tags/, times: 1, ...failed });
    assert.equal((await arm.put(tag, body, { ifMatch: etag })).status, 200);
    await assert.rejects(arm.put(tag, body, { ifMatch: etag }), { code: 'AZURE_REFUSED' });
  });
});
