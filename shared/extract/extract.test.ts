import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { readFilter } from '../configuration/filter.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';
import { pullRequestText } from './pull-request-text.ts';
import { runSummary } from './run-summary.ts';

const orders = resourceId('api', 'orders');
const revision = resourceId('apiRevision', '1', orders);
const starter = resourceId('product', 'starter');
const openApi = '{"openapi": "3.0.1", "info": {"title": "Orders", "version": "1"}, "paths": {}}';
const company: readonly Resource[] = [
  { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
  {
    id: revision,
    properties: {},
    specification: { format: 'openapi', load: () => Promise.resolve(openApi) },
  },
  { id: resourceId('apiPolicy', 'policy', revision), properties: {}, policy: '<policies />' },
  { id: starter, properties: { displayName: 'Starter' } },
  { id: resourceId('productApi', 'orders', starter), properties: {} },
  { id: resourceId('tag', 'ä $& b'), properties: { displayName: 'x' } },
  { id: resourceId('backend', 'shop'), properties: { url: 'https://a' } },
];

const none: ArtifactFiles = new Map();
const run = (instance: ReturnType<typeof instanceForTests>, existing = none, filter?: string) =>
  extract({
    instance,
    existing,
    ...(filter === undefined ? {} : { filter: readFilter(filter, 'f.yaml') }),
    log: silent,
  });

/** The files after an extraction. */
async function after(instance: ReturnType<typeof instanceForTests>, existing = none): Promise<ArtifactFiles> {
  const files = new Map(existing);
  for (const change of (await run(instance, existing)).files) {
    if (change.kind === 'delete') files.delete(change.path);
    else files.set(change.path, change.content);
  }
  return files;
}

const paths = async (extraction: ReturnType<typeof run>) =>
  (await extraction).files.map(({ kind, path }) => `${kind} ${path}`);

describe('extract', () => {
  it('tells where files of operations say otherwise than the specification, which counts', async () => {
    const path = 'apis/orders/operations/get/operationInformation.json';
    const text = '{ "properties": { "method": "GET", "urlTemplate": "/" } }';
    const { notes } = await run(instanceForTests(company), new Map([[path, Buffer.from(text)]]));
    assert.deepEqual(notes, [
      'apis/orders/specification.yaml counts, operation files say otherwise: GET / is in no specification.',
    ]);
  });

  it('does not take the file of an operation that no specification can say for one of those', async () => {
    const operation = resourceId('operation', 'purge', revision);
    const properties = { displayName: 'Purge', method: 'PURGE', urlTemplate: '/' };
    const { files, notes } = await run(instanceForTests([...company, { id: operation, properties }]));
    assert.ok(files.some(({ path }) => path === 'apis/orders/operations/purge/operationInformation.json'));
    assert.deepEqual(notes, []);
  });

  it('writes what is there, and has nothing to say the second time', async () => {
    const instance = instanceForTests(company);
    const files = await after(instance);
    assert.equal(files.size, 8);
    assert.deepEqual(await paths(run(instance, files)), []);
    assert.deepEqual(instance.asked, []);
  });

  it('removes what is gone, and asks for the outermost of it by itself first', async () => {
    const files = await after(instanceForTests(company));
    const instance = instanceForTests(
      company.filter(({ id }) => !['api', 'apiRevision', 'apiPolicy', 'productApi'].includes(id.kind)),
    );
    assert.deepEqual(await paths(run(instance, files)), [
      'delete apis/orders/apiInformation.json',
      'delete apis/orders/policy.xml',
      'delete apis/orders/specification.yaml',
      'delete products/starter/apis/orders/productApiInformation.json',
    ]);
    assert.deepEqual(instance.asked, ['API orders', 'product API starter/orders']);
  });

  it('leaves alone what .apimignore names: neither written nor removed', async () => {
    const files = new Map([
      ...(await after(instanceForTests(company))),
      ['.apimignore', new TextEncoder().encode('backends/\n')] as const,
    ]);
    const changed = company.filter(({ id }) => id.kind !== 'backend');
    assert.deepEqual(await paths(run(instanceForTests(changed), files)), []);
    files.delete('backends/shop/backendInformation.json');
    assert.deepEqual(await paths(run(instanceForTests(company), files)), []);
  });

  it('removes nothing that a list forgot and that answers by itself', async () => {
    const instance = instanceForTests(company);
    const files = await after(instance);
    instance.isGone = () => Promise.resolve(false);
    instance.resources.delete('backend/shop');
    await assert.rejects(run(instance, files), { code: 'UNEXPECTED_ANSWER' });
  });

  it('touches nothing outside the filter, links with one end outside among it', async () => {
    const files = await after(instanceForTests(company));
    const instance = instanceForTests([{ id: starter, properties: { displayName: 'New' } }]);
    assert.deepEqual(
      await paths(run(instance, files, 'products: [starter]\napis: []\ntags: []\nbackends: []')),
      ['edit products/starter/productInformation.json'],
    );
  });

  it('takes what a filter names as its file does for the same thing under a name that was generated', async () => {
    const product = resourceId('product', '65f0c1a2b3c4d5e6f7a8b9c0');
    const instance = instanceForTests([
      { id: product, properties: { displayName: 'Gold', terms: 'New' } },
      { id: resourceId('productPolicy', 'policy', product), properties: {}, policy: '<policies />' },
      { id: resourceId('productGroup', 'developers', product), properties: {} },
      { id: resourceId('product', 'other'), properties: { displayName: 'Other' } },
    ]);
    const path = 'products/gold/productInformation.json';
    const files = new Map([
      [path, new TextEncoder().encode('{"properties": {"displayName": "Gold"}}')],
      ['apim-coverage.json', new TextEncoder().encode('{"version": 1, "filters": [{}], "missing": []}')],
    ]);
    const changed = (await paths(run(instance, files, 'products: [gold]\napis: []'))).filter(
      (one) => !one.endsWith('apim-coverage.json'),
    );
    assert.deepEqual(changed, [
      'add products/gold/groups/developers/productGroupInformation.json',
      'add products/gold/policy.xml',
      `edit ${path}`,
    ]);
  });

  it('withholds a secret in clear, names it, and leaves the files of it alone', async () => {
    const shown = {
      id: resourceId('backend', 'shop'),
      properties: { url: 'u', credentials: { header: { key: ['s3cret'] } } },
    };
    const named = {
      id: resourceId('backend', 'other'),
      properties: {
        credentials: {
          query: { key: ['{{key}}'] },
          authorization: { scheme: 'Basic', parameter: '{{key}}' },
        },
      },
    };
    const instance = instanceForTests([shown, named]);
    const path = 'backends/shop/backendInformation.json';
    const existing = new Map([[path, new TextEncoder().encode('{"properties": {"url": "old"}}')]]);
    const extraction = await run(instance, existing);
    assert.deepEqual(
      extraction.files.map((file) => file.path),
      ['apim-coverage.json', 'backends/other/backendInformation.json'],
    );
    assert.deepEqual(
      extraction.gaps.map(({ why }) => why),
      ['withheld'],
    );
    const summary = runSummary(extraction, 'shop');
    const { description } = pullRequestText(extraction, { instance: 'shop', branch: 'main' }, 4000);
    assert.match(summary, /backend shop: withheld/);
    assert.doesNotMatch(description + summary, /s3cret/);
  });

  it('writes no hidden value', async () => {
    const reveal = () => Promise.resolve({ value: 's3cret' });
    const files = await after(
      instanceForTests([
        {
          id: resourceId('namedValue', 'key'),
          properties: { displayName: 'key', secret: true },
          secret: { state: 'hidden', reveal },
        },
      ]),
    );
    assert.ok(files.has('named values/key/namedValueInformation.json'));
    for (const content of files.values()) assert.doesNotMatch(new TextDecoder().decode(content), /s3cret/);
  });

  it('follows the current revision to another number, and is done with that', async () => {
    const files = await after(instanceForTests(company));
    const second = resourceId('apiRevision', '2', orders);
    const instance = instanceForTests([
      { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '2' } },
      { id: second, properties: {} },
    ]);
    for (const { id } of company.slice(3)) instance.gaps.push({ of: id, why: 'outside the filter' });
    const extraction = await run(instance, files);
    assert.deepEqual(
      extraction.files.map(({ kind, path }) => `${kind} ${path}`),
      ['edit apis/orders/apiInformation.json', 'delete apis/orders/policy.xml'],
    );
    assert.deepEqual(await paths(run(instance, await after(instance, files))), []);
  });

  it('stops at files that it cannot read, before it asks anything', async () => {
    const instance = instanceForTests(company);
    instance.read = () => assert.fail();
    const existing = new Map([['tags/a/tagInformation.json', new TextEncoder().encode('{')]]);
    await assert.rejects(run(instance, existing), { code: 'INVALID_FILE' });
  });

  it('tells entries of the filter that match nothing', async () => {
    await assert.rejects(run(instanceForTests(company), none, 'backends: [shops]'), {
      code: 'UNMATCHED_FILTER',
    });
  });
});
