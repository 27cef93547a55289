import assert from 'node:assert/strict';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { applyOverrides } from './overrides.ts';

const tag = (name: string) => JSON.stringify({ properties: { displayName: name } });
const files = {
  'apis/orders/apiInformation.json':
    '{"properties": {"displayName": "Orders", "path": "orders", "apiRevision": "3", "serviceUrl": "https://dev"}}',
  'apis/orders/policy.xml': '<policies />',
  'apis/orders;rev=1/apiInformation.json': '{"properties": {"serviceUrl": "https://old"}}',
  'apis/orders;rev=2/apiInformation.json': '{"properties": {"serviceUrl": "https://older"}}',
  'tags/public/tagInformation.json': tag('public'),
  'workspaces/sales/tags/public/tagInformation.json': tag('public'),
  'workspaces/sales/apis/orders/apiInformation.json':
    '{"properties": {"displayName": "Of sales", "path": "sales", "serviceUrl": "https://sales"}}',
  'backends/shop/backendInformation.json':
    '{"properties": {"url": "https://dev", "tls": {"validateCertificateChain": false}}}',
};
const { documents } = readArtifacts(
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
);
const apply = (text: string) => applyOverrides(documents, [{ file: 'prod.yaml', text }]);
/** A property of each of these after the overrides, which have no problems. */
const values = (text: string, property: string, keys: readonly string[]) => {
  const laid = apply(text);
  assert.deepEqual(laid.problems, []);
  return keys.map(
    (key) => laid.documents.find(({ id }) => keyOf(id) === key)?.properties[property] ?? assert.fail(key),
  );
};

describe('What an entry of overrides reaches', () => {
  const revisions = ['3', '1', '2'].map((number) => `api/orders/apirevision/${number}`);
  const keys = documents.map(({ id }) => keyOf(id));
  const revisionKeys = revisions.map(
    (key) => keys.find((one) => one.toLowerCase() === key) ?? assert.fail(key),
  );
  const serviceUrls = (text: string) => values(text, 'serviceUrl', revisionKeys);

  it('is the current revision of an API, and every revision with appliesToRevisions', () => {
    const entry = 'name: orders, properties: {serviceUrl: "https://prod"}';
    assert.deepEqual(serviceUrls(`apis: [{${entry}}]`), ['https://prod', 'https://old', 'https://older']);
    assert.deepEqual(serviceUrls(`apis: [{${entry}, appliesToRevisions: true}]`), [
      'https://prod',
      'https://prod',
      'https://prod',
    ]);
  });

  it('is less than what an entry of one revision says, whichever stands first', () => {
    const all = '{name: orders, appliesToRevisions: true, properties: {serviceUrl: "https://prod"}}';
    const one = '{name: "orders;rev=1", properties: {serviceUrl: "https://first"}}';
    for (const text of [`apis: [${all}, ${one}]`, `apis: [${one}, ${all}]`])
      assert.deepEqual(serviceUrls(text), ['https://prod', 'https://first', 'https://prod']);
  });

  it('is told for each revision, and an answer that is no yes or no is refused', () => {
    const { hits } = apply(
      'apis: [{name: orders, appliesToRevisions: true, properties: {serviceUrl: "https://p"}}]',
    );
    assert.equal(hits.length, 3);
    const { problems } = apply('apis: [{name: orders, appliesToRevisions: maybe, properties: {path: p}}]');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['INVALID_FILE'],
    );
  });

  it('is never something of the same name in a workspace, nor the other way round', () => {
    const inService = 'tag/public';
    const inSales = keys.find((key) => /^workspace\/sales\/tag\/public$/i.test(key)) ?? assert.fail();
    const entry = '{name: public, properties: {displayName: Other}}';
    assert.deepEqual(values(`tags: [${entry}]`, 'displayName', [inService, inSales]), ['Other', 'public']);
    assert.deepEqual(
      values(`workspaces: [{name: sales, tags: [${entry}]}]`, 'displayName', [inService, inSales]),
      ['public', 'Other'],
    );
  });

  it('is noted where a property is called nearly as one that there is, at any depth, and not where it is', () => {
    const notes = (properties: string) =>
      apply(`backends:\n  - name: shop\n    properties: ${properties}\n`).notes;
    assert.deepEqual(notes('{tls: {validateCertificateChian: true}}'), [
      'prod.yaml, line 3: backend shop has no "tls.validateCertificateChian" so far. Was "validateCertificateChain" meant?',
    ]);
    assert.deepEqual(notes('{URL: "https://prod", tls: {ValidateCertificateChain: true}}'), []);
    assert.deepEqual(notes('{description: Of prod}'), []);
  });
});
