import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Document } from '../../apim/documents.ts';
import type { JsonObject } from '../../apim/json.ts';
import { resourceId } from '../../apim/resource-id.ts';
import { documentToSend, openApiImport } from './import-open-api.ts';
import { withinLimit } from './within-limit.ts';

const written: JsonObject = {
  openapi: '3.0.1',
  info: { title: 'Author', version: '7', description: 'Of the document', contact: { name: 'x' } },
  servers: [{ url: 'https://author.example' }],
  tags: [{ name: 'a' }],
  paths: {
    '/x': {
      servers: [{ url: 'https://path.example' }],
      parameters: [{ name: 'tags', in: 'query', schema: { type: 'string' } }],
      get: { tags: ['a'], servers: [{ url: 'https://operation.example' }], responses: {} },
    },
  },
};

describe('documentToSend', () => {
  it('says what the API says, so that either precedence gives the same', () => {
    const sent = documentToSend(written, { displayName: 'Orders', serviceUrl: 'https://orders.example' });
    assert.deepEqual(sent['info'], { title: 'Orders', version: '7', contact: { name: 'x' } });
    assert.deepEqual(sent['servers'], [{ url: 'https://orders.example' }]);
    assert.equal('tags' in sent, false);
    assert.deepEqual(sent['paths'], {
      '/x': {
        parameters: [{ name: 'tags', in: 'query', schema: { type: 'string' } }],
        get: { responses: {} },
      },
    });
  });

  it('names no server when the API has no service URL: none of the document may become one', () => {
    assert.equal('servers' in documentToSend(written, { displayName: 'Orders' }), false);
  });

  it('sends the description of the API, not that of the document', () => {
    const sent = documentToSend(written, { displayName: 'Orders', description: 'Of the API' });
    assert.deepEqual(sent['info'], {
      title: 'Orders',
      version: '7',
      contact: { name: 'x' },
      description: 'Of the API',
    });
  });
});

describe('openApiImport', () => {
  const api = (properties: JsonObject): Document => ({
    id: resourceId('apiRevision', '1', resourceId('api', 'orders')),
    properties: { displayName: 'Orders', ...properties },
    current: true,
  });

  it('keeps required query parameters in the query unless the file says otherwise', () => {
    const text = JSON.stringify(written);
    assert.equal(openApiImport(text, api({}))['translateRequiredQueryParameters'], 'query');
    const declared = api({ translateRequiredQueryParameters: 'template' });
    assert.equal(openApiImport(text, declared)['translateRequiredQueryParameters'], 'template');
  });

  it('refuses a document that is larger than Azure takes, before it is sent', () => {
    // Below 4 MB as it is written; inside a request every quote has two bytes.
    const quotes = JSON.stringify({ ...written, 'x-large': '"'.repeat(1_400_000) });
    assert.ok(quotes.length < 4 * 1024 * 1024);
    assert.throws(() => withinLimit({ value: quotes }, api({})), {
      code: 'UNSUPPORTED_SPECIFICATION',
      message: /API orders has \d+ bytes/,
    });
    assert.ok(withinLimit({ value: 'x'.repeat(4 * 1024 * 1024 - 2) }, api({})));
  });
});

describe('openApiImport of a Swagger 2 document', () => {
  const swagger = {
    swagger: '2.0',
    info: { title: 'Of the document', version: '1', description: 'Of the document' },
    host: 'dev.example.com',
    basePath: '/dev',
    schemes: ['http'],
    tags: [{ name: 'a' }],
    paths: { '/a': { get: { tags: ['a'], responses: { '200': { description: 'ok' } } } } },
  };
  const sent = (properties: JsonObject) => {
    const id = resourceId('apiRevision', '1', resourceId('api', 'orders'));
    const { format, value } = openApiImport(stringify(swagger), { id, current: true, properties });
    return { format, document: JSON.parse(value as string) as JsonObject };
  };

  it('sends it as JSON, with the declared title, description and service URL', () => {
    const properties = {
      displayName: 'Orders',
      description: 'All orders',
      serviceUrl: 'https://shop:8443/v1',
    };
    assert.deepEqual(sent(properties), {
      format: 'swagger-json',
      document: {
        swagger: '2.0',
        info: { title: 'Orders', version: '1', description: 'All orders' },
        host: 'shop:8443',
        basePath: '/v1',
        schemes: ['https'],
        paths: { '/a': { get: { responses: { '200': { description: 'ok' } } } } },
      },
    });
  });

  it('names no server when none is declared', () => {
    const { document } = sent({ displayName: 'Orders' });
    assert.deepEqual(Object.keys(document), ['swagger', 'info', 'paths']);
  });
});
