import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import { exportApi } from './export-api.ts';
import { fixture } from './fixture.ts';
import { contentTypes } from './imported-api.ts';

const bookings = fixture('bookings.wadl');

describe('WADL, imported and exported by the emulator', () => {
  it('makes an operation of each method of each resource', async () => {
    const { operations, instance } = await imported(bookings);
    assert.deepEqual(
      operations().map(({ displayName, method, urlTemplate }) => [displayName, method, urlTemplate]),
      [
        ['listBookings', 'GET', '/bookings'],
        ['addBooking', 'POST', '/bookings'],
        ['dropBooking', 'DELETE', '/bookings/{bookingId}'],
      ],
    );
    const [list, add, drop] = operations();
    const request = objectOf(list ?? {}, 'request') ?? {};
    assert.deepEqual(objectsOf(request, 'queryParameters'), [
      { name: 'day', type: 'date', required: true, values: [] },
      { name: 'sort', type: 'string', required: false, defaultValue: 'time', values: ['time', 'name'] },
    ]);
    assert.equal(objectsOf(request, 'headers')[0]?.['name'], 'X-Trace');
    assert.equal(list?.['description'], 'All bookings of a day.');
    assert.deepEqual(
      objectsOf(add ?? {}, 'responses').map(({ statusCode }) => statusCode),
      [200, 201],
    );
    assert.equal(objectsOf(drop ?? {}, 'templateParameters')[0]?.['required'], true);
    for (const { name } of instance.store.list('apis/a;rev=1/operations'))
      assert.match(name, /^[0-9a-f]{24}$/);
  });

  it('keeps its grammars as schema, takes title and address', async () => {
    const { instance } = await imported(bookings);
    const [schema] = instance.store.list('apis/a;rev=1/schemas');
    assert.equal(schema?.properties['contentType'], contentTypes.grammars);
    assert.match(JSON.stringify(schema.properties), /targetNamespace/);
    const { displayName, serviceUrl } = instance.find('apis/a')?.properties ?? {};
    assert.deepEqual([displayName, serviceUrl], ['Bookings', 'https://bookings.contoso.example/v1']);
  });

  it('comes out again with the same operations and grammars, at the address of the gateway', async () => {
    const { instance, operations } = await imported(bookings);
    const text = exportOf(instance);
    assert.match(text, /<resources base="https:\/\/contoso.azure-api.net\/a">/);
    const again = await imported(text);
    assert.deepEqual(withoutIds(again.operations()), withoutIds(operations()));
    assert.equal(exportOf(again.instance), text);
  });

  it('needs a name from somewhere, and to be WADL', async () => {
    const nameless = bookings.replace('<doc title="Bookings" />', '');
    await assert.rejects(imported(nameless), /Name is required/);
    await assert.rejects(imported('<definitions />'), /not a WADL description/);
    await assert.rejects(imported(''), /cannot be empty/);
  });
});

function withoutIds(operations: readonly JsonObject[]): unknown {
  const text = JSON.stringify(operations, (name, value: unknown) =>
    name === 'schemaId' || name === 'description' ? undefined : value,
  );
  return JSON.parse(text) as unknown;
}

function exportOf(instance: ReturnType<typeof instanceForTests>['instance']): string {
  const api = instance.find('apis/a');
  assert.ok(api);
  return exportApi(instance, api, 'wadl');
}

async function imported(value: string) {
  const { emulated, instance } = instanceForTests();
  await emulated.put('apis/a', { properties: { path: 'a', format: 'wadl-xml', value } });
  return {
    instance,
    operations: () => instance.store.list('apis/a;rev=1/operations').map(({ properties }) => properties),
  };
}
