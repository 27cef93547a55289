import assert from 'node:assert/strict';
import { operationFileNotes } from './operation-files.ts';
import { readArtifacts } from './read-artifacts.ts';

const operation = (more: object = {}) => ({
  displayName: 'All pets',
  method: 'GET',
  urlTemplate: '/pets/{kind}',
  description: '',
  templateParameters: [{ name: 'kind', type: 'string', required: true }],
  request: { queryParameters: [{ name: 'top', type: 'integer' }], headers: [], representations: [] },
  responses: [{ statusCode: 200, description: 'ok' }],
  ...more,
});
const folder = (...operations: (object | string)[]): Record<string, string> => ({
  'apis/pets/apiInformation.json': '{ "properties": { "displayName": "Pets", "path": "pets" } }',
  'apis/pets/specification.yaml': `openapi: 3.0.1
info: { title: Pets, version: "1" }
paths:
  /pets/{kind}:
    parameters: [{ name: kind, in: path, required: true, schema: { type: string } }]
    get:
      operationId: all
      summary: All pets
      parameters: [{ name: top, in: query, schema: { type: integer } }]
      responses: { 200: { description: ok } }
`,
  ...Object.fromEntries(
    operations.map((properties, at) => [
      `apis/pets/operations/op${String(at)}/operationInformation.json`,
      typeof properties === 'string' ? properties : JSON.stringify({ id: 'x', properties }),
    ]),
  ),
});
const notes = (texts: Record<string, string>) => {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const artifacts = readArtifacts(files);
  assert.deepEqual(
    [artifacts.problems, artifacts.unread.notCarried, artifacts.unread.strangers],
    [[], [], []],
  );
  return operationFileNotes(files, artifacts);
};
const counts = 'apis/pets/specification.yaml counts, operation files say otherwise: ';

describe('The files of operations that apiops-cli writes', () => {
  it('are no matter where they say what the specification says, or nothing about it', () => {
    assert.deepEqual(notes(folder(operation())), []);
    assert.deepEqual(notes(folder({ method: 'get', urlTemplate: '/pets/{kind}?x=1' })), []);
    assert.deepEqual(notes(folder()), []);
  });

  const cases: readonly (readonly [words: string, more: object, told: string])[] = [
    ['title', { displayName: 'Some pets' }, 'GET /pets/{kind} (summary)'],
    ['description', { description: 'Which are there' }, 'GET /pets/{kind} (description)'],
    [
      'parameter',
      { request: { queryParameters: [{ name: 'first' }] } },
      'GET /pets/{kind} (parameter first, parameter top)',
    ],
    [
      'response',
      { responses: [{ statusCode: 200 }, { statusCode: 404 }] },
      'GET /pets/{kind} (response 404)',
    ],
    ['method', { method: 'POST' }, 'POST /pets/{kind} is in no specification; GET /pets/{kind} has no file'],
  ];
  for (const [words, more, told] of cases)
    it(`are told where they say another ${words} than the specification`, () => {
      assert.deepEqual(notes(folder(operation(more))), [`${counts}${told}.`]);
    });

  it('are told by the first few', () => {
    const many = Array.from({ length: 9 }, (_, at) => operation({ urlTemplate: `/${String(at)}` }));
    assert.match(notes(folder(...many))[0] ?? '', /GET \/4 is in no specification; and 5 more\.$/);
  });

  it('stop everything where one is broken: it may hold what no specification can say', () => {
    const files = Object.entries(folder(operation(), '{ "properties": '));
    const { problems } = readArtifacts(new Map(files.map(([path, text]) => [path, Buffer.from(text)])));
    assert.deepEqual(
      problems.map(({ code, message }) => [code, message]),
      [
        [
          'INVALID_FILE',
          'apis/pets/operations/op1/operationInformation.json (1:17) is not valid JSON: it ends too early, a value is expected.',
        ],
      ],
    );
  });

  it('are no matter where they hold what no specification can say, beside those that apiops-cli writes', () => {
    const purge = { method: 'PURGE', urlTemplate: '/pets' };
    assert.deepEqual(notes(folder(purge)), []);
    assert.deepEqual(notes(folder(operation(), purge)), []);
  });

  it('are told where there is no specification, unless the service itself knows the operations', () => {
    const { 'apis/pets/specification.yaml': _, ...without } = folder(operation());
    assert.deepEqual(notes(without), [
      'apis/pets has a file of an operation and no specification: they are not published. ApimExtract writes the specification.',
    ]);
    const socket = '{ "properties": { "displayName": "Pets", "path": "pets", "type": "websocket" } }';
    assert.deepEqual(notes({ ...without, 'apis/pets/apiInformation.json': socket }), []);
  });

  it('are left alone where .apimignore names them', () => {
    const texts = {
      ...folder(operation({ displayName: 'x' })),
      '.apimignore': 'apis/*/operations/*/*.json\n',
    };
    assert.deepEqual(notes(texts), []);
  });
});
