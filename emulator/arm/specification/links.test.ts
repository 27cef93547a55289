import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';
import { fixture } from './fixture.ts';

const selector = { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' };

describe('Imports of links, emulated', () => {
  let client: TestClient;
  let source: Server;
  let origin: string;
  let asked: IncomingMessage[];
  beforeEach(async () => {
    client = await TestClient.start({ inlineSchemaReferences: 'missing' });
    asked = [];
    source = createServer((request, response) => {
      asked.push(request);
      if (request.url === '/missing') response.statusCode = 404;
      else response.write(fixture((request.url ?? '').slice(1)));
      response.end();
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${String((source.address() as AddressInfo).port)}`;
  });
  afterEach(async () => {
    source.closeAllConnections();
    source.close();
    await client.stop();
  });

  const put = (format: string, file: string, more: JsonObject = {}): Promise<Reply> =>
    client.put('apis/a', { path: 'a', format, value: `${origin}/${file}`, ...more });
  const operations = async (): Promise<JsonObject[]> =>
    objectsOf((await client.ask('GET', 'apis/a/operations')).json, 'value').map(
      (one) => objectOf(one, 'properties') ?? {},
    );

  for (const [format, file, more, count] of [
    ['openapi-link', 'museum.openapi.yaml', {}, 1],
    ['swagger-link-json', 'petstore.swagger.json', {}, 4],
    ['swagger-link', 'petstore.swagger.json', {}, 4],
    ['wsdl-link', 'orders.wsdl', { apiType: 'soap', wsdlSelector: selector }, 2],
    ['wadl-link-json', 'bookings.wadl', {}, 3],
    ['odata-link', 'catalog.edmx', { apiType: 'odata' }, 14],
    ['grpc-link', 'greeter.proto', { apiType: 'grpc' }, 0],
  ] as const)
    it(`are read by the service itself, once and without credentials: ${format}`, async () => {
      assert.equal((await put(format, file, more)).status, 201);
      assert.equal((await operations()).length, count);
      assert.deepEqual(
        asked.map(({ url, headers }) => [url, headers.authorization]),
        [[`/${file}`, undefined]],
      );
    });

  it('name schemas always, and lose descriptions of parameters', async () => {
    await put('openapi-link', 'museum.openapi.yaml');
    const [ticket] = await operations();
    const [representation] = objectsOf(objectsOf(ticket ?? {}, 'responses')[0] ?? {}, 'representations');
    assert.equal(representation?.['typeName'], 'Ticket');
    assert.match(textOf(representation, 'schemaId') ?? '', /^[0-9a-f]{24}$/);
    assert.doesNotMatch(JSON.stringify(ticket), /Number of the ticket|First day/);
    const value = fixture('museum.openapi.yaml');
    await client.put('apis/a', { path: 'a', format: 'openapi', value });
    const [inline] = await operations();
    assert.match(JSON.stringify(inline), /Number of the ticket.*First day/);
    assert.doesNotMatch(JSON.stringify(inline), /typeName/);
  });

  it('are refused when there is nothing, or when they lead away from loopback', async () => {
    assert.match((await put('openapi-link', 'missing')).text, /status 404/);
    const away = await client.put('apis/a', {
      path: 'a',
      format: 'openapi-link',
      value: 'https://example.com/',
    });
    assert.equal(away.status, 400);
    assert.match(away.text, /loopback only/);
    const local = await client.put('apis/a', {
      ...{ path: 'a', format: 'openapi-link' },
      value: `http://localhost@example.com/`,
    });
    assert.match(local.text, /loopback only/);
    assert.equal((await client.ask('GET', 'apis/a')).status, 404);
  });

  it('know no limit of 4 MB', async () => {
    const document = {
      openapi: '3.0.1',
      info: { title: 'Big', version: '1' },
      paths: {},
      'x-a': 'a'.repeat(5e6),
    };
    source.removeAllListeners('request');
    source.on('request', (_, response: { end: (text: string) => void }) => {
      response.end(JSON.stringify(document));
    });
    assert.equal((await put('openapi+json-link', 'big')).status, 201);
  });
});
