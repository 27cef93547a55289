import assert from 'node:assert/strict';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';

const responses = { 200: { description: 'ok' } };

function documentOf(paths: object, more: object = {}): string {
  return JSON.stringify({ openapi: '3.0.1', info: { title: 'A', version: '1' }, paths, ...more });
}

describe('Imports over what is there, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.stop());

  const body = (value: string, more: JsonObject = {}): JsonObject => ({
    ...{ path: 'a', format: 'openapi+json', value },
    ...more,
  });
  const put = (value: string, more: JsonObject = {}): Promise<Reply> =>
    client.put('apis/a', body(value, more));
  const api = async (): Promise<JsonObject> =>
    objectOf((await client.ask('GET', 'apis/a')).json, 'properties') ?? {};
  const operations = async (): Promise<JsonObject[]> =>
    objectsOf((await client.ask('GET', 'apis/a/operations')).json, 'value');

  it('copy the policy of an operation whose template another one has taken over', async () => {
    await put(documentOf({ '/x': { get: { operationId: 'first', responses } } }));
    const value = '<policies><inbound><base /></inbound></policies>';
    await client.put('apis/a/operations/first/policies/policy', { value, format: 'rawxml' });
    await put(
      documentOf({
        '/y': { get: { operationId: 'first', responses } },
        '/x': { get: { operationId: 'second', responses } },
      }),
    );
    for (const name of ['first', 'second'])
      assert.equal((await client.ask('GET', `apis/a/operations/${name}/policies/policy`)).status, 200);
  });

  it('clear an address that nobody names, or keep it', async () => {
    await put(documentOf({}), { serviceUrl: 'https://a.example' });
    client.emulators.arm.switches.absentServiceUrl = 'kept';
    await put(documentOf({}));
    assert.equal((await api())['serviceUrl'], 'https://a.example');
    client.emulators.arm.switches.absentServiceUrl = 'cleared';
    await put(documentOf({}));
    assert.equal((await api())['serviceUrl'], null);
  });

  it('heed key names, or bring the defaults back', async () => {
    const names = { header: 'X-Key', query: 'key' };
    await put(documentOf({}), { subscriptionKeyParameterNames: names });
    await put(documentOf({}), { subscriptionKeyParameterNames: names });
    assert.deepEqual((await api())['subscriptionKeyParameterNames'], names);
    client.emulators.arm.switches.importedKeyNames = 'defaults';
    await put(documentOf({}), { subscriptionKeyParameterNames: names });
    assert.equal(
      objectOf(await api(), 'subscriptionKeyParameterNames')?.['header'],
      'Ocp-Apim-Subscription-Key',
    );
  });

  it('leave operations without a description, or say their displayName there', async () => {
    const described = async (): Promise<unknown> => {
      await put(documentOf({ '/x': { get: { operationId: 'x', summary: 'The X', responses } } }));
      return objectOf((await operations())[0] ?? {}, 'properties')?.['description'];
    };
    assert.equal(await described(), undefined);
    client.emulators.arm.switches.importedDescriptions = 'displayName';
    assert.equal(await described(), 'The X');
  });

  it('collide when two at the same time bring the same new tag', async () => {
    const tagged = documentOf({ '/x': { get: { tags: ['new'], responses } } });
    const first = await client.ask('PUT', 'apis/a', { properties: body(tagged, { displayName: 'A' }) });
    const second = await client.ask('PUT', 'apis/b', {
      properties: body(tagged, { displayName: 'B', path: 'b' }),
    });
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal((await client.finish(first)).status, 201);
    const late = await client.finish(second);
    assert.equal(late.status, 400);
    assert.match(late.text, /Tag with the same name already exists/);
    assert.equal((await client.put('apis/b', body(tagged, { displayName: 'B', path: 'b' }))).status, 201);
  });

  it('bring no other title into a revision that is not current', async () => {
    await put(documentOf({ '/x': { get: { responses } } }));
    const revision = { displayName: 'A', apiRevision: '2', sourceApiId: '/apis/a' };
    assert.equal((await client.put('apis/a;rev=2', { path: 'a', ...revision })).status, 201);
    const other = documentOf({}).replace('"title":"A"', '"title":"B"');
    const refused = await client.put('apis/a;rev=2', body(other, { displayName: 'A' }));
    assert.equal(refused.status, 400);
    assert.match(refused.text, /"target":"Name".*Can't change property Name for non-current revision/);
    assert.equal((await client.put('apis/a;rev=2', body(documentOf({}), { displayName: 'A' }))).status, 200);
    assert.equal((await operations()).length, 1);
  });

  it('count the limit of 4 MB with the escapes of JSON, or without', async () => {
    const large = documentOf({}, { 'x-filler': 'a"'.repeat(1_000_000) });
    assert.match((await put(large)).text, /4 MB/);
    client.emulators.arm.switches.importLimit = 'bytes';
    assert.equal((await put(large)).status, 201);
  });

  it('take schemas that lead back to themselves, or refuse them', async () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Other' } } };
    const other = { allOf: [{ $ref: '#/components/schemas/Node' }] };
    const recursive = documentOf({}, { components: { schemas: { Node: node, Other: other } } });
    assert.equal((await put(recursive)).status, 201);
    client.emulators.arm.switches.recursiveSchemas = 'refused';
    assert.match((await put(recursive)).text, /recursive definition of schema 'Node'/);
  });

  it('refuse or ignore another type, and words that are none', async () => {
    await put(documentOf({}), { apiType: 'http' });
    const change = { displayName: 'A', path: 'a', apiType: 'websocket' };
    assert.match((await client.put('apis/a', change)).text, /type of an existing API cannot be changed/);
    client.emulators.arm.switches.changedType = 'ignored';
    assert.equal((await client.put('apis/a', change)).status, 200);
    assert.equal(textOf(await api(), 'type'), 'http');
    assert.match(
      (await client.put('apis/b', { displayName: 'B', path: 'b', apiType: 'x' })).text,
      /ApiTypeContract/,
    );
    assert.match((await put('{}', { format: 'raml' })).text, /import format 'raml' is not supported/);
  });
});
