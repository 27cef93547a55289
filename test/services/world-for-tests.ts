import type { Switches } from '../../emulator/arm/switches.ts';
import { startWorldInProcess, type WorldInProcess, type WorldInProcessOptions } from './world-in-process.ts';

/** A world for the tests of the `describe` that asks: there before its hooks, without faults after each test, stopped at the end. */
export function worldForTests(
  switches: Partial<Switches>,
  options: WorldInProcessOptions = {},
): WorldInProcess {
  const world = {} as WorldInProcess;
  before(async () => {
    Object.assign(world, await startWorldInProcess(switches, options));
  });
  afterEach(() => {
    world.arm.faults.length = 0;
  });
  after(() => world.stop());
  return world;
}
