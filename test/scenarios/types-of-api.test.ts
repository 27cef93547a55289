import assert from 'node:assert/strict';
import type { Switches } from '../../emulator/arm/switches.ts';
import {
  documentOf,
  fillAsPeopleDo,
  fillWithRevisions,
  fillWithTypes,
  putOnOperation,
  withRefund,
} from '../services/types-of-api.ts';
import { headerPolicy } from '../services/world-content.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];

async function inWorld(
  switches: Partial<Switches>,
  story: (world: WorldInProcess) => Promise<void>,
): Promise<void> {
  const world = await startWorldInProcess(switches, { withoutContent: true });
  try {
    await fillAsPeopleDo(world.arm, async () => {
      await fillWithTypes(world.dev);
      await fillWithRevisions(world.dev);
    });
    await story(world);
  } finally {
    await world.stop();
  }
}

/** What was written to Azure since the last call. */
function writes({ arm }: WorldInProcess): readonly string[] {
  const told = arm.requests.writes.map(
    ({ method, path }) => `${method} ${path.replace(/^.*\/contoso-\w+\//, '')}`,
  );
  arm.requests.clear();
  return told;
}

async function publishWell(world: WorldInProcess, name: string, files: Files): Promise<void> {
  const { errors } = await world.publish(name, files, '');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
}

