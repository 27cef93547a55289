import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../apim/json.ts';
import { mergedSpecification } from './merge-specification.ts';
import { newSpecification } from './merge-formats.ts';
import { encode } from './text.ts';

/** A document with one parameter, one response and two schemas, of which only one is used. */
function document(said: { response?: JsonObject; used?: JsonObject; more?: JsonObject }) {
  const { response = {}, used = { type: 'object' }, more = {} } = said;
  const get = {
    operationId: 'list',
    parameters: [{ name: 'top', in: 'query', schema: { type: 'integer' } }],
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Used' } } },
        ...response,
      },
    },
  };
  return {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { get }, ...more },
    components: { schemas: { Used: used, Spare: { type: 'string' } } },
  };
}

type Said = Parameters<typeof document>[0];

const string = { type: 'string' };
const answering = (schema: Json) => ({
  get: {
    operationId: 'more',
    responses: { 200: { description: 'OK', content: { 'text/plain': { schema } } } },
  },
});

const cases: readonly (readonly [words: string, before: Said, live: Said])[] = [
  [
    'a default that is gone with its type',
    { used: { ...string, default: 'a' } },
    { used: { type: 'integer' } },
  ],
  ['a limit that is gone', { used: { ...string, maxLength: 9 } }, { used: { ...string, minLength: 1 } }],
  ['a default that is an empty text', { used: string }, { used: { ...string, default: '' } }],
  ['more properties that are refused', {}, { used: { type: 'object', additionalProperties: false } }],
  ['a description of a response that is gone', {}, { response: { description: '' } }],
  [
    'a new operation with a schema that is another one now',
    { used: string },
    { used: { type: 'integer' }, more: { '/more': answering({ $ref: '#/components/schemas/Used' }) } },
  ],
  [
    'a text that ends with blanks',
    {},
    { response: { description: 'OK  ' }, used: { ...string, default: 'a ' } },
  ],
  ['a text that ends with empty lines', {}, { used: { ...string, default: 'a\n\nb\n\n' } }],
];

describe('A specification in which the service takes something back', () => {
  const yaml = (value: JsonObject) =>
    newSpecification(
      { format: 'openapi', load: () => Promise.resolve(JSON.stringify(value)) },
      'openapi-yaml',
    );

  for (const [words, before, live] of cases)
    it(`is changed where it stands: ${words}`, async () => {
      const file = `# By hand\n${(await yaml(document(before))).replace('get:', 'get: # of Ann')}`;
      const openApi = JSON.stringify(document(live));
      const { text, replacedBecause } = await mergedSpecification({ openApi }, file, 'a.yaml');
      assert.equal(replacedBecause, undefined);
      assert.notEqual(text, file);
      assert.match(text, /^# By hand\n[^]*get: # of Ann/);
      assert.deepEqual(await mergedSpecification({ openApi }, text, 'a.yaml'), { text });
    });

  it('ends in a new file with all the empty lines that its last text has', async () => {
    const value = document({});
    const last = { ...value, components: { schemas: { Last: { ...string, default: 'a\n\nb\n\n' } } } };
    const written = new TextDecoder().decode(encode(await yaml(last)));
    assert.deepEqual(parse(written), JSON.parse(JSON.stringify(last)));
  });
});
