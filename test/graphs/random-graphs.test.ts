import assert from 'node:assert/strict';
import { assert as holds, asyncProperty, gen } from 'fast-check';
import type { LoggedRequest } from '../../emulator/http/request-log.ts';
import { linkOf } from '../../shared/apim/links.ts';
import { relativePathOf } from '../../shared/apim/names.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { WorldInProcess } from '../services/world-in-process.ts';
import { drawnIn, toBeDrawn } from './drawn.ts';
import { filesOf, hasFile } from './files-of-graph.ts';
import { drawGraph, type Thing } from './random-graph.ts';

/** The service takes no reference to what is not there, and no two writes of what it locks. */
const strict = {
  longRunning: 'imports',
  parallelNamedValues: 'conflict',
  nestedFragments: 'accepted',
} as const;
const runs = 200;

describe('Files with random references', () => {
  const world = worldForTests(strict, { withoutContent: true, latency: 20, sku: 'Premium' });
  const drawn = new Set<string>();

  it(`of ${String(runs)} folders are published in an order that the service takes: no write is refused or repeated`, async () => {
    let count = 0;
    let sideBySide = 0;
    const property = asyncProperty(gen(), async (draw) => {
      const things = drawGraph(draw);
      const name = `random-${String((count += 1))}`;
      const { resourceId } = world.newInstance(name);
      world.arm.requests.clear();
      const files = filesOf(things);
      const { errors, created, updated } = await world.publish(name, files, '');
      assert.deepEqual(errors.map(String), []);
      const { writes } = world.arm.requests;
      assert.deepEqual(
        writes
          .filter(({ status }) => status >= 300)
          .map(({ method, path, status }) => [method, path, status]),
        [],
      );
      const times = timesOf(writes, resourceId);
      const twice = [...times].filter(([, { first, last }]) => first < last).map(([path]) => path);
      assert.deepEqual(
        twice.filter((path) => !isForOwnGateways(path, things)),
        [],
        'each thing is written once',
      );
      const own = [...times.keys()].filter((path) => !isOfService(path));
      assert.equal(own.length, created + updated);
      assert.equal(own.length, new Set(things.filter(hasFile).map(pathOf)).size);
      for (const thing of things) assertAfterWhatItNeeds(thing, times);
      // A request takes time: those that came in the same moment were sent side by side.
      if (new Set(writes.map(({ at }) => at)).size < writes.length) sideBySide += 1;
      for (const thing of things) for (const what of drawnIn(thing)) drawn.add(what);
      if (count % 20 === 0) await assertSettled(world, name, files);
    });
    await holds(property, { numRuns: runs, seed: 20_260_727, includeErrorInReport: true });
    assert.ok(sideBySide > runs * 0.9, String(sideBySide));
  }).timeout(300_000);

  it('have had in them every kind that is published, in the instance and in a workspace, with every reference that the table knows', () => {
    assert.deepEqual(
      toBeDrawn().filter((what) => !drawn.has(what)),
      [],
    );
  });
});

/** Publishing it again writes nothing, extracting it changes no file: each means what its author wrote. */
async function assertSettled(world: WorldInProcess, name: string, files: Files): Promise<void> {
  world.arm.requests.clear();
  const { errors } = await world.publish(name, files, '');
  assert.deepEqual([errors.map(String), world.arm.requests.writes.map(({ path }) => path)], [[], []]);
  const after = await world.extract(name, files);
  const changed = Object.keys(files).filter((path) => after[path] !== files[path]);
  assert.deepEqual(
    changed.map((path) => [path, files[path], after[path]]),
    [],
  );
}

/** What Azure adds by itself to what is new, or keeps of it elsewhere: nobody asked for it in the files. */
function isOfService(path: string): boolean {
  return (
    /^\/products\/[^/]+\/groups\/administrators$/.test(path) ||
    /^\/gateways\/managed\/apis\/[^/]+$/.test(path) ||
    /^\/apis\/[^/]+\/schemas\/graphql$/.test(path)
  );
}

/** Made without content and taken off the managed gateway, before it gets its operations. */
function isForOwnGateways(path: string, things: readonly Thing[]): boolean {
  return things.some(({ id }) => id.kind === 'gatewayApi' && path === `/apis/${id.name}`);
}

interface Times {
  readonly first: number;
  readonly last: number;
}

/** Paths of what was written, and when. */
function timesOf(writes: readonly LoggedRequest[], resourceId: string): ReadonlyMap<string, Times> {
  const times = new Map<string, Times>();
  for (const { path, at } of writes) {
    const below = path.slice(resourceId.length).toLowerCase();
    times.set(below, { first: times.get(below)?.first ?? at, last: at });
  }
  return times;
}

/** An API and its current revision are one. */
function pathOf({ id }: Thing): string {
  return relativePathOf(id, () => '1').toLowerCase();
}

/** Operations come with their API; links in workspaces have names that nobody knows before. */
function writtenAt(thing: Thing, times: ReadonlyMap<string, Times>): Times | undefined {
  if (linkOf(thing.id) !== undefined) return undefined;
  return times.get(hasFile(thing) ? pathOf(thing) : pathOf(thing).replace(/\/operations\/[^/]+$/, ''));
}

function assertAfterWhatItNeeds(thing: Thing, times: ReadonlyMap<string, Times>): void {
  const own = hasFile(thing) ? writtenAt(thing, times) : undefined;
  if (own === undefined) return;
  for (const needed of thing.needs) {
    const before = pathOf(needed) === pathOf(thing) ? undefined : writtenAt(needed, times);
    assert.ok(before === undefined || before.last < own.first, `${pathOf(thing)} needs ${pathOf(needed)}`);
  }
}
