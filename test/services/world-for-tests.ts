import type { Switches } from '../../emulator/arm/switches.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';
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

/** The same with the bundles, an agent and a repository; faults stay until somebody takes them away. */
export function bundledWorldForTests(options: WorldOptions = {}): World {
  const world = {} as World;
  before(async () => {
    Object.assign(world, await startWorld(options));
  });
  after(() => world.stop());
  return world;
}
