import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../json.ts';
import { breakingRules } from './breaking.ts';
import { compareOpenApi } from './compare-open-api.ts';

/** A document of one operation. */
const post = (operation: JsonObject): JsonObject => ({
  openapi: '3.0.1',
  paths: { '/a': { post: { operationId: 'a', summary: 'a', ...operation } } },
});
const sends = (schema: Json) => post({ requestBody: { content: { 'a/b': { schema } } } });
const answers = (schema: Json) => post({ responses: { '200': { content: { 'a/b': { schema } } } } });
const takes = (parameter: JsonObject) => post({ parameters: [{ name: 'p', in: 'query', ...parameter }] });
const ok: JsonObject = { '200': { description: '' } };
const one = { properties: { n: {} } };
const [text, whole, number] = [{ type: 'string' }, { type: 'integer' }, { type: 'number' }];

/** What is live, what is wanted, and what is said of it; undefined: nothing breaks. */
const cases: readonly (readonly [JsonObject, JsonObject, string?])[] = [
  [post({}), { openapi: '3.0.1', paths: {} }, 'operation removed'],
  [{ openapi: '3.0.1', paths: {} }, post({})],
  [post({}), takes({ required: true }), 'required parameter added (parameter p)'],
  [post({}), takes({})],
  [takes({}), takes({ required: true }), 'parameter now required (parameter p)'],
  [takes({ required: true }), takes({})],
  [takes({}), post({})],
  [takes({ schema: text }), takes({ schema: whole }), 'type narrowed (parameter p)'],
  [
    takes({ schema: { enum: ['a', 'b'] } }),
    takes({ schema: { enum: ['a'] } }),
    'enum value removed (parameter p)',
  ],
  [takes({ schema: { enum: ['a'] } }), takes({ schema: { enum: ['a', 'b'] } })],
  [sends(text), post({}), 'request type removed: a/b (request body)'],
  [post({}), sends(text)],
  [answers(text), post({ responses: ok }), 'response type removed: a/b (response 200)'],
  [post({ responses: ok }), answers(text)],
  [
    post({ responses: { ...ok, '404': { description: '' } } }),
    post({ responses: ok }),
    'response removed (response 404)',
  ],
  [post({ responses: ok }), post({ responses: { ...ok, '404': { description: '' } } })],
  [
    post({ responses: { '200': { headers: { X: {} } } } }),
    post({ responses: ok }),
    'response header removed: x (response 200)',
  ],
  [sends(number), sends(whole), 'type narrowed (request body)'],
  [sends(whole), sends(number)],
  [answers(whole), answers(number), 'type widened (response 200)'],
  [answers(number), answers(whole)],
  [sends({ ...text, format: 'date' }), sends({ ...text, format: 'uuid' }), 'format narrowed (request body)'],
  [answers({ ...text, format: 'uuid' }), answers(text), 'format changed (response 200)'],
  [sends({ enum: [1, 2] }), sends({ enum: [2] }), 'enum value removed (request body)'],
  [sends({}), sends({ enum: [2] }), 'enum value removed (request body)'],
  [answers({ enum: [2] }), answers({ enum: [1, 2] }), 'enum value added (response 200)'],
  [answers({ enum: [2] }), answers({}), 'enum value added (response 200)'],
  [answers({ enum: [1, 2] }), answers({ enum: [2] })],
  [answers(one), answers({}), 'property removed: n (response 200)'],
  [
    answers({ items: one }),
    answers({ items: { properties: { m: {} } } }),
    'property removed: [].n (response 200)',
  ],
  [sends(one), sends({})],
  [sends(one), sends({ ...one, required: ['n'] }), 'property now required (request body)'],
  [answers({ ...one, required: ['n'] }), answers(one), 'property no longer required (response 200)'],
  [answers(one), answers({ ...one, required: ['n'] })],
  [sends({ nullable: true }), sends({}), 'null no longer taken (request body)'],
  [answers({ x: 1 }), answers({ additionalProperties: false })],
  [sends({}), sends({ additionalProperties: false }), 'unknown properties no longer taken (request body)'],
  ...['maximum', 'maxLength', 'maxItems', 'maxProperties'].map(
    (key) => [sends({ [key]: 4 }), sends({ [key]: 3 }), 'limit narrowed (request body)'] as const,
  ),
  ...['minimum', 'minLength', 'minItems', 'minProperties'].map(
    (key) => [sends({ [key]: 3 }), sends({ [key]: 4 }), 'limit narrowed (request body)'] as const,
  ),
  [sends({ maximum: 3 }), sends({ maximum: 4 })],
  [sends({ minimum: 3 }), sends({ minimum: 3, exclusiveMinimum: true }), 'limit narrowed (request body)'],
  [sends({ maximum: 3 }), sends({ maximum: 3, exclusiveMaximum: true }), 'limit narrowed (request body)'],
  [sends({}), sends({ uniqueItems: true }), 'items must now differ (request body)'],
  [sends({}), sends({ multipleOf: 3 }), 'multiple narrowed (request body)'],
  [sends({}), sends({ pattern: 'a' }), 'pattern narrowed (request body)'],
  [sends({}), sends({ not: text }), 'exclusion added (request body)'],
  [
    sends({ oneOf: [text, whole, one] }),
    sends({ oneOf: [text, whole] }),
    'alternative removed (request body)',
  ],
  [
    sends({ anyOf: [text, whole, one] }),
    sends({ anyOf: [text, whole] }),
    'alternative removed (request body)',
  ],
  [
    answers({ oneOf: [text, whole] }),
    answers({ oneOf: [text, whole, one] }),
    'alternative added (response 200)',
  ],
  [
    answers({ anyOf: [one, whole] }),
    answers({ anyOf: [one, whole, text] }),
    'alternative added (response 200)',
  ],
  [sends({ allOf: [one, text] }), sends({ allOf: [one, text, whole] }), 'condition added (request body)'],
  [
    answers({ allOf: [one, text, whole] }),
    answers({ allOf: [one, text] }),
    'condition removed (response 200)',
  ],
];

const said = (wanted: JsonObject, live: JsonObject) => {
  const found = compareOpenApi(wanted, live);
  return found.verdict === 'different' ? found.differences.flatMap(({ breaking }) => breaking) : [];
};

describe('what breaks callers', () => {
  for (const [live, wanted, words] of cases) {
    const change = `${JSON.stringify(live['paths'])} -> ${JSON.stringify(wanted['paths'])}`;
    it(`${words ?? 'is nothing'}: ${change}`, () => {
      assert.notEqual(compareOpenApi(wanted, live).verdict, 'same');
      assert.deepEqual(said(wanted, live), words === undefined ? [] : [words]);
    });
  }

  it('is null in an answer, where the service is known to keep that', () => {
    const answer = (a: JsonObject, b: JsonObject) =>
      post({
        responses: {
          '200': { content: { 'a/b': { schema: a } } },
          '201': { content: { 'a/b': { schema: b } } },
        },
      });
    const nullable = { ...text, nullable: true };
    assert.deepEqual(said(answer(nullable, nullable), answer(text, nullable)), [
      'null now possible (response 200)',
    ]);
  });

  it('has a case for every rule', () => {
    const told = [...cases.map(([, , words = '']) => words), 'null now possible (response 200)'];
    for (const { words, side } of breakingRules) {
      const place = side === undefined ? '' : side === 'request' ? /request body|parameter/ : /response/;
      assert.ok(
        told.some((one) => one.startsWith(words) && one.search(place) >= 0),
        `${words} ${side ?? ''}`,
      );
    }
  });
});
