import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Switches } from '../../emulator/arm/switches.ts';
import { prodName, startWorld, isMarker } from '../services/world.ts';
import { assertGreen } from '../services/world-expectations.ts';
import { filesIn } from '../services/world-files.ts';
import { opposite } from '../services/world-switches.ts';

const folders = { createPullRequest: 'false' };

/** What files and instances are after extract(dev), publish(prod), extract(prod). */
async function roundTrip(switches: Partial<Switches>) {
  const world = await startWorld({ switches, withWorkspace: true });
  try {
    assertGreen(await world.extract({ ...folders, artifactsFolder: 'dev' }));
    const published = await world.publish({ artifactsFolder: 'dev' });
    assertGreen(published);
    assertGreen(await world.extract({ ...folders, serviceName: prodName, artifactsFolder: 'prod' }));
    const [dev, prod] = [await filesIn(join(world.folder, 'dev')), await filesIn(join(world.folder, 'prod'))];
    return { dev, prod, published, dumps: [world.dev.dump(), world.prod.dump()] };
  } finally {
    await world.stop();
  }
}

describe('Round trip: extract one instance, publish to an empty one, extract that', () => {
  let usual: Awaited<ReturnType<typeof roundTrip>>;
  before(async () => {
    usual = await roundTrip({});
  });

  it('gives identical bytes of all files', () => {
    const { dev, prod, published } = usual;
    assert.ok(Object.keys(dev).length >= 68, 'Something of the instance is not extracted any more.');
    assert.deepEqual(prod, dev);
    assert.equal(published.outputs['failedCount'], '0');
  });

  it('brings every API, operation, policy and link, not only files that look alike', () => {
    const [dev, prod] = usual.dumps.map((dump) =>
      Object.keys(dump as object).filter((path) => isPortable(path) && !isMarker(path)),
    );
    assert.deepEqual(prod, dev);
  });

  // None of the opposite switches makes the service rename what the files name: both instances name operations alike.
  it('gives identical bytes where Azure does the opposite wherever the facts are unsure', async () => {
    const { dev, prod } = await roundTrip(opposite);
    assert.ok(Object.keys(dev).includes('apis/petstore/operations/getpetbyid/policy.xml'));
    assert.deepEqual(prod, dev);
  });
});

/** Ids that a service invents are of use in one instance only. */
function isPortable(path: string): boolean {
  return !path.includes('invented-');
}
