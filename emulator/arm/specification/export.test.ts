import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';

const document = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '7.2', 'x-logo': 'a' },
  servers: [{ url: 'https://pets.example.com' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        tags: ['pets'],
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { example: [], schema: { $ref: '#/components/schemas/Pet' } } },
          },
          default: { description: 'no' },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        example: {},
        'x-a': 1,
        properties: { example: { type: 'string', nullable: true } },
      },
    },
    responses: { None: { description: 'unused' } },
  },
};

describe('Exports of emulated APIs', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
    await client.put('apis/pets', {
      path: 'pets/store',
      format: 'openapi+json',
      value: JSON.stringify(document),
    });
  });
  afterEach(() => client.stop());

  const ask = (format: string, flag = 'true'): Promise<Reply> =>
    client.ask('GET', `apis/pets?export=${flag}&format=${encodeURIComponent(format)}`);
  const download = async (format: string): Promise<string> => {
    const link = textOf(objectOf((await ask(format)).json, 'value') ?? {}, 'link') ?? '';
    return (await client.fetch('GET', link)).text;
  };

  it('say what the service kept, in its own words and at its own address', async () => {
    const exported = JSON.parse(await download('openapi+json-link')) as JsonObject;
    assert.deepEqual(exported, {
      openapi: '3.0.1',
      info: { title: 'Pets', version: '1.0' },
      servers: [{ url: 'https://contoso.azure-api.net/pets/store' }],
      paths: {
        '/pets': {
          get: {
            tags: ['pets'],
            summary: 'listPets',
            operationId: 'listPets',
            responses: {
              200: {
                description: 'ok',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
              },
            },
          },
        },
      },
      components: {
        schemas: { Pet: { type: 'object', properties: { example: { type: 'string', nullable: true } } } },
        securitySchemes: {
          apiKeyHeader: { type: 'apiKey', name: 'Ocp-Apim-Subscription-Key', in: 'header' },
          apiKeyQuery: { type: 'apiKey', name: 'subscription-key', in: 'query' },
        },
      },
      security: [{ apiKeyHeader: [] }, { apiKeyQuery: [] }],
    });
    assert.deepEqual(parse(await download('openapi-link')), exported);
  });

  it('follow operations that were changed afterwards', async () => {
    await client.ask('PATCH', 'apis/pets/operations/listPets', { properties: { displayName: 'All pets' } });
    await client.ask('PUT', 'apis/pets/operations/odd', {
      properties: { displayName: 'Odd', method: 'GET', urlTemplate: '/odd?kind=odd' },
    });
    const exported = JSON.parse(await download('openapi+json-link')) as JsonObject;
    assert.match(JSON.stringify(exported['paths']), /"summary":"All pets"/);
    assert.deepEqual(Object.keys(objectOf(exported, 'x-ms-paths') ?? {}), ['/odd?kind=odd']);
  });

  it('lose what the switches take', async () => {
    client.emulators.arm.switches.exportedNullable = 'lost';
    client.emulators.arm.switches.exportedTags = 'none';
    const text = await download('openapi+json-link');
    assert.doesNotMatch(text, /nullable|tags/);
  });

  it('come in three envelopes', async () => {
    const shapes = [];
    for (const envelope of ['value.link', 'link', 'properties.value.link'] as const) {
      client.emulators.arm.switches.exportEnvelope = envelope;
      const { json } = await ask('openapi-link', 'True');
      shapes.push(Object.keys(json));
    }
    assert.deepEqual(shapes, [
      ['id', 'format', 'value'],
      ['format', 'link'],
      ['id', 'properties'],
    ]);
  });

  it('lie at another origin that takes no token, for five minutes', async () => {
    const link = textOf(objectOf((await ask('openapi-link')).json, 'value') ?? {}, 'link') ?? '';
    assert.notEqual(new URL(link).origin, client.emulators.arm.origin);
    assert.equal((await client.fetch('GET', link, undefined, { authorization: 'Bearer x' })).status, 400);
    assert.equal((await client.fetch('GET', link)).status, 200);
    client.emulators.arm.expireLinks();
    assert.equal((await client.fetch('GET', link)).status, 403);
    assert.deepEqual(client.emulators.arm.downloads.totals(), { 'GET 400': 1, 'GET 200': 1, 'GET 403': 1 });
  });

  it('fail as scripted', async () => {
    client.emulators.arm.faults.push({ path: /^\/api-export\//, times: 1, answer: { status: 503 } });
    const link = textOf(objectOf((await ask('openapi-link')).json, 'value') ?? {}, 'link') ?? '';
    assert.equal((await client.fetch('GET', link)).status, 503);
    assert.equal((await client.fetch('GET', link)).status, 200);
  });

  it('come as Swagger or WADL too, and without an envelope where no link is asked for', async () => {
    const names = [];
    for (const format of ['openapi-link', 'openapi+json-link', 'swagger-link', 'wadl-link'])
      names.push((await ask(format)).json['format']);
    assert.deepEqual(names, ['openapi-link', 'openapi-link', 'swagger-link-json', 'wadl-link-json']);
    assert.equal((await ask('openapi')).text, await download('openapi-link'));
    assert.equal((await ask('openapi+json')).text, await download('openapi+json-link'));
    assert.equal((await ask('swagger')).json['swagger'], '2.0');
    assert.match((await ask('wadl')).text, /<application/);
  });

  it('name every host of the gateway', async () => {
    const fabrikam = client.emulators.arm.addInstance({
      ...{ subscriptionId: 'sub', resourceGroup: 'rg', name: 'fabrikam' },
      hostnames: ['api.fabrikam.example'],
    });
    await fabrikam.put('apis/a', {
      properties: { path: 'a', format: 'openapi+json', value: JSON.stringify(document) },
    });
    const exported = JSON.stringify(await fabrikam.get('apis/a?export=true&format=openapi%2Bjson'));
    assert.match(exported, /https:\/\/api.fabrikam.example\/a/);
    assert.match(exported, /https:\/\/fabrikam.azure-api.net\/a/);
  });

  it('have their link in properties in a workspace, whatever the version', async () => {
    const premium = client.emulators.arm.addInstance({
      subscriptionId: 'sub',
      resourceGroup: 'rg',
      name: 'premium',
      sku: 'Premium',
    });
    await premium.put('workspaces/w', { properties: { displayName: 'W' } });
    await premium.put('workspaces/w/apis/a', { properties: { path: 'a', displayName: 'A' } });
    const exported = await premium.get('workspaces/w/apis/a?export=true&format=openapi-link');
    const properties = objectOf((exported ?? {}) as JsonObject, 'properties') ?? {};
    const link = textOf(objectOf(properties, 'value') ?? {}, 'link') ?? '';
    assert.match((await client.fetch('GET', link)).text, /title: A/);
  });

  it('lose format and all examples, or but those that are strings', async () => {
    const schema = { type: 'string', format: 'date', example: 'monday' };
    const answer = {
      description: 'ok',
      content: { 'text/plain': { schema, examples: { one: { value: 'text' }, two: { value: 2 } } } },
    };
    const paths = { '/d': { get: { operationId: 'd', responses: { 200: answer } } } };
    await client.put('apis/d', {
      ...{ path: 'd', displayName: 'D', format: 'openapi+json' },
      value: JSON.stringify({ openapi: '3.0.1', info: { title: 'D', version: '1' }, paths }),
    });
    const text = async () => (await client.ask('GET', 'apis/d?export=true&format=openapi%2Bjson')).text;
    assert.match(await text(), /"format": "date"/);
    assert.doesNotMatch(await text(), /example/);
    client.emulators.arm.switches.exportedFormat = 'lost';
    client.emulators.arm.switches.exportedExamples = 'strings';
    assert.doesNotMatch(await text(), /"format"|"two"/);
    assert.match(await text(), /"example": "monday"/);
    assert.match(await text(), /"one": \{\s*"value": "text"/);
  });

  it('know no other formats, and none that the type of API has not', async () => {
    assert.equal((await ask('nonsense-link')).status, 400);
    assert.equal((await ask('wsdl-link')).status, 400);
  });
});
