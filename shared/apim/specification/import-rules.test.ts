import assert from 'node:assert/strict';
import type { JsonObject } from '../json.ts';
import { importRules } from './import-rules.ts';
import { operationsOf, parseOpenApi } from './open-api.ts';
import { laterKeywords } from './silences.ts';

const responses = { 200: { description: 'OK' } };
const path = (more: object) => ({ paths: { '/a': { get: { responses, ...more } } } });
const document = (more: object) => ({
  openapi: '3.0.1',
  info: { title: 'A', version: '1' },
  ...path({}),
  ...more,
});

function faultsOf(content: object, api: JsonObject = {}): readonly (readonly [string, string, string])[] {
  const parsed = parseOpenApi(JSON.stringify(content), 'a.json');
  const importable = { ...parsed, operations: operationsOf(parsed.document), api };
  return importRules.flatMap((rule) =>
    rule.faults(importable).map(({ pointer, message }) => [rule.name, pointer, message] as const),
  );
}

const parameter = (name: string, where: string, more: object = {}) => ({
  name,
  in: where,
  required: where === 'path',
  schema: { type: 'string' },
  ...more,
});

/** What is wrong with a document, which rule says so, where it points, and what it says. */
const broken: readonly (readonly [string, object, string, string, RegExp])[] = [
  ['OpenAPI 3.2', { openapi: '3.2.0' }, 'dialect', '#/openapi', /3\.2\.0 is not imported/],
  ['OpenAPI 3.0.4', { openapi: '3.0.4' }, 'newer-patch', '#/openapi', /newer than 3\.0\.3/],
  ['a document of 5 MB', { 'x-big': 'x'.repeat(5_000_000) }, 'import-size', '#', /has \d+ bytes/],
  [
    'a reference to another file',
    path({ requestBody: undefined, parameters: [{ $ref: 'common.yaml#/p' }] }),
    'external-reference',
    '#/paths/~1a/get/parameters/0',
    /common\.yaml#\/p is outside/,
  ],
  [
    'a reference to nothing',
    { components: { schemas: { A: { items: { $ref: '#/components/schemas/B' } } } } },
    'dangling-reference',
    '#/components/schemas/A/items',
    /schemas\/B leads nowhere/,
  ],
  [
    'schemas in a circle',
    {
      components: {
        schemas: {
          A: { items: { $ref: '#/components/schemas/B' } },
          B: { not: { $ref: '#/components/schemas/A' } },
        },
      },
    },
    'recursive-schema',
    '#/components/schemas/A',
    /A -> B -> A/,
  ],
  [
    'a path parameter that nobody declares',
    { paths: { '/a/{id}': { get: { responses } } } },
    'path-parameters',
    '#/paths/~1a~1{id}/get',
    /\{id\} of GET \/a\/\{id\} is not declared/,
  ],
  [
    'a path parameter that is in no path',
    path({ parameters: [parameter('id', 'path')] }),
    'path-parameters',
    '#/paths/~1a/get/parameters/0',
    /id is not in the path/,
  ],
  [
    'paths that only differ in case',
    { paths: { '/a': { get: { responses } }, '/A': { get: { operationId: 'x', responses } } } },
    'duplicate-operation',
    '#/paths/~1A/get',
    /there already, as #\/paths\/~1a\/get/,
  ],
  [
    'operationIds that become the same',
    {
      paths: {
        '/a': { get: { operationId: 'x_y', responses } },
        '/b': { get: { operationId: 'X-y', responses } },
      },
    },
    'colliding-names',
    '#/paths/~1b/get',
    /called x-y like/,
  ],
  [
    'a very long URL',
    { paths: { [`/${'a'.repeat(1000)}`]: { get: { responses } } } },
    'url-length',
    `#/paths/~1${'a'.repeat(1000)}/get`,
    /1001 characters/,
  ],
  [
    'a long URL',
    { paths: { [`/${'a'.repeat(127)}`]: { get: { responses } } } },
    'long-url',
    `#/paths/~1${'a'.repeat(127)}/get`,
    /128 characters, not at most 127/,
  ],
  [
    'a default that is not allowed',
    path({ parameters: [parameter('q', 'query', { schema: { enum: ['a'], default: 'b' } })] }),
    'default-in-enum',
    '#/paths/~1a/get/parameters/0',
    /default of the parameter q/,
  ],
  [
    'a body of GET',
    path({ requestBody: { content: {} } }),
    'dropped-body',
    '#/paths/~1a/get',
    /body of GET \/a/,
  ],
  [
    'a long summary',
    path({ summary: 'x'.repeat(301) }),
    'cut-text',
    '#/paths/~1a/get/summary',
    /301 characters/,
  ],
  [
    'callbacks',
    path({ callbacks: {} }),
    'ignored-parts',
    '#/paths/~1a/get/callbacks',
    /callbacks are ignored/,
  ],
  [
    'links',
    path({ responses: { 200: { description: 'OK', links: {} } } }),
    'ignored-parts',
    '#/paths/~1a/get/responses/200/links',
    /links are ignored/,
  ],
  [
    'words of OpenAPI 3.1',
    { openapi: '3.1.0', components: { schemas: { A: { properties: { b: { type: ['string', 'null'] } } } } } },
    'openapi-3.1',
    '#/components/schemas/A/properties/b/type',
    /a list of types/,
  ],
];