describe('An API of each type, and one with three revisions', () => {
  it('say all that they are', () =>
    inWorld({}, async (world) => {
      const files = await world.extract(dev);
      const formats = Object.keys(files).filter((path) => path.includes('specification.'));
      assert.deepEqual(formats, [
        'apis/grpc/specification.proto',
        'apis/odata/specification.edmx',
        'apis/passed-on/specification.graphql',
        'apis/rest/specification.yaml',
        'apis/soap/specification.wsdl',
        'apis/swagger/specification.yaml',
        'apis/synthetic/specification.graphql',
        'apis/trips/specification.yaml',
        'apis/trips;rev=1/specification.yaml',
        'apis/trips;rev=4/specification.yaml',
      ]);
      assert.match(
        files['apis/tools/apiInformation.json'] ?? '',
        /"operationId": "\/apis\/rest\/operations\/listThings"/,
      );
      assert.match(files['apis/soap/operations/GetOrder/policy.xml'] ?? '', /x-orders/);
      assert.match(
        files['apis/synthetic/resolvers/order-by-id/resolverInformation.json'] ?? '',
        /"path": "Query\/order"/,
      );
      assert.match(files['apis/synthetic/resolvers/order-by-id/policy.xml'] ?? '', /^<http-data-source>/);
      assert.match(files['apis/trips/specification.yaml'] ?? '', /Of 2/);
      assert.match(files['apis/trips;rev=4/operations/listThings/policy.xml'] ?? '', /op 4/);
      await publishWell(world, prod, files);
      const { mcpTools } = (await property(world.prod, 'apis/tools')) as {
        mcpTools: { operationId: string }[];
      };
      assert.equal(mcpTools[0]?.operationId, `${world.prod.resourceId}/apis/rest/operations/listThings`);
    }));

  it('are written in the format that was asked for, and keep it', () =>
    inWorld({}, async (world) => {
      for (const [form, path, start] of [
        ['openapi-json', 'apis/rest/specification.json', /^\{\n {2}"openapi": "3/],
        ['swagger-json', 'apis/rest/specification.json', /^\{\n {2}"swagger": "2.0"/],
        ['swagger-yaml', 'apis/rest/specification.yaml', /^swagger: "2.0"/],
      ] as const) {
        const files = await world.extract(dev, {}, { newSpecification: form });
        assert.match(files[path] ?? '', start);
        assert.equal('apis/soap/specification.wsdl' in files, true);
        assert.deepEqual(await world.extract(dev, files), files);
        const name = `of-${form}`;
        world.newInstance(name);
        await publishWell(world, name, files);
        assert.deepEqual(await world.extract(name, {}, { newSpecification: form }), files);
      }
    }));
});

describe('A SOAP API', () => {
  it('keeps policies of its operations when its WSDL changes, also those that no file has', () =>
    inWorld({}, async (world) => {
      const files = await world.extract(dev);
      await publishWell(world, prod, files);
      await putOnOperation(world.prod, 'soap', 'CancelOrder', headerPolicy('x-cancel', 'kept'));
      const changed = {
        ...files,
        'apis/soap/specification.wsdl': withRefund(files['apis/soap/specification.wsdl']),
      };
      writes(world);
      await publishWell(world, prod, changed);
      assert.ok(writes(world).includes('PUT apis/soap'));
      const after = await world.extract(prod, changed);
      assert.equal(after['apis/soap/specification.wsdl'], changed['apis/soap/specification.wsdl']);
      assert.match(after['apis/soap/operations/GetOrder/policy.xml'] ?? '', /x-orders/);
      assert.match(after['apis/soap/operations/CancelOrder/policy.xml'] ?? '', /x-cancel/);
      assert.equal((await property(world.prod, 'apis/soap'))['description'], 'Orders, as ever');
      writes(world);
      await publishWell(world, prod, changed);
      assert.deepEqual(writes(world), []);
    }));

  it("keeps its author's WSDL, asks which of its endpoints is meant, and takes the one that is named", () =>
    inWorld({}, async (world) => {
      const own = documentOf('orders.wsdl');
      const information = (more: object) =>
        JSON.stringify({
          properties: { displayName: 'Orders', path: 'orders', serviceUrl: 'https://o', ...more },
        });
      const files = {
        'apis/orders/specification.wsdl': own,
        'apis/orders/apiInformation.json': information({}),
      };
      const { errors } = await world.publish(prod, files, '');
      assert.deepEqual(
        errors.map(({ code, message }) => [
          code,
          message.includes('Orders/OrdersSoap11, Orders/OrdersSoap12'),
        ]),
        [['UNSUPPORTED_SPECIFICATION', true]],
      );
      const wsdlSelector = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
      const chosen = { ...files, 'apis/orders/apiInformation.json': information({ wsdlSelector }) };
      await publishWell(world, prod, chosen);
      const { type, serviceUrl } = await property(world.prod, 'apis/orders');
      assert.deepEqual([type, serviceUrl], ['soap', 'https://o']);
      assert.equal((await world.extract(prod, chosen))['apis/orders/specification.wsdl'], own);
      writes(world);
      await publishWell(world, prod, chosen);
      assert.deepEqual(writes(world), []);
    }));

  it('is offered as REST where its information file says http', () =>
    inWorld({}, async (world) => {
      const wsdlSelector = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };
      const properties = {
        displayName: 'Orders',
        path: 'orders',
        type: 'http',
        serviceUrl: 'https://o',
        wsdlSelector,
      };
      const files = {
        'apis/orders/specification.wsdl': documentOf('orders.wsdl'),
        'apis/orders/apiInformation.json': JSON.stringify({ properties }),
        'apis/orders/operations/GetOrder/policy.xml': headerPolicy('x-get', 'mine'),
      };
      await publishWell(world, prod, files);
      assert.equal((await property(world.prod, 'apis/orders'))['type'], 'http');
      writes(world);
      await publishWell(world, prod, files);
      assert.deepEqual(writes(world), []);
      const after = await world.extract(prod, files);
      assert.equal(after['apis/orders/specification.wsdl'], files['apis/orders/specification.wsdl']);
      assert.match(after['apis/orders/operations/GetOrder/policy.xml'] ?? '', /mine/);
    }));
});

describe('A WADL', () => {
  it('is imported whole, stays as its author wrote it, and its operations keep their policies', () =>
    inWorld({}, async (world) => {
      const properties = { displayName: 'Reservations', path: 'bookings', serviceUrl: 'https://b.example' };
      const files = {
        'apis/bookings/specification.wadl': documentOf('bookings.wadl'),
        'apis/bookings/apiInformation.json': JSON.stringify({ properties }),
        'apis/bookings/operations/listBookings/policy.xml': headerPolicy('x-list', 'one'),
      };
      await publishWell(world, prod, files);
      const live = await property(world.prod, 'apis/bookings');
      assert.deepEqual([live['displayName'], live['serviceUrl']], ['Reservations', 'https://b.example']);
      writes(world);
      await publishWell(world, prod, files);
      assert.deepEqual(writes(world), []);
      const own = files['apis/bookings/specification.wadl'];
      assert.equal((await world.extract(prod, files))['apis/bookings/specification.wadl'], own);
      // What another API exports meanwhile is not taken for it, nor what is no document.
      const ofAnother = { status: 200, body: own.replace('"DELETE"', '"PUT"') };
      const link = { method: 'GET', path: /\/api-export\/.*\.xml/ };
      world.arm.faults.push({ ...link, answer: ofAnother, times: 1 });
      assert.equal((await world.extract(prod, files))['apis/bookings/specification.wadl'], own);
      world.arm.faults.splice(0, 1, { ...link, answer: ofAnother });
      await assert.rejects(world.extract(prod, files), { code: 'EXPORT_MISMATCH' });
    }));

  it('is compared by its operations where Azure gives none, and its file stays', () =>
    inWorld({ xmlExports: 'inlineAsText' }, async (world) => {
      const properties = { displayName: 'Reservations', path: 'bookings', serviceUrl: 'https://b.example' };
      const files = {
        'apis/bookings/specification.wadl': documentOf('bookings.wadl'),
        'apis/bookings/apiInformation.json': JSON.stringify({ properties }),
      };
      await publishWell(world, prod, files);
      writes(world);
      await publishWell(world, prod, files);
      assert.deepEqual(writes(world), []);
      const own = files['apis/bookings/specification.wadl'];
      assert.equal((await world.extract(prod, files))['apis/bookings/specification.wadl'], own);
    }));
});

async function property(instance: WorldInProcess['prod'], path: string): Promise<Record<string, unknown>> {
  return ((await instance.get(path)) as { properties: Record<string, unknown> }).properties;
}
