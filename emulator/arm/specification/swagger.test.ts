import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { instanceForTests } from '../instance-for-tests.ts';
import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import { exportApi } from './export-api.ts';
import { fixture } from './fixture.ts';
import { contentTypes } from './imported-api.ts';

const petstore = fixture('petstore.swagger.json');

describe('Swagger 2.0, imported by the emulator', () => {
  it('makes operations, with bodies, forms, shared parameters and responses written out', async () => {
    const { operations } = await imported('swagger-json', petstore);
    assert.deepEqual(Object.keys(operations()), ['addPet', 'getPetById', 'uploadFile', 'findPetsByStatus']);
    const { addPet = {}, getPetById = {}, uploadFile = {}, findPetsByStatus = {} } = operations();
    const [body = {}] = objectsOf(objectOf(addPet, 'request') ?? {}, 'representations');
    assert.equal(body['typeName'], 'Pet');
    assert.equal(body['contentType'], 'application/json');
    assert.equal(findPetsByStatus['urlTemplate'], '/pet/findByStatus?status={status}');
    checkResponses(getPetById);
    const [form = {}] = objectsOf(objectOf(uploadFile, 'request') ?? {}, 'representations');
    assert.deepEqual(
      objectsOf(form, 'formParameters').map(({ name, required }) => [name, required]),
      [
        ['file', true],
        ['note', false],
      ],
    );
  });

  it('takes its first https address', async () => {
    const { api } = await imported('swagger-json', petstore);
    assert.equal(api()['serviceUrl'], 'https://petstore.swagger.example/v2');
    assert.equal(api()['description'], 'Pets in Swagger.');
  });

  it('takes x-servers before host and base path', async () => {
    const servers = [{ url: 'https://elsewhere.example/base' }];
    const { api } = await imported('swagger-json', changed({ 'x-servers': servers }));
    assert.equal(api()['serviceUrl'], 'https://elsewhere.example/base');
  });

  it('keeps definitions in its own words', async () => {
    const { instance } = await imported('swagger-json', petstore);
    const [schema] = instance.store.list('apis/a;rev=1/schemas');
    assert.match(schema?.name ?? '', /^[0-9a-f]{24}$/);
    assert.equal(schema?.properties['contentType'], contentTypes.swagger);
    assert.match(JSON.stringify(schema.properties['document']), /"\$ref":"#\/definitions\/Owner"/);
  });

  it('is taken as YAML where OpenAPI is, but not as swagger-json', async () => {
    const yaml = stringify(parse(petstore));
    const { operations } = await imported('openapi', yaml);
    assert.equal(Object.keys(operations()).length, 4);
    await assert.rejects(imported('swagger-json', yaml), /Parsing error/);
    await assert.rejects(
      imported('openapi+json', petstore),
      /OpenAPI specification version '' is not supported/,
    );
  });

  it('is refused in another version, or with references to elsewhere', async () => {
    await assert.rejects(imported('swagger-json', changed({ swagger: '1.2' })), /version '1.2'/);
    const outside = { Pet: { $ref: 'pets.json#/Pet' } };
    await assert.rejects(
      imported('swagger-json', changed({ definitions: outside })),
      /external reference 'pets.json/,
    );
  });

  it('comes out again as a document with the same operations and definitions', async () => {
    const { instance } = await imported('swagger-json', petstore);
    const first = exportOf(instance);
    assert.equal(first['swagger'], '2.0');
    assert.equal(first['host'], 'contoso.azure-api.net');
    assert.equal(first['basePath'], '/a');
    assert.deepEqual(Object.keys(objectOf(first, 'definitions') ?? {}).slice(0, 2), ['Pet', 'Owner']);
    assert.match(JSON.stringify(first['paths']), /"in":"formData"/);
    assert.doesNotMatch(JSON.stringify(first), /components|requestBody/);
    const again = await imported('swagger-json', JSON.stringify(first));
    assert.deepEqual(exportOf(again.instance), first);
  });
});

function changed(properties: JsonObject): string {
  return JSON.stringify({ ...(JSON.parse(petstore) as JsonObject), ...properties });
}

function exportOf(instance: ReturnType<typeof instanceForTests>['instance']): JsonObject {
  const api = instance.find('apis/a');
  assert.ok(api);
  return JSON.parse(exportApi(instance, api, 'swagger')) as JsonObject;
}

async function imported(format: string, value: string) {
  const { emulated, instance } = instanceForTests();
  await emulated.put('apis/a', { properties: { path: 'a', format, value } });
  return {
    instance,
    api: (): JsonObject => instance.find('apis/a')?.properties ?? {},
    operations: (): Record<string, JsonObject> =>
      Object.fromEntries(
        instance.store.list('apis/a;rev=1/operations').map(({ name, properties }) => [name, properties]),
      ),
  };
}

function checkResponses(getPetById: JsonObject): void {
  const [ok = {}, missing = {}] = objectsOf(getPetById, 'responses');
  assert.deepEqual(
    objectsOf(ok, 'representations').map(({ contentType }) => contentType),
    ['application/json', 'application/xml'],
  );
  assert.equal(objectsOf(ok, 'headers')[0]?.['name'], 'x-expires');
  assert.equal(missing['description'], 'No such pet');
  assert.equal(objectsOf(getPetById, 'templateParameters')[0]?.['type'], 'integer');
}
