import assert from 'node:assert/strict';
import { assert as holds, asyncProperty } from 'fast-check';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { filesOf } from './random-files.ts';
import { graphs } from './random-graph.ts';

/** The service takes no reference to what is not there, and no two writes of what it locks. */
const strict = {
  longRunning: 'imports',
  parallelNamedValues: 'conflict',
  nestedFragments: 'accepted',
} as const;
const runs = 200;

describe('Files with random references', () => {
  let world: WorldInProcess;
  before(async () => {
    world = await startWorldInProcess(strict, { withoutContent: true, latency: 20 });
  });
  after(() => world.stop());

  it(`of ${String(runs)} folders are published in an order that the service takes: no write is refused or repeated`, async () => {
    let count = 0;
    let sideBySide = 0;
    const property = asyncProperty(graphs, async (graph) => {
      const name = `random-${String((count += 1))}`;
      world.newInstance(name);
      world.arm.requests.clear();
      const { errors, created, updated } = await world.publish(name, filesOf(graph), '');
      assert.deepEqual(errors.map(String), []);
      const { writes } = world.arm.requests;
      assert.deepEqual(
        writes
          .filter(({ status }) => status >= 300)
          .map(({ method, path, status }) => [method, path, status]),
        [],
      );
      const paths = writes.map(({ path }) => path.toLowerCase());
      assert.equal(new Set(paths).size, paths.length, 'each thing is written once');
      // No file gives a product to the administrators, and Azure gives each new one to them.
      const added = writes.filter(({ method }) => method === 'DELETE');
      assert.ok(
        added.every(({ path }) => path.endsWith('/groups/administrators')),
        added.map(({ path }) => path).join(),
      );
      assert.equal(writes.length - added.length, created + updated);
      // A request takes time: those that came in the same moment were sent side by side.
      if (new Set(writes.map(({ at }) => at)).size < writes.length) sideBySide += 1;
    });
    await holds(property, { numRuns: runs, seed: 20_260_727 });
    assert.ok(sideBySide > runs * 0.9, String(sideBySide));
  }).timeout(300_000);
});
