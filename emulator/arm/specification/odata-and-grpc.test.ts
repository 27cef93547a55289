import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { type JsonObject, textOf } from '../json.ts';
import { fixture } from './fixture.ts';
import { contentTypes } from './imported-api.ts';

const catalog = fixture('catalog.edmx');
const greeter = fixture('greeter.proto');

describe('OData and gRPC, imported by the emulator', () => {
  it('makes operations of entity sets, and keeps the metadata as schema', async () => {
    const { instance, operations } = await imported('odata', catalog);
    assert.deepEqual(operations(), [
      'GET /Products',
      'POST /Products',
      'GET /Products({Id})',
      'PATCH /Products({Id})',
      'DELETE /Products({Id})',
      'GET /Categories',
      'POST /Categories',
      'GET /Categories(Region={Region},Code={Code})',
      'PATCH /Categories(Region={Region},Code={Code})',
      'DELETE /Categories(Region={Region},Code={Code})',
      'GET /Featured',
      'PATCH /Featured',
      'GET /Cheapest',
      'POST /Reset',
    ]);
    const [schema] = instance.store.list('apis/a;rev=1/schemas');
    assert.deepEqual(schema?.properties, { contentType: contentTypes.odata, document: { value: catalog } });
    assert.equal(instance.find('apis/a')?.properties['displayName'], 'CatalogService');
  });

  it('keeps the policies of operations when metadata is imported again', async () => {
    const { emulated } = await imported('odata', catalog);
    const path = 'apis/a/operations/List-Products/policies/policy';
    const value = '<policies><inbound><base /></inbound></policies>';
    await emulated.put(path, { properties: { value, format: 'rawxml' } });
    await emulated.put('apis/a', request('odata', catalog));
    assert.ok(await emulated.get(path));
  });

  it('keeps protocol buffers as schema, without operations', async () => {
    const { instance, operations } = await imported('grpc', greeter);
    assert.deepEqual(operations(), []);
    const [schema] = instance.store.list('apis/a;rev=1/schemas');
    assert.deepEqual(schema?.properties, { contentType: 'text/protobuf', document: { value: greeter } });
    assert.equal(instance.find('apis/a')?.properties['displayName'], 'Greeter');
  });

  for (const [format, what, text] of [
    ['odata', 'another version', catalog.replace('Version="4.0"', 'Version="3.0"')],
    ['odata', 'no container', catalog.replaceAll('EntityContainer', 'Container')],
    [
      'odata',
      'an entity type that is not there',
      catalog.replace('EntityType Name="Product"', 'EntityType Name="X"'),
    ],
    ['grpc', 'another version', greeter.replace('proto3', 'proto2')],
    ['grpc', 'a brace too few', greeter.slice(0, greeter.lastIndexOf('}'))],
    ['grpc', 'no service', greeter.replace('service Greeter', 'message Greeter')],
  ] as const)
    it(`refuses ${format} with ${what}`, async () => {
      await assert.rejects(imported(format, text), /400 .*Parsing error/);
    });

  it('is exported in no format: what there is, is the schema', async () => {
    for (const [format, text] of [
      ['odata', catalog],
      ['grpc', greeter],
    ] as const) {
      const { emulated } = await imported(format, text);
      await assert.rejects(
        emulated.get('apis/a?export=true&format=openapi-link'),
        /400 .*cannot be exported/,
      );
    }
  });
});

function request(format: string, value: string): { properties: JsonObject } {
  return { properties: { path: 'a', format, value, apiType: format } };
}

async function imported(format: string, value: string) {
  const { emulated, instance } = instanceForTests();
  await emulated.put('apis/a', request(format, value));
  return {
    emulated,
    instance,
    operations: (): string[] =>
      instance.store
        .list('apis/a;rev=1/operations')
        .map(
          ({ properties }) =>
            `${textOf(properties, 'method') ?? ''} ${textOf(properties, 'urlTemplate') ?? ''}`,
        ),
  };
}
