import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../json.ts';
import { compareOpenApi } from './compare-open-api.ts';
import { silences } from './silences.ts';

const document = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.0.1',
  paths: { '/a': { post: { summary: 'a', ...operation } }, ...more },
});
const sends = (schema?: Json) =>
  document({ requestBody: { content: { 'a/b': schema === undefined ? {} : { schema } } } });
const takes = (...parameters: JsonObject[]) =>
  document({ parameters: parameters.map((one, at) => ({ name: `p${String(at)}`, in: 'query', ...one })) });
const answers = (headers: JsonObject): JsonObject => ({
  ...document({ responses: { '200': { description: 'ok', headers } } }),
  components: { headers: { Rate: { schema: { type: 'integer' } } } },
});
const named = (operationId: string) => document({ operationId });
const [text, whole] = [{ type: 'string' }, { type: 'integer' }];
const both = (a: JsonObject, b: JsonObject): JsonObject => ({ properties: { a, b } });
const shared = { $ref: '#/components/headers/Rate' };

/** What is written, what a service that loses it says, and what one says that keeps it elsewhere. */
const cases: readonly (readonly [keyof typeof silences, JsonObject, JsonObject, JsonObject?])[] = [
  ['name of the operation', named('makeOne'), named('post-a')],
  ['title of the operation', document({ summary: '' }), document({ summary: 'Some words' })],
  [
    'description of a parameter',
    takes({ description: 'x' }, { description: 'y' }),
    takes({}, {}),
    takes({}, { description: 'y' }),
  ],
  ['schema of a body', sends(text), sends()],
  [
    'details of a parameter',
    takes({ schema: { ...whole, minimum: 1 } }, { schema: { ...whole, minimum: 2 } }),
    takes({ schema: whole }, { schema: whole }),
    takes({ schema: whole }, { schema: { ...whole, minimum: 2 } }),
  ],
  ['details of a parameter', takes({ schema: { oneOf: [whole, text] } }), takes({ schema: text })],
  ['shared header', answers({ A: shared, B: shared }), answers({}), answers({ B: shared })],
  [
    'header of the protocol',
    takes({ name: 'Accept', in: 'header' }, { name: 'Content-Type', in: 'header' }),
    takes(),
    takes({ name: 'Accept', in: 'header' }),
  ],
  [
    'nullable',
    sends(both({ ...text, nullable: true }, { ...text, nullable: true })),
    sends(both(text, text)),
    sends(both(text, { ...text, nullable: true })),
  ],
  [
    'format',
    sends(both({ ...whole, format: 'int32' }, { ...whole, format: 'int32' })),
    sends(both(whole, whole)),
    sends(both(whole, { ...whole, format: 'int32' })),
  ],
  ['example', sends({ ...text, example: 1 }), sends({ ...text, example: '1' })],
  ['OpenAPI 3.1', sends({ ...text, contentEncoding: 'base64' }), sends(text)],
  ['OpenAPI 3.1', sends({ type: ['string', 'integer'] }), sends(text)],
];

describe('what the service may leave out', () => {
  for (const [part, written, silent, elsewhere] of cases) {
    it(`leaves nobody able to tell: ${part}`, () => {
      assert.equal(compareOpenApi(written, silent).verdict, 'cannot tell');
    });

    if (elsewhere !== undefined)
      it(`is a difference where the service says it elsewhere: ${part}`, () => {
        assert.equal(compareOpenApi(written, elsewhere).verdict, 'different');
      });

    if (!['example', 'name of the operation'].includes(part))
      it(`is a difference where the service says it and the file does not: ${part}`, () => {
        assert.equal(compareOpenApi(silent, written).verdict, 'different');
      });

    it(`hides no other difference: ${part}`, () => {
      const more = { ...written, paths: { ...(written['paths'] as JsonObject), '/b': { get: {} } } };
      const found = compareOpenApi(more, silent);
      assert.ok(found.verdict === 'different');
      assert.deepEqual(
        found.differences.map(({ subject }) => subject),
        ['operation GET /b'],
      );
    });
  }

  it('is proven for each entry of the table', () => {
    assert.deepEqual(new Set(cases.map(([part]) => part)), new Set(Object.keys(silences)));
  });

  it('does not hide a changed component from a service whose bodies have lost their schema', () => {
    const components = (type: string): JsonObject => ({ components: { schemas: { Pet: { type } } } });
    const written = { ...sends({ $ref: '#/components/schemas/Pet' }), ...components('string') };
    assert.equal(compareOpenApi(written, { ...sends(), ...components('string') }).verdict, 'cannot tell');
    const found = compareOpenApi(written, { ...sends(), ...components('integer') });
    assert.deepEqual(found.verdict === 'different' && found.differences.map(({ subject }) => subject), [
      'schema Pet',
    ]);
  });
});

describe('what the service never keeps', () => {
  const lost: readonly (readonly [string, JsonObject])[] = [
    [
      'callbacks, links, servers, security, tags, extensions',
      {
        callbacks: { a: {} },
        servers: [{ url: 'https://a' }],
        security: [{ a: [] }],
        tags: ['a'],
        externalDocs: { url: 'https://a' },
        deprecated: true,
        'x-a': 1,
      },
    ],
    [
      'responses without a number',
      { responses: { default: { description: 'a' }, '4XX': { description: 'b' } } },
    ],
    ['cookies', { parameters: [{ name: 'a', in: 'cookie', schema: { type: 'string' } }] }],
  ];
  for (const [what, operation] of lost)
    it(`is no difference: ${what}`, () => {
      assert.deepEqual(compareOpenApi(document(operation), document({})), { verdict: 'same' });
      assert.deepEqual(compareOpenApi(document({}), document(operation)), { verdict: 'same' });
    });

  it('is no difference: examples that are gone', () => {
    assert.deepEqual(compareOpenApi(sends({ ...text, example: 'a' }), sends(text)), { verdict: 'same' });
  });

  it('is no difference: bodies of GET', () => {
    const get = (body: JsonObject) => ({ openapi: '3.0.1', paths: { '/a': { get: body } } });
    assert.deepEqual(compareOpenApi(get({ requestBody: { content: { 'a/b': {} } } }), get({})), {
      verdict: 'same',
    });
  });
});
