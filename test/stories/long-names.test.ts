import assert from 'node:assert/strict';
import { scopedPolicy } from '../services/scoped-policy.ts';
import { assertPublished } from '../services/world-expectations.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';

const long = (word: string, length = 80): string => word.padEnd(length, `-${word}`);
const [dev, prod] = ['contoso-dev', 'contoso-prod'];
const policy = { format: 'rawxml', value: scopedPolicy('') };

/** They differ after what paths show of them, or in upper and lower case only. */
const operations = [long('list-all-of-the-things', 76), `${long('list-all-of-the-things', 75)}X`];
const [orders, pets, sales] = [long('orders', 250), long('pets'), long('sales')];

const specified = (title: string, names: readonly string[]) => ({
  ...{ displayName: title, path: title, protocols: ['https'], serviceUrl: `https://${title}.example` },
  ...{ format: 'openapi+json' },
  value: JSON.stringify({
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths: Object.fromEntries(
      names.map((operationId, at) => [
        `/things/${String(at)}`,
        { get: { operationId, responses: { 200: { description: 'OK' } } } },
      ]),
    ),
  }),
});

/** Things of all that has a place in paths: with revisions, policies of operations, links and lists of one. */
const content: Readonly<Record<string, object>> = {
  [`workspaces/${sales}`]: { displayName: 'Sales' },
  [`workspaces/${sales}/apis/${pets}`]: specified('pets', operations),
  ...policiesOf(`workspaces/${sales}/apis/${pets}`, operations),
  [`apis/${orders}`]: specified(
    'orders',
    operations.map((name) => name.toUpperCase()),
  ),
  ...policiesOf(
    `apis/${orders}`,
    operations.map((name) => name.toUpperCase()),
  ),
  [`apis/${orders};rev=2`]: { ...specified('orders', operations), apiRevision: '2' },
  ...policiesOf(`apis/${orders};rev=2`, operations),
  [`tags/${long('public')}`]: { displayName: 'Public' },
  [`apis/${orders}/tags/${long('public')}`]: {},
  [`apis/${orders}/operations/${operations[0]?.toUpperCase() ?? ''}/tags/${long('public')}`]: {},
  [`products/${long('starter', 200)}`]: { displayName: 'Starter', subscriptionRequired: false },
  [`products/${long('starter', 200)}/apis/${orders}`]: {},
  [`products/${long('starter', 200)}/groups/developers`]: {},
};

function policiesOf(api: string, names: readonly string[]): Readonly<Record<string, object>> {
  return Object.fromEntries(names.map((name) => [`${api}/operations/${name}/policies/policy`, policy]));
}

describe('Long names', () => {
  const world = worldForTests({}, { withoutContent: true, sku: 'Premium' });
  let files: Files;
  before(async () => {
    for (const [path, properties] of Object.entries(content)) await world.dev.put(path, { properties });
    files = await world.extract(dev);
  });

  it('are in paths of at most 200 characters, whatever the thing is', () => {
    const paths = Object.keys(files);
    assert.deepEqual(
      paths.filter((path) => path.length > 200),
      [],
    );
    const { names } = JSON.parse(files['apim-names.json'] ?? '{}') as { names: Record<string, string> };
    assert.deepEqual(
      new Set(Object.values(names)),
      new Set([
        orders,
        pets,
        ...operations,
        ...operations.map((name) => name.toUpperCase()),
        long('starter', 200),
      ]),
    );
  });

  it('change nothing when they are extracted again', async () => {
    assert.deepEqual(await world.extract(dev, files), files);
  });

  it('go whole to another instance, and come back as the same files', async () => {
    assertPublished(await world.publish(prod, files, ''));
    assert.deepEqual(await world.extract(prod), files);
    assert.deepEqual(Object.keys(world.prod.dump() as object), Object.keys(world.dev.dump() as object));
    const again = await world.publish(prod, files, '');
    assert.deepEqual([again.hasChanges, again.errors], [false, []]);
  });
});
