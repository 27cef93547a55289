import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, graphqlSync, printSchema } from 'graphql';
import { objectOf, objectsOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';
import { fixture } from './fixture.ts';
import { contentTypes } from './imported-api.ts';

const shop = fixture('shop.graphql');
const schemaPath = 'apis/shop/schemas/graphql';

describe('GraphQL, emulated', () => {
  let client: TestClient;
  let endpoint: Server;
  let url: string;
  const asked: IncomingMessage['headers'][] = [];
  beforeEach(async () => {
    client = await TestClient.start();
    endpoint = createServer((request, response) => {
      asked.push(request.headers);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
        response.end(JSON.stringify(graphqlSync({ schema: buildSchema(shop), source: query })));
      });
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((endpoint.address() as AddressInfo).port)}/graphql`;
  });
  afterEach(async () => {
    endpoint.closeAllConnections();
    endpoint.close();
    await client.stop();
  });

  const putSchema = (value: string): Promise<Reply> =>
    client.put(schemaPath, { contentType: contentTypes.graphql, document: { value } });
  const schema = async (): Promise<string | undefined> => {
    const { json } = await client.ask('GET', schemaPath);
    return textOf(objectOf(objectOf(json, 'properties') ?? {}, 'document') ?? {}, 'value');
  };
  const exported = (): Promise<Reply> => client.ask('GET', 'apis/shop?export=true&format=graphql-link');

  it('takes a schema with the SDL in hand, and lists it without', async () => {
    await client.put('apis/shop', { displayName: 'Shop', path: 'shop', apiType: 'graphql' });
    assert.equal((await putSchema(shop)).status, 201);
    assert.equal(await schema(), shop);
    const [listed] = objectsOf((await client.ask('GET', 'apis/shop/schemas')).json, 'value');
    assert.deepEqual(Object.keys(objectOf(listed ?? {}, 'properties') ?? {}), ['contentType']);
    assert.deepEqual((await client.ask('GET', 'apis/shop/operations')).json['value'], []);
  });

  it('refuses SDL that is broken, empty or refers to nothing, on the poll', async () => {
    await client.put('apis/shop', { displayName: 'Shop', path: 'shop', apiType: 'graphql' });
    for (const text of ['type Query {', '', shop.replace('type Product {', 'type Thing {')]) {
      const first = await client.ask('PUT', schemaPath, {
        properties: { contentType: contentTypes.graphql, document: { value: text } },
      });
      assert.equal(first.status, 201);
      const last = await client.finish(first);
      assert.equal(last.status, 400);
      assert.match(last.text, /GraphQL schema is invalid/);
    }
    assert.equal((await client.ask('GET', schemaPath)).status, 404);
  });

  it('reads the schema of an endpoint by introspection, without credentials', async () => {
    const made = await client.put('apis/shop', {
      ...{ displayName: 'Shop', path: 'shop', apiType: 'graphql' },
      ...{ format: 'graphql-link', value: url },
    });
    assert.equal(made.status, 201);
    assert.equal(objectOf(made.json, 'properties')?.['serviceUrl'], url);
    assert.equal(await schema(), printSchema(buildSchema(shop)));
    assert.equal(asked.at(-1)?.authorization, undefined);
    const link = textOf(objectOf((await exported()).json, 'value') ?? {}, 'link') ?? '';
    assert.equal((await client.fetch('GET', link)).text, await schema());
  });

  it('overlooks a type that is not said as apiType', async () => {
    const refused = await client.put('apis/shop', {
      ...{ displayName: 'Shop', path: 'shop', type: 'graphql' },
      ...{ format: 'graphql-link', value: url },
    });
    assert.equal(refused.status, 400);
  });

  it('is not exported when it is synthetic, or has no schema yet', async () => {
    await client.put('apis/shop', { displayName: 'Shop', path: 'shop', apiType: 'graphql' });
    assert.equal((await exported()).status, 406);
    await putSchema(shop);
    assert.equal((await exported()).status, 406);
    await client.put('apis/shop', {
      ...{ displayName: 'Shop', path: 'shop', apiType: 'graphql' },
      serviceUrl: 'https://shop.example/graphql',
    });
    assert.equal((await exported()).status, 200);
    assert.equal((await client.ask('GET', 'apis/shop?export=true&format=openapi-link')).status, 400);
  });
});
