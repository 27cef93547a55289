import assert from 'node:assert/strict';
import fc from 'fast-check';
import { propertyDifferences } from '../apim/differences.ts';
import type { Document } from '../apim/documents.ts';
import { isList, isObject, type Json, type JsonObject } from '../apim/json.ts';
import { resourceId } from '../apim/resource-id.ts';
import { draftOf } from './draft.ts';
import type { FileChange } from './file-change.ts';
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
const merge = async (live: Document, texts: Readonly<Record<string, string>>) => {
  const files = filesOf(texts);
  const { files: changes } = await mergeDocument(
    live,
    { draft: draftOf(files), artifacts: readArtifacts(files) },
    one,
  );
  return changes;
};

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

  it('keeps the line end of every line that stays, also where they are mixed, and the empty lines at the end', async () => {
    const written =
      '{\r\n  "properties": {\n    "url": "https://a",\r\n    "title": "A",\n    "protocol": "http"\r\n  }\n}\r\n\n\r\n';
    const live = { url: 'https://b', title: 'A', protocol: 'http', description: 'new' };
    const [change] = await merge(shop(live), { [path]: written });
    const added = '"protocol": "http",\r\n    "description": "new"\r\n';
    assert.equal(
      textOf(change),
      written.replace('https://a', 'https://b').replace('"protocol": "http"\r\n', added),
    );
  });

  it('keeps names of properties in the case in which the file has them and is read', async () => {
    const file = 'named values/region/namedValueInformation.json';
    const region = (properties: JsonObject): Document => ({
      ...{ id: resourceId('namedValue', 'region'), current: true, properties },
    });
    const written =
      '{"Name": "x", "properties": {"Value": "west", "displayName": "region", "Tags": [ "b", "a" ]}}';
    const same = { value: 'west', displayName: 'region', tags: ['a', 'b'] };
    assert.deepEqual(await merge(region(same), { [file]: written }), []);
    const [change] = await merge(region({ ...same, value: 'east', tags: ['a'] }), { [file]: written });
    assert.equal(textOf(change), written.replace('west', 'east').replace('"b", ', ''));
  });

  it('writes new files with two blanks, \\n and keys in order', async () => {
    const [change] = await merge(shop({ url: 'u', protocol: 'http' }), {});
    assert.equal(change?.path, path);
    assert.equal(textOf(change), '{\n  "properties": {\n    "protocol": "http",\n    "url": "u"\n  }\n}\n');
  });

  it('adds a file beside those that are there, however the folder is spelled', async () => {
    const id = resourceId('apiRevision', '1', resourceId('api', 'orders'));
    const specification = {
      format: 'openapi' as const,
      load: () => Promise.resolve('{"openapi": "3.0.1", "paths": {}}'),
    };
    const live = { id, current: true, properties: { path: 'o', apiRevision: '1' }, specification };
    const changes = await merge(live, { 'APIs/Orders/apiInformation.json': '{"properties": {"path": "o"}}' });
    assert.deepEqual(
      changes.map((change) => change.path),
      ['APIs/Orders/specification.yaml'],
    );
  });

  it('replaces the specification of an API that has another type now, and says so', async () => {
    const load = () => Promise.resolve('type Query { all: [String] }');
    const live: Document = {
      id: resourceId('apiRevision', '1', resourceId('api', 'orders')),
      ...{ current: true, properties: { path: 'o', apiRevision: '1', type: 'graphql' } },
      specification: { format: 'graphql', load },
    };
    const files = filesOf({
      'apis/orders/apiInformation.json': '{"properties": {"path": "o", "type": "graphql"}}',
      'apis/orders/specification.yaml': '{"openapi": "3.0.1", "paths": {}}',
    });
    const existing = { draft: draftOf(files), artifacts: readArtifacts(files) };
    const { files: changes, notes } = await mergeDocument(live, existing, one);
    assert.deepEqual(
      changes.map(({ kind, path: file }) => `${kind} ${file}`),
      ['delete apis/orders/specification.yaml', 'add apis/orders/specification.graphql'],
    );
    assert.deepEqual(notes, [
      'apis/orders/specification.graphql is rewritten whole: the API is of another type now, which apis/orders/specification.yaml cannot say.',
    ]);
  });

  it('says why nothing is kept of a policy that stands in an information file', async () => {
    const file = 'policyFragments/f/policyFragmentInformation.json';
    const written =
      '{\n  "name": "f",\n  "properties": {\n    "format": "rawxml",\n    "value": "<fragment>"\n  }\n}\n';
    const files = filesOf({ [file]: written, 'policyFragments/configuration.json': '{}' });
    const live = {
      id: resourceId('policyFragment', 'f'),
      current: true,
      properties: {},
      policy: '<fragment />',
    };
    const existing = { draft: draftOf(files), artifacts: readArtifacts(files) };
    const { files: changes, notes } = await mergeDocument(live, existing, one);
    assert.equal(textOf(changes[0]), written.replace('<fragment>', '<fragment />'));
    assert.deepEqual(notes, [`${file} is rewritten whole: the file was not well-formed (the policy in it).`]);
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

  const key = fc.constantFrom('url', 'title', 'tls', 'credentials', 'type', 'x.y', 'pool');
  const properties = fc
    .array(
      fc.tuple(
        key,
        fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as string),
      ),
    )
    .map((all): JsonObject => Object.fromEntries(all));

  it('keeps every byte of a file that says the same in any other words', async () => {
    const style = fc.record({
      indentation: fc.constantFrom(undefined, 1, 2, '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      mark: fc.constantFrom('', '\uFEFF'),
      end: fc.constantFrom('', '\n', '\n\n  '),
      reversed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(properties, style, async (live, { indentation, lineEnd, mark, end, reversed }) => {
        const said = { name: 'shop', properties: reversed ? inReverse(live) : live };
        const text = JSON.stringify(said, null, indentation).replaceAll('\n', lineEnd);
        assert.deepEqual(await merge(shop(live), { [path]: mark + text + end }), []);
      }),
      { numRuns: 300 },
    );
  });

  it('makes the file say what the instance says, for any properties, and is done with that', async () => {
    await fc.assert(
      fc.asyncProperty(properties, properties, async (before, live) => {
        const texts = { [path]: JSON.stringify({ properties: before }, null, '\t') };
        const [change] = await merge(shop(live), texts);
        const after = { [path]: textOf(change) ?? texts[path] };
        const [read] = readArtifacts(filesOf(after)).documents;
        assert.deepEqual(propertyDifferences('backend', read!.properties, live), []);
        assert.deepEqual(await merge(shop(live), after), []);
      }),
    );
  });
});

/** The same with the keys of every object the other way round. */
function inReverse(value: Json): Json {
  if (isList(value)) return value.map(inReverse);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, inReverse(entry)]),
  );
}
