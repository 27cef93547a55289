import assert from 'node:assert/strict';
import { fillManyApis } from '../services/many-apis.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
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
