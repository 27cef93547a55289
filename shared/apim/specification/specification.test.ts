import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { TaskError } from '../../errors/task-error.ts';
import type { JsonObject } from '../json.ts';
import { sortedKeys } from '../json.ts';
import { specificationDifferences } from './differences.ts';
import { operationsOf, parseOpenApi } from './open-api.ts';
import { portableOpenApi } from './portable.ts';

const root = join(import.meta.dirname, '../../../node_modules/@readme/oas-examples');
const published = ['3.0/json', '3.0/yaml', '3.1/json', '3.1/yaml'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(?:json|yaml)$/.test(name))
    .map((name) => join(folder, name)),
);
const read = (name: string) => parseOpenApi(readFileSync(join(root, name), 'utf8'), name).document;

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    parent: { $ref: '#/components/schemas/Pet' },
  },
};
const pets = {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        summary: 'List',
        parameters: [
          { name: 'status', in: 'query', schema: { type: 'string', enum: ['a', 'b'] } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          '200': {
            description: 'ok',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
          default: { description: 'other' },
        },
      },
      post: {
        operationId: 'addPet',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { '201': { description: 'made' } },
      },
    },
    '/pets/{petId}': {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
      delete: { operationId: 'removePet', responses: { '204': { description: 'gone' } } },
    },
  },
  components: { schemas: { Pet: pet } },
};

/** The document with a text of its JSON replaced. */
function edited(from: string, to: string): JsonObject {
  const text = JSON.stringify(pets);
  assert.ok(text.includes(from), from);
  return JSON.parse(text.replace(from, () => to)) as JsonObject;
}

describe('specificationDifferences', () => {
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
        one.operation,
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
      found.map(({ operation, change }) => `${change} ${operation}`),
      ['added DELETE /pets/{id}', 'removed DELETE /pets/{petId}'],
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
        found.map(({ operation, what: parts }) => `${operation} ${parts.join()}`),
        ['GET /pets response 200', 'POST /pets request body'],
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
      found.map(({ operation }) => operation),
      ['GET /a', 'GET /b'],
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
    ['an answer or null, as 3.1 writes it', '"id":{"type":"integer"}', '"id":{"type":["integer","null"]}'],
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
});

describe('parseOpenApi', () => {
  const at = (text: string) => {
    try {
      parseOpenApi(text, 'specification.yaml');
    } catch (error) {
      assert.ok(error instanceof TaskError);
      const where = error.where !== undefined && 'file' in error.where ? error.where : { file: '' };
      return { code: error.code, line: where.line, column: where.column, message: error.message };
    }
    return undefined;
  };

  const broken: readonly (readonly [string, string, number, number])[] = [
    ['JSON', '{\n  "openapi": "3.0.1",\n  "paths": {\n}', 4, 2],
    ['JSON with a stray word', '{\n  "openapi": "3.0.1"\n  "paths": {}\n}', 3, 3],
    ['YAML', 'openapi: 3.0.1\npaths:\n\t/a: {}\n', 3, 1],
    ['a key twice', 'openapi: 3.0.1\ninfo: {}\ninfo: {}\n', 3, 1],
    ['an empty file', '', 1, 1],
    ['a list', '[]', 1, 1],
    ['a text', 'hello', 1, 1],
    ['paths that are none', '{"openapi": "3.0.1", "paths": []}', 1, 1],
  ];
  for (const [what, text, line, column] of broken) {
    it(`says where ${what} is broken`, () => {
      const found = at(text);
      assert.deepEqual(
        { code: found?.code, line: found?.line, column: found?.column },
        { code: 'INVALID_FILE', line, column },
        found?.message,
      );
    });
  }

  it('says which dialect it cannot read', () => {
    assert.match(at('swagger: "2.0"\npaths: {}')?.message ?? '', /it says swagger: 2\.0/);
    assert.match(at('{"openapi": "4.0.0"}')?.message ?? '', /it says openapi: "4\.0\.0"/);
    assert.match(at('openapi: 3.0')?.message ?? '', /it says openapi: 3\b/);
    assert.match(at('{"a": 1}')?.message ?? '', /it has no "openapi"/);
    assert.equal(at('{"a": 1}')?.code, 'UNSUPPORTED_SPECIFICATION');
  });

  it('refuses aliases that grow without end', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${String(level + 1)}: &a${String(level + 1)} [${Array(10)
          .fill(`*a${String(level)}`)
          .join(', ')}]`,
    );
    assert.equal(at(['openapi: 3.0.1', 'a0: &a0 [x]', ...levels].join('\n'))?.code, 'INVALID_FILE');
  });

  it('reads a byte order mark, CRLF, YAML in braces and numbers for response codes', () => {
    const { document, syntax } = parseOpenApi(
      '\uFEFFopenapi: 3.0.1\r\npaths:\r\n  /a:\r\n    get: {responses: {200: {}}}\r\n',
      'x',
    );
    assert.equal(syntax, 'yaml');
    assert.deepEqual(document['paths'], { '/a': { get: { responses: { '200': {} } } } });
    assert.deepEqual(parseOpenApi('{openapi: 3.0.1, paths: {},}', 'x').document['openapi'], '3.0.1');
    assert.equal(parseOpenApi('\uFEFF {"openapi": "3.0.1"}', 'x').syntax, 'json');
  });

  it('reads megabytes of JSON at once', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [`/p${String(at)}`, pets.paths['/pets']]),
    );
    const text = JSON.stringify({ ...pets, paths }, null, 2);
    const begun = performance.now();
    assert.equal(operationsOf(parseOpenApi(text, 'x').document).length, 40_000);
    assert.ok(performance.now() - begun < 2000);
  });

  it('reads YAML and JSON of one document alike', () => {
    assert.deepEqual(
      parseOpenApi(stringify(pets), 'x').document,
      parseOpenApi(JSON.stringify(pets), 'x').document,
    );
  });
});

describe('portableOpenApi', () => {
  it('leaves out what belongs to the instance, and keeps what the author declared', () => {
    const exported = {
      ...pets,
      servers: [{ url: 'https://gateway' }],
      tags: [{ name: 'a' }],
      security: [{ apiKeyHeader: [] }, { apiKeyQuery: [] }, { mine: [] }],
      components: {
        ...pets.components,
        securitySchemes: { apiKeyHeader: {}, apiKeyQuery: {}, mine: { type: 'http' } },
      },
    };
    const once = portableOpenApi(exported);
    assert.deepEqual(once, {
      ...pets,
      security: [{ mine: [] }],
      components: { ...pets.components, securitySchemes: { mine: { type: 'http' } } },
    });
    assert.deepEqual(portableOpenApi(once), once);
  });

  it('keeps an empty list of paths: there are no operations', () => {
    assert.deepEqual(portableOpenApi({ openapi: '3.0.1', paths: {}, servers: [], components: {} }), {
      openapi: '3.0.1',
      paths: {},
    });
  });
});
