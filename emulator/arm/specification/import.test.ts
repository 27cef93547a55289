import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { type Json, type JsonObject, objectOf, objectsOf } from '../json.ts';
import type { Switches } from '../switches.ts';

describe('Imports of specifications, emulated', () => {
  it('name operations by operationId, or by method and path', async () => {
    const paths = {
      '/a': { get: { ...ok, operationId: 'getA' }, put: ok },
      '/b/{x}': {
        get: { ...ok, operationId: 'geta', parameters: [path('x')] },
        post: { ...ok, operationId: 'a.b  c!', parameters: [path('x')] },
      },
    };
    assert.deepEqual((await imported({ paths })).names(), ['getA', 'put-a', 'geta-1', 'a-b-c']);
    const lowered = await imported({ paths }, {}, { operationNames: 'lowerCase' });
    assert.deepEqual(lowered.names(), ['geta', 'put-a', 'geta-1', 'a-b-c']);
  });

  it('cut names at 76 characters', async () => {
    const paths = { '/a': { get: { ...ok, operationId: 'x'.repeat(100) } } };
    assert.deepEqual((await imported({ paths })).names(), ['x'.repeat(76)]);
  });

  it('show the summary, or the operationId, or method and path', async () => {
    const paths = {
      '/a': {
        get: { ...ok, operationId: 'a', summary: 'Get A' },
        put: { ...ok, operationId: 'b' },
        post: ok,
      },
    };
    const { operations } = await imported({ paths });
    assert.deepEqual(
      operations().map(({ displayName }) => displayName),
      ['Get A', 'b', 'POST /a'],
    );
  });

  it('put required query parameters into the template unless told otherwise', async () => {
    const parameters = [path('x'), { name: 'q', in: 'query', required: true, schema: { type: 'string' } }];
    const paths = { '/a/{x}': { get: { ...ok, parameters } } };
    const [inTemplate] = (await imported({ paths })).operations();
    assert.equal(inTemplate?.['urlTemplate'], '/a/{x}?q={q}');
    assert.deepEqual(
      objectsOf(inTemplate, 'templateParameters').map(({ name }) => name),
      ['x', 'q'],
    );
    const [kept] = (await imported({ paths }, { translateRequiredQueryParameters: 'query' })).operations();
    assert.equal(kept?.['urlTemplate'], '/a/{x}');
    assert.equal(objectsOf(objectOf(kept, 'request') ?? {}, 'queryParameters').length, 1);
  });

  it('take address, name and description from the request or from the document', async () => {
    const document = {
      info: { title: 'Title', version: '1', description: 'from document' },
      servers: [{ url: 'http://a' }, { url: 'https://{h}', variables: { h: { default: 'b' } } }],
    };
    const asked = { displayName: 'Name', description: 'from request', serviceUrl: 'https://c' };
    const read = async (
      properties: JsonObject,
      importPrecedence: Switches['importPrecedence'],
    ): Promise<Json[]> => {
      const api = (await imported(document, properties, { importPrecedence })).api();
      return [api['displayName'] ?? null, api['description'] ?? null, api['serviceUrl'] ?? null];
    };
    assert.deepEqual(await read(asked, 'request'), ['Name', 'from request', 'https://c']);
    assert.deepEqual(await read(asked, 'document'), ['Title', 'from document', 'https://b']);
    assert.deepEqual(await read({}, 'request'), ['Title', 'from document', 'https://b']);
  });

  it('without any description have none, or the title', async () => {
    const described = async (absentDescription: 'absent' | 'title') =>
      (await imported({ paths: {} }, {}, { absentDescription })).api()['description'];
    assert.equal(await described('absent'), null);
    assert.equal(await described('title'), (await imported({ paths: {} })).api()['displayName']);
  });

  it('without any address clear the one that was there', async () => {
    const { again, api } = await imported({}, { serviceUrl: 'https://c' });
    await again({}, {});
    assert.equal(api()['serviceUrl'], null);
  });

  it('match what is there: policies stay, strangers go, schemas get a new id', async () => {
    const body = { content: { 'application/json': { schema: { type: 'object', properties: {} } } } };
    const paths = {
      '/kept': { post: { ...ok, operationId: 'kept', requestBody: body } },
      '/moved': { get: { ...ok, operationId: 'before' } },
      '/gone': { get: { ...ok, operationId: 'gone' } },
    };
    const { emulated, instance, names, again, operations } = await imported({ paths });
    const policy = { properties: { value: '<policies><inbound><base /></inbound></policies>' } };
    for (const name of ['kept', 'before', 'gone'])
      await emulated.put(`apis/a/operations/${name}/policies/policy`, policy);
    const [schema] = instance.store.list('apis/a;rev=1/schemas');
    await again({
      paths: {
        '/kept': { post: { ...ok, operationId: 'Kept', requestBody: body } },
        '/moved': { get: { ...ok, operationId: 'after' } },
      },
    });
    assert.deepEqual(names(), ['kept', 'after']);
    assert.ok(await emulated.get('apis/a/operations/kept/policies/policy'));
    assert.ok(await emulated.get('apis/a/operations/after/policies/policy'));
    const schemas = instance.store.list('apis/a;rev=1/schemas');
    assert.equal(schemas.length, 1);
    assert.notEqual(schemas[0]?.name, schema?.name);
    const representation = objectsOf(objectOf(operations()[0] ?? {}, 'request') ?? {}, 'representations')[0];
    assert.equal(representation?.['schemaId'], schemas[0]?.name);
    assert.equal(representation?.['typeName'], 'KeptPostRequestApplicationJson');
  });

  it('make tags of the service, and assign them', async () => {
    const paths = { '/a': { get: { ...ok, operationId: 'a', tags: ['Big Pets', 'Old'] } } };
    const { emulated, instance } = instanceForTests();
    await emulated.put('tags/existing', { properties: { displayName: 'old' } });
    await emulated.put('apis/a', request({ paths }));
    assert.deepEqual(
      instance.store.list('tags').map(({ name }) => name),
      ['existing', 'big-pets'],
    );
    const assigned = instance.store.list('apis/a;rev=1/operations/a/tags').map(({ name }) => name);
    assert.deepEqual(assigned, ['big-pets', 'existing']);
  });

  it('drop bodies of GET, turn forms into parameters, keep examples by name', async () => {
    const json = { 'application/json': { example: { a: 1 }, schema: { type: 'string' } } };
    const form = {
      'multipart/form-data': {
        schema: { type: 'object', required: ['f'], properties: { f: { type: 'string' } } },
      },
    };
    const paths = {
      '/a': {
        get: { ...ok, requestBody: { content: json } },
        put: { ...ok, requestBody: { content: json } },
        post: { ...ok, requestBody: { content: form } },
      },
    };
    const [get, put, post] = (await imported({ paths }))
      .operations()
      .map((one) => objectsOf(objectOf(one, 'request') ?? {}, 'representations'));
    assert.deepEqual(get, []);
    assert.deepEqual(put?.[0]?.['examples'], { default: { value: { a: 1 } } });
    assert.deepEqual(post, [
      {
        contentType: 'multipart/form-data',
        formParameters: [{ name: 'f', type: 'string', required: true, values: [] }],
      },
    ]);
  });

  it('merge into an API when asked with import=true', async () => {
    const { emulated, api } = await imported({}, { description: 'kept', serviceUrl: 'https://kept' });
    await emulated.put('apis/a?import=true', {
      properties: { format: 'openapi+json', value: JSON.stringify(documentWith({})) },
    });
    assert.deepEqual(
      [api()['description'], api()['serviceUrl'], api()['path']],
      ['kept', 'https://kept', 'a'],
    );
  });

  it('read YAML as openapi', async () => {
    const { emulated, instance } = instanceForTests();
    const value =
      'openapi: 3.0.3\ninfo: { title: Y, version: "1" }\npaths:\n  /a:\n    get: { operationId: a, responses: {} }\n';
    await emulated.put('apis/a', { properties: { path: 'a', format: 'openapi', value } });
    assert.equal(instance.store.list('apis/a;rev=1/operations').length, 1);
  });
});

const ok = { responses: { 200: { description: 'ok' } } };

function path(name: string): JsonObject {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function documentWith(document: object): object {
  return { openapi: '3.0.1', info: { title: 'T', version: '1' }, paths: {}, ...document };
}

function request(document: object, properties: JsonObject = {}): object {
  return {
    properties: {
      path: 'a',
      format: 'openapi+json',
      value: JSON.stringify(documentWith(document)),
      ...properties,
    },
  };
}

async function imported(document: object, properties: JsonObject = {}, switches: Partial<Switches> = {}) {
  const { emulated, instance } = instanceForTests({ switches });
  const again = (next: object, given = properties): Promise<void> =>
    emulated.put('apis/a', request(next, given));
  await again(document);
  const list = () => instance.store.list('apis/a;rev=1/operations');
  return {
    emulated,
    instance,
    again,
    api: (): JsonObject => instance.find('apis/a')?.properties ?? {},
    names: () => list().map(({ name }) => name),
    operations: () => list().map((entry) => entry.properties),
  };
}
