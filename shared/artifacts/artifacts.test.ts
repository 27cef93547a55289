import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Document } from '../apim/documents.ts';
import type { JsonObject } from '../apim/json.ts';
import { kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { propertyDifferences } from '../apim/differences.ts';
import { idOf } from '../apim/names.ts';
import { describe as inWords, keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { FileChange } from './file-change.ts';
import { pathOf, placeOf, type Role } from './layout.ts';
import { mergeDocument } from './merge.ts';
import { readArtifacts } from './read-artifacts.ts';

const one = () => '1';
const bytes = (text: string) => new TextEncoder().encode(text);
const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, bytes(text)]));
const textOf = (change: FileChange | undefined) =>
  change === undefined || change.kind === 'delete'
    ? undefined
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(change.content);
const merge = (live: Document, texts: Readonly<Record<string, string>>) => {
  const files = filesOf(texts);
  return mergeDocument(live, { files, artifacts: readArtifacts(files) }, one);
};

/** An id of the kind whose names are all made of this one. */
function idCalled(kind: KindName, name: string): ResourceId {
  const { label, parents } = kindOf(kind);
  const [parent] = parents;
  const own = kind === 'apiRevision' ? '2' : label === undefined ? name : 'policy';
  return resourceId(kind, own, parent === undefined ? undefined : idCalled(parent, name));
}

const roles: readonly Role[] = ['information', 'policy', 'specification'];
const places = kindNames.flatMap((kind) =>
  roles.filter((role) => kindOf(kind).files?.[role] !== undefined).map((role) => ({ kind, role })),
);

describe('The layout', () => {
  const names = [
    'orders',
    'my orders',
    'a.b',
    'ä ö 日本',
    '$&',
    '100%',
    '%2e',
    'a;b',
    "it's",
    '(x)[y]',
    'policy.xml',
    '..a',
  ];
  for (const { kind, role } of places) {
    it(`reads the ${role} of ${kind} where it writes it, whatever the name`, () => {
      for (const name of names) {
        for (const current of ['1', '2']) {
          const id = idCalled(kind, name);
          const path = pathOf(id, role, () => current);
          const place = placeOf(path);
          assert.deepEqual({ kind: place?.kind, role: place?.role }, { kind, role }, path);
          assert.equal(keyOf(idOf(kind, place!.names, () => current)), keyOf(id), path);
        }
      }
    });
  }

  it('refuses names that would lead elsewhere', () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\nb', '\0']) {
      assert.throws(() => pathOf(resourceId('tag', name), 'information', one), { code: 'UNEXPECTED_ANSWER' });
    }
  });

  it('does not know other files', () => {
    for (const path of [
      'README.md',
      'apis/a/specification.wsdl',
      'apis/policy.xml',
      'x/policy.xml',
      'tags/a/b/tagInformation.json',
    ]) {
      assert.equal(placeOf(path), undefined, path);
    }
  });
});

describe('readArtifacts', () => {
  const problems = (texts: Readonly<Record<string, string>>) =>
    readArtifacts(filesOf(texts)).problems.map(({ message }) => message);
  const api = { 'apis/a/apiInformation.json': '{"properties": {"path": "a"}}' };

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'two files for one part',
      {
        ...api,
        'apis/a/specification.yaml': 'openapi: 3.0.1',
        'apis/a/specification.json': '{"openapi": "3.0.1"}',
      },
      /specification\.yaml and apis\/a\/specification\.json hold the same thing/,
    ],
    [
      'two spellings of one name',
      { 'tags/A/tagInformation.json': '{}', 'tags/a/tagInformation.json': '{}' },
      /hold the same thing/,
    ],
    [
      'a specification without its API',
      { 'apis/a/specification.yaml': 'openapi: 3.0.1' },
      /its information file is missing/,
    ],
    [
      'a fragment without its policy',
      { 'policy fragments/f/policyFragmentInformation.json': '{}' },
      /its policy\.xml is missing/,
    ],
    [
      'a fragment without its information',
      { 'policy fragments/f/policy.xml': '<fragment />' },
      /its information file is missing/,
    ],
    ['a broken policy', { 'policy.xml': '<policies>' }, /policy\.xml \(1:1\) is not a well-formed policy/],
    [
      'a broken specification',
      { ...api, 'apis/a/specification.json': '{"openapi": "3.0.1"' },
      /apis\/a\/specification\.json \(1:/,
    ],
    ['other bytes than UTF-8', { 'policy.xml': '' }, /./],
    [
      'a value that is no text',
      { 'named values/k/namedValueInformation.json': '{"properties": {"secret": true, "value": 12}}' },
      /"value" is not a text: put it in quotes/,
    ],
  ];
  for (const [what, texts, message] of wrong) {
    it(`tells of ${what}`, () => {
      const found = problems(texts);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', message);
    });
  }

  it('tells everything at once, and reads the rest', () => {
    const { problems: found, documents } = readArtifacts(
      filesOf({
        'tags/a/tagInformation.json': '{',
        'tags/b/tagInformation.json': '{',
        'tags/c/tagInformation.json': '\uFEFF{}\r\n',
      }),
    );
    assert.deepEqual([found.length, documents.map(({ id }) => inWords(id))], [2, ['tag c']]);
    assert.equal(
      readArtifacts(new Map([['policy.xml', Uint8Array.of(0xff)]])).problems[0]?.message,
      'policy.xml is not UTF-8 text.',
    );
  });

  it('takes the folder without a revision for the current one', () => {
    const { documents } = readArtifacts(
      filesOf({
        'apis/a/apiInformation.json': '{"properties": {"apiRevision": "3"}}',
        'apis/a/policy.xml': '<policies />',
        'apis/a;rev=1/apiInformation.json': '{}',
      }),
    );
    assert.deepEqual(
      documents.map(({ id, current }) => `${keyOf(id)} ${String(current)}`),
      [
        'api/a/apirevision/3 true',
        'api/a/apirevision/3/apipolicy/policy true',
        'api/a/apirevision/1 false',
      ].map((text) => text.replace('apirevision', 'apiRevision').replace('apipolicy', 'apiPolicy')),
    );
  });

  it('never takes a secret in another spelling for an open value', () => {
    const [document] = readArtifacts(
      filesOf({
        'named values/k/namedValueInformation.json': '{"properties": {"Secret": true, "VALUE": "s3cret"}}',
      }),
    ).documents;
    assert.deepEqual(document?.secret, { state: 'given', value: 's3cret' });
    assert.doesNotMatch(JSON.stringify(document.properties), /s3cret/);
  });
});

