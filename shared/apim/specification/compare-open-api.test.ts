import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../json.ts';
import { sortedKeys } from '../json.ts';
import { compareOpenApi } from './compare-open-api.ts';
import { parseOpenApi } from './open-api.ts';
import { pet, pets } from './pets-for-tests.ts';
import type { SpecificationDifference } from './verdict.ts';

const root = join(import.meta.dirname, '../../../node_modules/@readme/oas-examples');
const published = ['3.0/json', '3.0/yaml', '3.1/json', '3.1/yaml'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(?:json|yaml)$/.test(name))
    .map((name) => join(folder, name)),
);
const read = (name: string) => parseOpenApi(readFileSync(join(root, name), 'utf8'), name).document;

/** What is certain. */
function specificationDifferences(wanted: JsonObject, live: JsonObject): readonly SpecificationDifference[] {
  const found = compareOpenApi(wanted, live);
  assert.notEqual(found.verdict, 'cannot tell');
  return found.verdict === 'different' ? found.differences : [];
}

/** The document with a text of its JSON replaced. */
function edited(from: string, to: string): JsonObject {
  const text = JSON.stringify(pets);
  assert.ok(text.includes(from), from);
  return JSON.parse(text.replace(from, () => to)) as JsonObject;
}

describe('compareOpenApi', () => {
  for (const name of published) {
    it(`finds nothing between ${name} and itself, sorted otherwise`, () => {
      const document = read(name);
      assert.deepEqual(specificationDifferences(document, document), []);
      const other = sortedKeys(structuredClone(document)) as JsonObject;
      assert.deepEqual(specificationDifferences(document, other), []);
      assert.deepEqual(specificationDifferences(other, document), []);
    });
  }

  const edits: readonly (readonly [string, string, string, readonly unknown[]])[] = [
    ['another summary', '"summary":"List"', '"summary":"All"', ['GET /pets', 'changed', 'summary']],
    ['another id', '"listPets"', '"allPets"', ['GET /pets', 'changed', 'id']],
    [
      'a description',
      '"summary":"List"',
      '"summary":"List","description":"x"',
      ['GET /pets', 'changed', 'description'],
    ],
    ['an operation more', '"delete":', '"head":{"responses":{}},"delete":', ['HEAD /pets/{petId}', 'added']],
    ['an operation fewer', '"delete":', '"x-delete":', ['DELETE /pets/{petId}', 'removed']],
    [
      'a parameter fewer',
      '"name":"status","in":"query"',
      '"name":"status","in":"cookie"',
      ['GET /pets', 'changed', 'parameter status'],
    ],
    [
      'a parameter of another name',
      '"name":"status"',
      '"name":"state"',
      ['GET /pets', 'changed', 'parameter state, parameter status'],
    ],
    [
      'a parameter that is required',
      '"in":"query"',
      '"in":"query","required":true',
      ['GET /pets', 'changed', 'parameter status'],
    ],
    [
      'a parameter of another type',
      '"in":"header","schema":{"type":"string"}',
      '"in":"header","schema":{"type":"integer"}',
      ['GET /pets', 'changed', 'parameter x-trace'],
    ],
    ['other values of a parameter', '["a","b"]', '["a","c"]', ['GET /pets', 'changed', 'parameter status']],
    ['another response code', '"201"', '"202"', ['POST /pets', 'changed', 'response 201, response 202']],
    ['another description of a response', '"made"', '"done"', ['POST /pets', 'changed', 'response 201']],
    [
      'another type of the body',
      '{"content":{"application/json"',
      '{"content":{"text/json"',
      ['POST /pets', 'changed', 'request body'],
    ],
  ];
  for (const [what, from, to, [operation, change, whatChanged]] of edits) {
    it(`finds ${what}`, () => {
      const found = specificationDifferences(edited(from, to), pets);
      const said = found.map((one) => [
        one.subject.replace('operation ', ''),
        one.change,
        ...(one.what.length > 0 ? [one.what.join(', ')] : []),
      ]);
      assert.deepEqual(said, [[operation, change, ...(whatChanged === undefined ? [] : [whatChanged])]]);
      assert.notDeepEqual(specificationDifferences(pets, edited(from, to)), []);
    });
  }

  it('finds a path parameter of another name: it is another path', () => {
    const found = specificationDifferences(
      JSON.parse(JSON.stringify(pets).replaceAll('petId', 'id')) as JsonObject,
      pets,
    );
    assert.deepEqual(
      found.map(({ subject, change }) => `${change} ${subject}`),
      ['added operation DELETE /pets/{id}', 'removed operation DELETE /pets/{petId}'],
    );
  });

  const schemas: readonly (readonly [string, string, string])[] = [
    ['a property more', '"name":{"type":"string"}', '"name":{"type":"string"},"age":{"type":"integer"}'],
    [
      'a property called like a keyword',
      '"name":{"type":"string"}',
      '"name":{"type":"string"},"example":{"type":"integer"}',
    ],
    ['a property of another type', '"name":{"type":"string"}', '"name":{"type":"integer"}'],
    ['a property that is no longer required', '["id","name"]', '["id"]'],
    ['a limit', '"id":{"type":"integer"}', '"id":{"type":"integer","maximum":3}'],
  ];
  for (const [what, from, to] of schemas) {
    it(`finds in a schema that contains itself ${what}, wherever it is used`, () => {
      const found = specificationDifferences(edited(from, to), pets);
      assert.deepEqual(
        found.map(({ subject, what: parts }) => `${subject} ${parts.join()}`),
        ['operation GET /pets response 200', 'operation POST /pets request body'],
      );
    });
  }

  it('finds a difference also through a schema that was believed the same before', () => {
    const uses = (name: string) => ({
      responses: { '200': { content: { 'a/b': { schema: { $ref: `#/components/schemas/${name}` } } } } },
    });
    const document = (type: string) => ({
      openapi: '3.0.1',
      paths: { '/a': { get: uses('A') }, '/b': { get: uses('B') } },
      components: {
        schemas: {
          A: { properties: { b: { $ref: '#/components/schemas/B' }, c: { type } } },
          B: { properties: { a: { $ref: '#/components/schemas/A' } } },
        },
      },
    });
    const found = specificationDifferences(document('string'), document('integer'));
    assert.deepEqual(
      found.map(({ subject }) => subject),
      ['operation GET /a', 'operation GET /b'],
    );
  });

  const wordings: readonly (readonly [string, string, string])[] = [
    ['another name of a component', '"schemas":{"Pet"', '"schemas":{"Animal"'],
    ['examples', '"name":{"type":"string"}', '"name":{"type":"string","example":"Tom"}'],
    ['extensions', '"summary":"List"', '"summary":"List","x-mine":{"a":1}'],
    [
      'tags, servers and security',
      '"summary":"List"',
      '"summary":"List","tags":["a"],"security":[],"servers":[]',
    ],
    ['the order of values', '["a","b"]', '["b","a"]'],
    ['letter case of header names', '"X-Trace"', '"x-trace"'],
    ['a default response', '"default":{"description":"other"}', '"default":{"description":"another"}'],
    ['a slash at the end of a path', '"/pets":', '"/pets/":'],
    ['the letter case of an id', '"listPets"', '"listpets"'],
    ['no id at all', '"operationId":"addPet",', ''],
  ];
  for (const [what, from, to] of wordings) {
    it(`does not mind ${what}`, () => {
      const other = JSON.parse(
        JSON.stringify(edited(from, to)).replaceAll(
          what.includes('component') ? 'schemas/Pet' : '\0',
          'schemas/Animal',
        ),
      ) as JsonObject;
      assert.deepEqual(specificationDifferences(other, pets), []);
    });
  }

  it('follows a schema that was moved into its place', () => {
    const inline = structuredClone(pets);
    const moved = {
      ...inline,
      paths: {
        ...inline.paths,
        '/pets': {
          ...inline.paths['/pets'],
          post: {
            ...inline.paths['/pets'].post,
            requestBody: { content: { 'application/json': { schema: pet } } },
          },
        },
      },
    };
    assert.deepEqual(specificationDifferences(moved, pets), []);
  });

  it('follows references into lists, as bundlers write them', () => {
    const parameters = [{ name: 'status', in: 'query', schema: { type: 'string' } }];
    const responses = { 200: { description: 'OK' } };
    const withDelete = (own: JsonObject[]): JsonObject => ({
      openapi: '3.0.1',
      paths: { '/pets': { get: { parameters, responses }, delete: { parameters: own, responses } } },
    });
    const bundled = withDelete([{ $ref: '#/paths/~1pets/get/parameters/0' }]);
    assert.deepEqual(specificationDifferences(bundled, withDelete(parameters)), []);
  });
});
