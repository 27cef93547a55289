import assert from 'node:assert/strict';
import type { ArmEmulator } from '../../../emulator/arm/arm-emulator.ts';
import type { EmulatedInstance } from '../../../emulator/arm/emulated-instance.ts';
import { lies } from '../../../emulator/arm/faults.ts';
import type { Switches } from '../../../emulator/arm/switches.ts';
import { service, startArm } from '../../../test/services/arm-transport.ts';
import type { Arm } from './arm.ts';
import { armPath } from './arm-path.ts';

const fragment = service + armPath('policyFragments', 'f');

describe('The ARM transport does not believe', () => {
  let emulator: ArmEmulator;
  let instance: EmulatedInstance;
  let arm: Arm;

  before(async () => {
    ({ emulator, instance, arm } = await startArm());
    for (let tag = 1; tag <= 150; tag += 1)
      await instance.put(`tags/t${String(tag)}`, { properties: { displayName: String(tag) } });
  });
  beforeEach(() => {
    emulator.faults.length = 0;
    emulator.requests.clear();
  });
  after(() => emulator.stop());

  for (const words of ['counts too many', 'shifts forward', 'repeats an item'] as const) {
    it(`a list whose second page ${words}, until it reads the same list whole`, async () => {
      emulator.faults.push({ path: /\$skip=/, times: 2, ...lies[words] });
      const names = (await arm.list(`${service}/tags`)).map(({ name }) => name);
      assert.equal(new Set(names).size, 150);
      assert.equal(emulator.requests.entries.length, 6);
    });

    it(`a list whose second page ${words} each time`, async () => {
      emulator.faults.push({ path: /\$skip=/, ...lies[words] });
      await assert.rejects(arm.list(`${service}/tags`), { code: 'UNEXPECTED_ANSWER' });
    });
  }

  for (const [words, message] of [
    ['ends as failed', /400 InternalServerError: The import failed/],
    ['ends as cancelled', /ended as "Canceled"/],
  ] as const)
    it(`that a write was accepted which ${words}`, async () => {
      emulator.faults.push({ path: /asyncId=/, ...lies[words] });
      const properties = { format: 'rawxml', value: '<fragment />' };
      await assert.rejects(arm.put(fragment, { properties }), { code: 'AZURE_REFUSED', message });
    });

  for (const form of ['specified', 'accepted', 'location', 'operation', 'body', 'atSubscription'] as const)
    it(`the first answer to a write that fails in the background, told in the form "${form}"`, async () => {
      const before: Switches = { ...emulator.switches };
      emulator.switches.longRunningForm = form;
      const properties = { format: 'rawxml', value: '<broken' };
      // With the body alone nobody tells why: the resource just never appears.
      const message = form === 'body' ? /PUT .*policyFragments\/g/ : /400 ValidationError.*not a valid XML/;
      const path = service + armPath('policyFragments', 'g');
      await assert.rejects(arm.put(path, { properties }), { code: 'AZURE_REFUSED', message });
      Object.assign(emulator.switches, before);
    });
});