describe('mergeDocument', () => {
  const path = 'backends/shop/backendInformation.json';
  const shop = (properties: JsonObject): Document => ({
    id: resourceId('backend', 'shop'),
    current: true,
    properties,
  });

  it('keeps the bytes of a file that says the same in other words', async () => {
    const written =
      '\uFEFF{ "properties" : {"type":"Single","url": "https:\\/\\/a",\r\n"pool":{"services":[]}, "title": null } }';
    assert.deepEqual(await merge(shop({ url: 'https://a' }), { [path]: written }), []);
  });

  it('touches what differs only: order, indentation, escapes, line ends, byte order mark and end stay', async () => {
    const written =
      '\uFEFF{\r\n\t"properties": {\r\n\t\t"url": "https://a",\r\n\t\t"title": "\\u0026",\r\n\t\t"protocol": "http"\r\n\t}\r\n}';
    const [change, ...more] = await merge(shop({ url: 'https://b', title: '&', protocol: 'http' }), {
      [path]: written,
    });
    assert.deepEqual(more, []);
    assert.equal(textOf(change), written.replace('https://a', 'https://b'));
  });

  it('writes new files with two blanks, \\n and keys in order', async () => {
    const [change] = await merge(shop({ url: 'u', protocol: 'http' }), {});
    assert.equal(change?.path, path);
    assert.equal(textOf(change), '{\n  "properties": {\n    "protocol": "http",\n    "url": "u"\n  }\n}\n');
  });

  it('adds a file beside those that are there, however the folder is spelled', async () => {
    const id = resourceId('apiRevision', '1', resourceId('api', 'orders'));
    const specification = {
      syntax: 'json' as const,
      load: () => Promise.resolve('{"openapi": "3.0.1", "paths": {}}'),
    };
    const live = { id, current: true, properties: { path: 'o', apiRevision: '1' }, specification };
    const changes = await merge(live, { 'APIs/Orders/apiInformation.json': '{"properties": {"path": "o"}}' });
    assert.deepEqual(
      changes.map((change) => change.path),
      ['APIs/Orders/specification.yaml'],
    );
  });

  it('keeps links and policies that mean the same', async () => {
    const link = resourceId('productGroup', 'devs', resourceId('product', 'p'));
    const file = 'products/p/groups/devs/productGroupInformation.json';
    assert.deepEqual(await merge({ id: link, current: true, properties: {} }, { [file]: '{}' }), []);
    const policy = resourceId('servicePolicy', 'policy');
    const live = {
      id: policy,
      current: true,
      properties: {},
      policy: '<policies>\r\n\t<inbound />\r\n</policies>',
    };
    assert.deepEqual(await merge(live, { 'policy.xml': '<policies><inbound></inbound></policies>' }), []);
    const [change] = await merge(live, { 'policy.xml': '<policies />\r\n' });
    assert.equal(textOf(change), '<policies>\r\n\t<inbound />\r\n</policies>\r\n');
  });

  it('makes the file say what the instance says, for any properties, and is done with that', async () => {
    const key = fc.constantFrom('url', 'title', 'tls', 'credentials', 'type', 'x.y', 'pool');
    const properties = fc
      .array(
        fc.tuple(
          key,
          fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as string),
        ),
      )
      .map((all): JsonObject => Object.fromEntries(all));
    await fc.assert(
      fc.asyncProperty(properties, properties, async (before, live) => {
        const texts = { [path]: JSON.stringify({ properties: before }, null, '\t') };
        const [change] = await merge(shop(live), texts);
        const after = { [path]: textOf(change) ?? texts[path]! };
        const [read] = readArtifacts(filesOf(after)).documents;
        assert.deepEqual(propertyDifferences('backend', read!.properties, live), []);
        assert.deepEqual(await merge(shop(live), after), []);
      }),
    );
  });
});
