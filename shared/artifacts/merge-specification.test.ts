import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import type { JsonObject } from '../apim/json.ts';
import { linesBetween } from './lines-for-tests.ts';
import { mergedSpecification } from './merge-specification.ts';
import { type Edit, exportedPets, petsOfAnn } from './pets-of-ann-for-tests.ts';

interface Case {
  readonly words: string;
  readonly changes: readonly Edit[];
  /** Lines that go (-) and come (+), without their indentation. */
  readonly lines: readonly string[];
}

const pets = ['paths', '/pets'];
const schemas = ['components', 'schemas'];

const cases: readonly Case[] = [
  { words: 'nothing', changes: [], lines: [] },
  {
    words: 'a summary',
    changes: [[[...pets, 'get', 'summary'], 'Some pets']],
    lines: ['- All', '- pets', '+ Some pets'],
  },
  {
    words: 'a description that is new',
    changes: [[[...pets, 'post', 'description'], 'Adds one']],
    lines: ['+ description: Adds one'],
  },
  {
    words: 'a parameter',
    changes: [[[...pets, 'get', 'parameters', 1, 'schema', 'type'], 'string']],
    lines: [
      '- - {name: top, in: query, description: How many, schema: {type: integer, minimum: 1, example: 10}}',
      '+ - {name: top, in: query, description: How many, schema: {type: "string", minimum: 1, example: 10}}',
    ],
  },
  {
    words: 'a parameter that other operations may share',
    changes: [
      [
        [...pets, 'get', 'parameters', 0, 'schema', 'enum'],
        ['a', 'b', 'c'],
      ],
    ],
    lines: [
      "- - $ref: '#/components/parameters/Status'",
      '+ - name: status',
      '+ in: query',
      '+ schema:',
      '+ type: string',
      '+ enum:',
      '+ - a',
      '+ - b',
      '+ - c',
    ],
  },
  {
    words: 'a parameter that is new',
    changes: [[[...pets, 'post', 'parameters'], [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }]]],
    lines: ['+ parameters:', '+ - name: dry', '+ in: query', '+ schema:', '+ type: boolean'],
  },
  {
    words: 'a parameter that is gone',
    changes: [
      [
        [...pets, 'get', 'parameters'],
        [{ name: 'status', in: 'query', schema: { enum: ['a', 'b'], type: 'string' } }],
      ],
    ],
    lines: [
      '- - {name: top, in: query, description: How many, schema: {type: integer, minimum: 1, example: 10}}',
    ],
  },
  {
    words: 'a response that is new',
    changes: [[[...pets, 'post', 'responses', '409'], { description: 'there already' }]],
    lines: ['+ 409:', '+ description: there already'].map((line) => line.replace('409:', '"409":')),
  },
  {
    words: 'a response that is gone',
    changes: [[[...pets, 'get', 'responses', '200']]],
    lines: [
      '- 200: &list',
      '- description: ok   # never empty',
      '- content:',
      '- application/json:',
      "- schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}",
      '- example: [{name: Rex}]',
    ],
  },
  {
    words: 'a schema that operations share',
    changes: [[[...schemas, 'Pet', 'properties', 'age'], { type: 'integer' }]],
    lines: ['+ age:', '+ type: integer'],
  },
  {
    words: 'a property that is not required any more',
    changes: [[[...schemas, 'Pet', 'required']]],
    lines: ['- required: [name]'],
  },
  {
    words: 'an operation that is new, with what it needs',
    changes: [
      [
        [...pets, 'put'],
        {
          operationId: 'replacePets',
          summary: 'Replace',
          responses: {
            '200': {
              description: 'ok',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Count' } } },
            },
          },
        },
      ],
      [[...schemas, 'Count'], { type: 'object', properties: { of: { $ref: '#/components/schemas/Unit' } } }],
      [[...schemas, 'Unit'], { type: 'string' }],
    ],
    lines: [
      '+ put:',
      '+ operationId: replacePets',
      '+ summary: Replace',
      '+ responses:',
      '+ "200":',
      '+ description: ok',
      '+ content:',
      '+ application/json:',
      '+ schema:',
      '+ $ref: "#/components/schemas/Count"',
      '+ Count:',
      '+ type: object',
      '+ properties:',
      '+ of:',
      '+ $ref: "#/components/schemas/Unit"',
      '+ Unit:',
      '+ type: string',
    ],
  },
  {
    words: 'a path that is new',
    changes: [
      [
        ['paths', '/count'],
        { get: { operationId: 'count', summary: 'Count', responses: { '200': { description: 'ok' } } } },
      ],
    ],
    lines: [
      '+ /count:',
      '+ get:',
      '+ operationId: count',
      '+ summary: Count',
      '+ responses:',
      '+ "200":',
      '+ description: ok',
    ],
  },
  {
    words: 'an operation that is gone',
    changes: [[[...pets, 'post']]],
    lines: [
      '- # Writing',
      '- post:',
      '- operationId: addPet',
      '- summary: Add',
      '- requestBody:',
      '- content:',
      '- application/json:',
      "- schema: {$ref: '#/components/schemas/Pet'}",
      '- responses:',
      '- 201: {description: made}',
    ],
  },
  {
    words: 'a path that is gone',
    changes: [[['paths', '/pets/{id}']]],
    lines: [
      '- ',
      '- /pets/{id}:',
      '- parameters:',
      '- - {name: id, in: path, required: true, schema: {type: string}}',
      '- get:',
      '- operationId: getPet',
      '- summary: One',
      '- responses: {200: {description: ok}}',
      '- delete:',
      '- operationId: removePet',
      '- summary: Remove',
      '- responses: {204: {description: gone}}',
    ],
  },
];

