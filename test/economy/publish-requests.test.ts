import assert from 'node:assert/strict';
import { importLies } from '../../emulator/arm/import-lies.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { isMarkerName } from '../../shared/apim/marker-name.ts';
import { fillManyApis } from '../services/many-apis.ts';
import { codesOf, tellStory } from '../services/told-story.ts';
import { acceptedButNotStored, afterImport } from '../services/world-lies.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { api, documentOf, information, policyOf } from '../stories/files.ts';
import { counted, sum } from './counted.ts';

const size = { apis: 30, operations: 6, operationPolicies: 3, products: 3, tags: 12 };

describe('The requests of a publication of everything that changes nothing', function () {
  this.timeout(60_000);
  let world: WorldInProcess;
  let extraction: ReadonlyMap<string, number>;
  let publication: ReadonlyMap<string, number>;

  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
    await fillManyApis(world.dev, size);
    await world.dev.put('namedValues/partner-key', {
      properties: { displayName: 'partner-key', value: 'open' },
    });
    const files = await world.extract('contoso-dev');
    world.arm.requests.clear();
    await world.extract('contoso-dev', files);
    extraction = counted(world.arm.requests.entries);
    world.arm.requests.clear();
    const overrides = 'namedValues: [{ name: partner-key, properties: { value: open } }]';
    const { errors, unchanged } = await world.publish('contoso-dev', files, overrides);
    assert.deepEqual(errors, []);
    assert.ok(unchanged > size.apis * 5);
    publication = counted(world.arm.requests.entries);
  });
  after(() => world.stop());

  it('write nothing', () => {
    assert.deepEqual(world.arm.requests.writes, []);
  });

  it('are reads that an extraction makes too, of each kind no more', () => {
    for (const [kind, number] of publication)
      assert.ok(number <= (extraction.get(kind) ?? 0), `${number} ${kind}, not ${extraction.get(kind) ?? 0}`);
    assert.ok(sum(publication.values()) < sum(extraction.values()));
  });
});

/** An API with something of all that an import must not take along, as a run with scope changes has published it. */
const shop = {
  ...api('shop', { description: 'Sells' }),
  'tags/public/tagInformation.json': information({ displayName: 'Public' }),
  'apis/shop/policy.xml': policyOf('x-api'),
  'apis/shop/operations/get-first/policy.xml': policyOf('x-first'),
  'apis/shop/operations/get-second/policy.xml': policyOf('x-second'),
  'apis/shop/operationTags.json': JSON.stringify([{ operation: 'get-first', name: 'public' }]),
  'products/starter/productInformation.json': information({ displayName: 'Starter' }),
  'products/starter/apis.json': JSON.stringify([{ name: 'shop' }]),
};
const policyPath = 'apis/shop/operations/get-first/policies/policy';
const changes = {
  policy: { 'apis/shop/operations/get-first/policy.xml': policyOf('x-changed') },
  specification: {
    'apis/shop/specification.json': documentOf('shop', '/first', '/second').replace('What', 'All that'),
  },
};

describe('The requests of a publication of one change', () => {
  let world: WorldInProcess;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
  });
  after(() => world.stop());

  /** What a run asks after the instance itself and the marker, which it writes before the first write and in the end. */
  async function asked(
    change: keyof typeof changes,
    fault?: (instance: EmulatedInstance) => Fault,
  ): Promise<{ readonly requests: readonly string[]; readonly downloads: number }> {
    const { arm } = world;
    const story = await tellStory(world);
    assert.deepEqual(codesOf(await story.publish(shop, { scope: 'changes' })), []);
    if (fault !== undefined) arm.faults.push(fault(story.instance));
    arm.downloads.clear();
    const run = await story.publish({ ...shop, ...changes[change] }, { scope: 'changes' });
    arm.faults.length = 0;
    assert.deepEqual(codesOf(run), [], story.log.join('\n'));
    const all = arm.requests.entries.map(({ method, path, query }) => {
      const [, below = ''] = /\/service\/[^/]+\/?(.*)$/.exec(path) ?? [];
      const name = isMarkerName(below.slice('namedValues/'.length)) ? 'marker' : below;
      return [method, name, query.has('export') ? 'export' : ''].join(' ').trim();
    });
    assert.deepEqual(all.slice(0, 2), ['GET', 'GET marker']);
    assert.deepEqual([all.filter((one) => one === 'PUT marker').length, all.at(-1)], [2, 'PUT marker']);
    const requests = all.slice(2, -1);
    return { requests, downloads: arm.downloads.entries.length };
  }

  const reads = ['GET apis', 'GET apis/shop export'];
  // An import would take away what no specification can say: once for each API it is looked whether there is such.
  const first = [...reads, 'PUT marker', 'GET apis/shop/operations'];
  const imported = ['PUT apis/shop', ...reads];

  it('are nine for the policy of an operation: its way is read before, and itself after', async () => {
    const { requests, downloads } = await asked('policy');
    assert.deepEqual(requests, [
      ...['GET apis', 'GET apis/shop/operations', `GET ${policyPath}`],
      ...['PUT marker', `PUT ${policyPath}`, `GET ${policyPath}`],
    ]);
    assert.equal(downloads, 0);
  });

  it('are ten for a specification: one write, three reads before it, two after', async () => {
    const { requests, downloads } = await asked('specification');
    assert.deepEqual(requests, [...first, ...imported]);
    assert.equal(downloads, 2);
  });

  it('are a write and two reads more where Azure did not store it: four reads after', async () => {
    const { requests, downloads } = await asked('specification', () =>
      acceptedButNotStored('PUT', /\/apis\/shop$/),
    );
    assert.deepEqual(requests, [...first, ...imported, ...imported]);
    assert.equal(downloads, 3);
  });

  it('ask besides for what lived in an operation that Azure lost, and for nothing of the others', async () => {
    const { requests } = await asked('specification', (instance) =>
      afterImport(importLies['loses one operation'], 'shop', instance),
    );
    assert.deepEqual(
      requests.filter((one) => one.startsWith('PUT apis')),
      [
        'PUT apis/shop',
        'PUT apis/shop',
        `PUT ${policyPath}`,
        'PUT apis/shop/operations/get-first/tags/public',
      ],
    );
    assert.ok(!requests.some((one) => one.includes('get-second')), requests.join('\n'));
  });

  it('are polls besides where an import goes on after its answer', async () => {
    world.arm.switches.longRunning = 'imports';
    try {
      const { requests } = await asked('specification');
      const isPoll = (one: string) => one === 'GET apis/shop';
      assert.ok(requests.some(isPoll));
      assert.deepEqual(
        requests.filter((one) => !isPoll(one)),
        [...first, ...imported],
      );
    } finally {
      world.arm.switches.longRunning = 'none';
    }
  });
});
