import assert from 'node:assert/strict';
import type { Switches } from '../../emulator/arm/switches.ts';
import { documentOf, fillAsPeopleDo, withRefund } from '../services/types-of-api.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';
import { opposite } from '../services/world-switches.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];
const url = 'https://orders.example/Orders.svc';

/** As an author writes it: tags on the operations, one of them described. */
const tagged = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'Trips', version: '1' },
  tags: [{ name: 'Booking', description: 'What is booked' }],
  paths: {
    '/trips': {
      get: {
        operationId: 'listTrips',
        tags: ['Booking', 'Reading'],
        responses: { 200: { description: 'OK' } },
      },
      post: { operationId: 'book', tags: ['Booking'], responses: { 201: { description: 'Made' } } },
    },
  },
});

/** A SOAP API, whose operations have names that the service invents, and one with tags in its specification. */
async function filled(world: WorldInProcess, scope: string): Promise<void> {
  const put = (path: string, properties: object) => world.dev.put(`${scope}${path}`, { properties });
  await fillAsPeopleDo(world.arm, async () => {
    if (scope !== '') await world.dev.put(scope.replace(/\/$/, ''), { properties: { displayName: 'Team' } });
    await put('tags/slow', { displayName: 'Slow' });
    const own = { displayName: 'Orders', path: 'orders', protocols: ['https'], serviceUrl: url };
    const selector = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
    const wsdl = {
      apiType: 'soap',
      format: 'wsdl',
      value: documentOf('orders.wsdl'),
      wsdlSelector: selector,
    };
    await put('apis/soap', { ...own, ...wsdl });
    const found = await operationCalled('GetOrder', `${scope}apis/soap`, world);
    if (scope === '') await put(`apis/soap/operations/${found}/tags/slow`, {});
    else {
      const operationId = `${world.dev.resourceId}/${scope}apis/soap/operations/${found}`;
      await put('tags/slow/operationLinks/65f0c1a2b3c4d5e6f7a8b9d0', { operationId });
    }
    await put('apis/trips', { displayName: 'Trips', path: 'trips', format: 'openapi+json', value: tagged });
  });
}

/** Each is asked for by itself: lists in workspaces may say no more than names. */
async function operationCalled(displayName: string, api: string, { dev }: WorldInProcess): Promise<string> {
  const { value } = (await dev.get(`${api}/operations`)) as { value: { name: string }[] };
  for (const { name } of value) {
    const { properties } = (await dev.get(`${api}/operations/${name}`)) as {
      properties: { displayName: string };
    };
    if (properties.displayName === displayName) return name;
  }
  throw new Error(`no operation ${displayName}`);
}

function writesOf({ arm }: WorldInProcess): readonly string[] {
  const told = arm.requests.writes.map(
    ({ method, path }) => `${method} ${path.replace(/^.*\/contoso-\w+\//, '')}`,
  );
  arm.requests.clear();
  return told;
}

async function publish(world: WorldInProcess, files: Files): Promise<void> {
  const { errors } = await world.publish(prod, files, '');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
}

/** "GetOrder slow", sorted. */
function tagsIn(files: Files, path: string): readonly string[] {
  const list = JSON.parse(files[path] ?? '[]') as { operation: string; name: string }[];
  return list.map(({ operation, name }) => `${operation} ${name}`).sort();
}

const worlds: readonly (readonly [string, string, Partial<Switches>])[] = [
  ['in an instance', '', {}],
  ['in an instance where Azure does the opposite', '', opposite],
  ['in a workspace', 'workspaces/team/', {}],
  ['in a workspace where Azure does the opposite', 'workspaces/team/', opposite],
];

for (const [where, scope, switches] of worlds)
  describe(`Tags of operations ${where}`, () => {
    const world = worldForTests(switches, { withoutContent: true, sku: 'Premium' });
    let files: Files;
    before(async () => {
      await filled(world, scope);
      files = await world.extract(dev);
    });

    it('are in one list for an API, by the names that files have for operations', () => {
      assert.deepEqual(tagsIn(files, `${scope}apis/soap/operationTags.json`), ['GetOrder slow']);
      assert.equal(tagsIn(files, `${scope}apis/trips/operationTags.json`).length, 3);
    });

    it('make the round trip, and then there is nothing to write', async () => {
      await publish(world, files);
      assert.deepEqual(await world.extract(prod), files);
      writesOf(world);
      await publish(world, files);
      assert.deepEqual(writesOf(world), []);
    });

    it('stay where they are when their API is imported again', async () => {
      const [soap, trips] = [`${scope}apis/soap/specification.wsdl`, `${scope}apis/trips/specification.yaml`];
      const changed = {
        ...files,
        [soap]: withRefund(files[soap]),
        [trips]: (files[trips] ?? '').replace('description: Made', 'description: Booked'),
      };
      assert.notEqual(changed[trips], files[trips]);
      await publish(world, changed);
      const writes = writesOf(world);
      for (const api of ['soap', 'trips']) assert.ok(writes.includes(`PUT ${scope}apis/${api}`), api);
      assert.deepEqual(await world.extract(prod, changed), changed);
    });
  });

describe('A specification whose author wrote tags', () => {
  it('stays as it is, and what the service makes of its tags comes out as a list once', async () => {
    const world = await startWorldInProcess({}, { withoutContent: true });
    try {
      await filled(world, '');
      const files = await world.extract(dev);
      const own = { ...files, 'apis/trips/specification.json': `${tagged}\n` };
      const { ['apis/trips/specification.yaml']: _, ...authored } = own as Record<string, string>;
      assert.deepEqual(await world.extract(dev, authored), authored);
      await publish(world, authored);
      assert.deepEqual(await world.extract(prod, authored), authored);
      writesOf(world);
      await publish(world, authored);
      assert.deepEqual(writesOf(world), []);
    } finally {
      await world.stop();
    }
  });
});
