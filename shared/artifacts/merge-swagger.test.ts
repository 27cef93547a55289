import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { JsonObject } from '../apim/json.ts';
import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import { linesBetween } from './lines-for-tests.ts';
import { mergedSpecification } from './merge-specification.ts';
import type { Edit } from './pets-of-ann-for-tests.ts';
import { exportedPetsOfBob, petsOfBob } from './pets-of-bob-for-tests.ts';

const pets = ['paths', '/pets'];
const photo = ['paths', '/photos', 'post', 'parameters'];
const list = [...pets, 'get', 'responses', '200'];

const cases: readonly (readonly [words: string, changes: readonly Edit[], lines: readonly string[]])[] = [
  ['nothing', [], []],
  [
    'a summary',
    [[[...pets, 'get', 'summary'], 'Some pets']],
    ['- summary: All pets', '+ summary: Some pets'],
  ],
  [
    'a parameter',
    [[[...pets, 'get', 'parameters', 0, 'type'], 'string']],
    [
      '- - {name: top, in: query, type: integer, maximum: 50, x-example: 10}   # a page',
      '+ - {name: top, in: query, type: "string", maximum: 50, x-example: 10}   # a page',
    ],
  ],
  [
    'a parameter that is new',
    [[[...pets, 'get', 'parameters', 2], { name: 'dry', in: 'query', type: 'boolean' }]],
    ['+ - name: dry', '+ in: query', '+ type: boolean'],
  ],
  [
    'a shared parameter, for this operation alone',
    [
      [
        [...pets, 'get', 'parameters', 1, 'enum'],
        ['a', 'b', 'c'],
      ],
    ],
    [
      "- - $ref: '#/parameters/Status'",
      '+ - name: status',
      '+ in: query',
      '+ type: string',
      '+ enum:',
      '+ - a',
      '+ - b',
      '+ - c',
    ],
  ],
  [
    'a body that has become another one than others use',
    [[[...pets, 'post', 'parameters', 0, 'schema'], { type: 'array', items: { type: 'string' } }]],
    [
      "- - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}   # whole",
      '+ - {name: pet, in: body, required: true, schema: {"type": "array", "items": {"type":"string"}}}   # whole',
    ],
  ],
  [
    'the types of a body',
    [[[...pets, 'post', 'consumes'], ['application/xml']]],
    ['+ consumes:', '+ - application/xml'],
  ],
  [
    'a field of a form',
    [[[...photo, 1, 'type'], 'integer']],
    ['- - {name: place, in: formData, type: string}', '+ - {name: place, in: formData, type: "integer"}'],
  ],
  [
    'a field of a form that is gone',
    [[photo, [{ name: 'title', in: 'formData', type: 'string', required: true }]]],
    ['- - {name: place, in: formData, type: string}'],
  ],
  [
    'the description of a shared response, for this operation alone',
    [[[...pets, 'get', 'responses', '404', 'description'], 'nowhere']],
    ["- 404: {$ref: '#/responses/NotFound'}", '+ 404: {"description": "nowhere"}'],
  ],
  [
    'a header',
    [[[...list, 'headers', 'X-Total', 'type'], 'string']],
    [
      '- X-Total: {type: integer, description: How many}',
      '+ X-Total: {type: "string", description: How many}',
    ],
  ],
  [
    'a header that is new',
    [[[...list, 'headers', 'ETag'], { type: 'string' }]],
    ['+ ETag:', '+ type: string'],
  ],
  [
    'a header that is gone',
    [[[...list, 'headers']]],
    ['- headers:', '- X-Total: {type: integer, description: How many}'],
  ],
  [
    'a schema that operations share',
    [[['definitions', 'Pet', 'properties', 'age'], { type: 'integer' }]],
    ['+ age:', '+ type: integer'],
  ],
  [
    'an operation that is new, with what it needs and its types',
    [
      [
        [...pets, 'put'],
        {
          operationId: 'replacePets',
          summary: 'Replace',
          produces: ['application/json'],
          responses: { '200': { description: 'ok', schema: { $ref: '#/definitions/Count' } } },
        },
      ],
      [['definitions', 'Count'], { type: 'integer' }],
    ],
    [
      '+ put:',
      '+ operationId: replacePets',
      '+ summary: Replace',
      '+ produces:',
      '+ - application/json',
      '+ responses:',
      '+ "200":',
      '+ description: ok',
      '+ schema:',
      '+ $ref: "#/definitions/Count"',
      '+ Count:',
      '+ type: integer',
    ],
  ],
  [
    'a path that is gone',
    [[['paths', '/photos']]],
    petsOfBob
      .slice(petsOfBob.indexOf('  /photos:'), petsOfBob.indexOf('parameters:\n  Status'))
      .trimEnd()
      .split('\n')
      .map((line) => `- ${line.trim()}`),
  ],
];

describe('A Swagger 2 file of an author', () => {
  for (const [words, changes, lines] of cases)
    it(`is touched where the service differs, and nowhere else: ${words}`, async () => {
      const live = exportedPetsOfBob(changes);
      const { text, replacedBecause } = await mergedSpecification(live, petsOfBob, 'specification.yaml');
      assert.equal(replacedBecause, undefined);
      assert.deepEqual([...linesBetween(petsOfBob, text)].sort(), [...lines].sort(), text);
      const merged = parse(text) as JsonObject;
      assert.equal(merged['swagger'], '2.0');
      assert.notEqual(compareOpenApi(merged, JSON.parse(live.openApi) as JsonObject).verdict, 'different');
      assert.equal((await mergedSpecification(live, text, 'specification.yaml')).text, text);
    });

  it('is touched so in JSON too', async () => {
    const before = JSON.stringify(parse(petsOfBob), null, '\t');
    const live = exportedPetsOfBob([[[...pets, 'get', 'summary'], 'Some pets']]);
    assert.deepEqual(await mergedSpecification(live, before, 'specification.json'), {
      text: before.replace('"All pets"', '"Some pets"'),
    });
  });

  it('is written anew, as Swagger 2 in its syntax and with the reason, where a patch cannot say it', async () => {
    const live = exportedPetsOfBob([]);
    // One list of types goes for all responses of an operation.
    const answers = {
      '400': { description: 'bad', content: { 'text/plain': { schema: { type: 'string' } } } },
    };
    const openApi = JSON.parse(live.openApi) as { paths: Record<string, { get: { responses: object } }> };
    Object.assign(openApi.paths['/pets']?.get.responses ?? {}, answers);
    for (const path of ['specification.yaml', 'specification.json']) {
      const exported = { ...live, openApi: JSON.stringify(openApi) };
      const { text, replacedBecause } = await mergedSpecification(exported, petsOfBob, path);
      assert.equal(
        replacedBecause,
        'changed in part it would still differ: operation GET /pets changed (response 400)',
      );
      assert.deepEqual(parse(text), JSON.parse((await live.swagger?.()) ?? ''));
      assert.doesNotMatch(text, /^\{/, 'It stays YAML.');
    }
  });
});
