import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { TaskError } from '../../errors/task-error.ts';
import { operationsOf, parseOpenApi } from './open-api.ts';
import { pets } from './pets-for-tests.ts';
import { portableOpenApi } from './portable.ts';

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
    assert.match(at('swagger: "1.2"\npaths: {}')?.message ?? '', /it says swagger: "1\.2"/);
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
    // Its reader for YAML would take minutes, and this test's time be up.
    assert.equal(operationsOf(parseOpenApi(text, 'x').document).length, 40_000);
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
