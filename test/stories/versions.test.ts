import assert from 'node:assert/strict';
import { codesOf, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, information } from './files.ts';

const set = {
  'version sets/orders/versionSetInformation.json': information({
    displayName: 'Orders',
    versioningScheme: 'Segment',
  }),
};
const version = (name: string) =>
  api(`orders-${name}`, {
    displayName: 'Orders',
    path: 'orders',
    apiVersion: name,
    apiVersionSetId: '/apiVersionSets/orders',
  });

describe('Versions and revisions', () => {
  const world = worldForTests({ longRunning: 'imports' }, { withoutContent: true, latency: 20 });

  /** Whose PUT and polls came one after the other: each name once where nothing was done side by side. */
  const turns = (names: RegExp) =>
    world.arm.requests.entries
      .filter(({ method, query }) => method === 'PUT' || query.has('asyncId'))
      .flatMap(({ path }) => names.exec(path.split('/service/')[1] ?? '')?.[0] ?? [])
      .filter((name, at, all) => name !== all[at - 1]);

  it('of one set are made one after the other, while other APIs are made beside them', async () => {
    const story = await tellStory(world);
    const versions = { ...set, ...version('v1'), ...version('v2'), ...version('v3') };
    assert.deepEqual(codesOf(await story.publish({ ...versions, ...api('a'), ...api('b') })), []);
    assert.deepEqual(turns(/orders-v\d/).length, 3, turns(/orders-v\d/).join());
    assert.ok(turns(/apis\/(a|b)$/).length > 2, turns(/apis\/(a|b)$/).join());
    // Of what is there already each is written beside the others.
    const changed = ['v1', 'v2', 'v3'].map((name) => ({
      [`apis/orders-${name}/specification.json`]: documentOf('Orders', '/first', '/other'),
    }));
    assert.deepEqual(
      codesOf(await story.publish(Object.assign({}, versions, ...changed) as typeof versions)),
      [],
    );
    assert.ok(turns(/orders-v\d/).length > 3, turns(/orders-v\d/).join());
  });

  it('of one API are written one after the other, with all that lives in them', async () => {
    const story = await tellStory(world);
    const revisions = ['', ';rev=2', ';rev=3'].map((suffix) =>
      api(`orders${suffix}`, { displayName: 'Orders', path: 'orders' }),
    );
    assert.deepEqual(
      codesOf(await story.publish(Object.assign({}, ...revisions) as ReturnType<typeof api>)),
      [],
    );
    assert.equal(turns(/apis\/orders[^/]*$/).length, 3, turns(/apis\/orders[^/]*$/).join());
  });
});