describe('Rules of import', () => {
  for (const [what, more, rule, pointer, message] of broken)
    it(`find ${what}, and say where`, () => {
      const found = faultsOf(document(more));
      assert.deepEqual(
        found.map(([name, at]) => [name, at]),
        [[rule, pointer]],
      );
      assert.match(found[0]?.[2] ?? '', message);
    });

  it('know a body of Swagger 2, and of path items what they share', () => {
    const paths = {
      '/a/{id}': {
        parameters: [parameter('id', 'path')],
        get: { parameters: [parameter('b', 'body')], responses },
      },
    };
    const swagger = { swagger: '2.0', info: { title: 'A', version: '1' }, paths };
    assert.deepEqual(
      faultsOf(swagger).map(([name]) => name),
      ['dropped-body'],
    );
  });

  it('mind required query parameters only where they come into the URL', () => {
    const content = document({
      paths: {
        '/a/{id}': {
          get: {
            parameters: [parameter('id', 'path'), parameter('ID', 'query', { required: true })],
            responses,
          },
        },
      },
    });
    assert.deepEqual(faultsOf(content), []);
    assert.deepEqual(
      faultsOf(content, { translateRequiredQueryParameters: 'template' }).map(([name]) => name),
      ['ambiguous-parameter', 'query-in-url'],
    );
  });

  it('know each word of OpenAPI 3.1 of which a comparison cannot tell whether it was kept', () => {
    for (const word of laterKeywords)
      assert.deepEqual(
        faultsOf(document({ openapi: '3.1.0', components: { schemas: { A: { [word]: 'x' } } } })),
        [['openapi-3.1', `#/components/schemas/A/${word}`, `"${word}" is not part of OpenAPI 3.0`]],
        word,
      );
  });

  it('take for no reference what examples and properties say', () => {
    const schema = {
      properties: { $ref: { type: 'string' }, example: { type: 'string' } },
      example: { $ref: 'elsewhere.json' },
    };
    assert.deepEqual(faultsOf(document({ components: { schemas: { A: schema, B: {} } } })), []);
  });

  it('follow references into lists, to what is empty, and by names that a URL spells otherwise', () => {
    const content = document({
      ...path({ parameters: [parameter('a', 'query')], responses }),
      components: { schemas: { 'A b': {}, '50%': {} } },
      'x-references': [
        { $ref: '#/paths/~1a/get/parameters/0' },
        { $ref: '#/components/schemas/A%20b' },
        { $ref: '#/components/schemas/50%' },
        { $ref: '#' },
      ],
    });
    assert.deepEqual(faultsOf(content), []);
    const wrong = ['parameters/1', 'parameters/length', 'parameters/', 'parameters/0/none'].map((end) => ({
      $ref: `#/paths/~1a/get/${end}`,
    }));
    assert.equal(faultsOf({ ...content, 'x-references': wrong }).length, wrong.length);
  });

  it('have names of their own, words and a source', () => {
    const names = importRules.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { says, source } of importRules) assert.ok(says.length > 10 && source.length > 2);
    const proven = new Set([...broken.map(([, , rule]) => rule), 'ambiguous-parameter', 'query-in-url']);
    assert.deepEqual(
      names.filter((name) => !proven.has(name)),
      [],
    );
  });
});