describe('mergedSpecification', () => {
  for (const { words, changes, lines } of cases)
    it(`touches ${words} and leaves the author's words alone`, async () => {
      const live = exportedPets(changes);
      const { text, replacedBecause } = await mergedSpecification(
        { openApi: live },
        petsOfAnn,
        'apis/pets/specification.yaml',
      );
      assert.equal(replacedBecause, undefined);
      assert.deepEqual([...linesBetween(petsOfAnn, text)].sort(), [...lines].sort(), text);
      const verdict = compareOpenApi(parse(text) as JsonObject, JSON.parse(live) as JsonObject);
      assert.notEqual(verdict.verdict, 'different');
      assert.equal((await mergedSpecification({ openApi: live }, text, 'specification.yaml')).text, text);
    });

  it('does the same in JSON', async () => {
    const before = JSON.stringify(parse(petsOfAnn), null, '\t');
    const live = exportedPets([[['paths', '/pets/{id}', 'get', 'summary'], 'A pet']]);
    for (const path of ['specification.json', 'specification.yaml'])
      assert.deepEqual(await mergedSpecification({ openApi: live }, before, path), {
        text: before.replace('"One"', '"A pet"'),
      });
  });

  it('tells apart what has become another schema than others use', async () => {
    const schema = { type: 'object', properties: { other: { type: 'string' } } };
    const place = [...pets, 'post', 'requestBody', 'content', 'application/json', 'schema'];
    const live = exportedPets([[place, schema]]);
    const { text, replacedBecause } = await mergedSpecification({ openApi: live }, petsOfAnn, 'a.yaml');
    assert.equal(replacedBecause, undefined);
    assert.deepEqual(linesBetween(petsOfAnn, text), [
      "- schema: {$ref: '#/components/schemas/Pet'}",
      '+ schema: {"type": "object", "properties": {"other":{"type":"string"}}}',
    ]);
  });

  it('writes all anew, and says why, where a parameter is gone that a path has for all its operations', async () => {
    const live = exportedPets([[['paths', '/pets/{id}', 'get', 'parameters']]]);
    const { text, replacedBecause } = await mergedSpecification({ openApi: live }, petsOfAnn, 'a.yaml');
    assert.equal(replacedBecause, 'operation GET /pets/{id} cannot be changed by itself');
    assert.deepEqual(parse(text), JSON.parse(live));
  });
});
