import assert from 'node:assert/strict';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { TestClient } from '../test-client.ts';

describe('Types of API, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' });
  });
  afterEach(() => client.stop());

  const make = async (apiType: string, more: JsonObject = {}): Promise<string[]> => {
    assert.equal((await client.put('apis/a', { displayName: 'A', path: 'a', apiType, ...more })).status, 201);
    const operations = objectsOf((await client.ask('GET', 'apis/a/operations')).json, 'value');
    return operations.map((one) => textOf(one, 'name') ?? '');
  };
  const operation = { displayName: 'O', method: 'GET', urlTemplate: '/o' };

  it('give a WebSocket API its handshake, which takes a policy and nothing else', async () => {
    const more = { serviceUrl: 'wss://a.example', protocols: ['wss'] };
    assert.deepEqual(await make('websocket', more), ['onHandshake']);
    const policy = { value: '<policies><inbound><base /></inbound></policies>', format: 'rawxml' };
    assert.equal((await client.put('apis/a/operations/onHandshake/policies/policy', policy)).status, 201);
    assert.equal((await client.put('apis/a/operations/onHandshake', operation)).status, 400);
    assert.equal((await client.put('apis/a/operations/other', operation)).status, 400);
    assert.equal((await client.ask('DELETE', 'apis/a/operations/onHandshake')).status, 400);
    assert.equal(
      (await client.put('apis/a', { displayName: 'B', path: 'a', apiType: 'websocket' })).status,
      200,
    );
    assert.equal((await client.ask('GET', 'apis/a/operations/onHandshake/policies/policy')).status, 200);
  });

  it('let an MCP API have no operations, and keep what they do not know', async () => {
    await client.put('apis/b', { displayName: 'B', path: 'b' });
    await client.put('apis/b/operations/o', operation);
    const mcpTools = [{ name: 't', operationId: '/apis/b/operations/o', policies: null }];
    assert.deepEqual(await make('mcp', { mcpTools }), []);
    const refused = await client.put('apis/a/operations/o', operation);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /Operation entity cannot be defined for MCP API type/);
    const { json } = await client.ask('GET', 'apis/a');
    assert.deepEqual(objectOf(json, 'properties')?.['mcpTools'], mcpTools);
  });

  it('give an agent seven operations', async () => {
    const more = { isAgent: true, a2aProperties: { agentCardPath: '/card' } };
    const names = await make('a2a', more);
    assert.deepEqual(names, ['get', 'post', 'put', 'delete', 'patch', 'head', 'options']);
    const { json } = await client.ask('GET', 'apis/a/operations/head');
    assert.equal(objectOf(json, 'properties')?.['urlTemplate'], '/*');
  });

  for (const [type, more] of Object.entries({
    websocket: {},
    mcp: { serviceUrl: 'https://a.example' },
    a2a: {},
  }))
    it(`have nothing to export: ${type}`, async () => {
      await make(type, more);
      for (const format of ['openapi-link', 'swagger-link', 'wadl-link', 'wsdl-link', 'graphql-link'])
        assert.equal((await client.ask('GET', `apis/a?export=true&format=${format}`)).status, 400);
    });
});
