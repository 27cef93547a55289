import assert from 'node:assert/strict';
import type { Document } from '../../apim/documents.ts';
import type { JsonObject } from '../../apim/json.ts';
import { resourceId } from '../../apim/resource-id.ts';
import { documentToSend, importOf } from './import-specification.ts';

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

describe('importOf', () => {
  const api = (properties: JsonObject): Document => ({
    id: resourceId('apiRevision', '1', resourceId('api', 'orders')),
    properties: { displayName: 'Orders', ...properties },
    current: true,
  });
  const specification = (text: string) => ({ format: 'openapi' as const, load: () => Promise.resolve(text) });

  it('keeps required query parameters in the query unless the file says otherwise', async () => {
    const text = JSON.stringify(written);
    assert.equal((await importOf(specification(text), api({})))['translateRequiredQueryParameters'], 'query');
    const declared = api({ translateRequiredQueryParameters: 'template' });
    assert.equal(
      (await importOf(specification(text), declared))['translateRequiredQueryParameters'],
      'template',
    );
  });

  it('refuses a document that is larger than Azure takes, before it is sent', async () => {
    const large = JSON.stringify({ ...written, 'x-large': 'x'.repeat(4 * 1024 * 1024) });
    await assert.rejects(importOf(specification(large), api({})), {
      code: 'UNSUPPORTED_SPECIFICATION',
      message: /API orders has \d+ bytes/,
    });
  });
});
