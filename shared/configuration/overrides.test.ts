import assert from 'node:assert/strict';
import type { Document } from '../apim/documents.ts';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { TaskError } from '../errors/task-error.ts';
import { applyOverrides } from './overrides.ts';

const files = {
  'policy.xml': '<policies />',
  'named values/key/namedValueInformation.json': '{"properties": {"displayName": "key", "secret": true}}',
  'named values/mode/namedValueInformation.json':
    '{"properties": {"displayName": "mode", "value": "dev", "tags": ["a", "b"]}}',
  'backends/shop/backendInformation.json':
    '{"properties": {"url": "https://dev", "tls": {"validateCertificateChain": false, "validateCertificateName": false}}}',
  'products/starter/productInformation.json': '{"properties": {"displayName": "Starter"}}',
  'products/starter/policy.xml': '<policies><inbound /></policies>',
  'apis/orders/apiInformation.json':
    '{"properties": {"displayName": "Orders", "apiRevision": "2", "serviceUrl": "https://dev"}}',
  'apis/orders/policy.xml': '<policies />',
  'apis/orders/operations/get/policy.xml': '<policies />',
  'apis/orders;rev=1/apiInformation.json': '{"properties": {"serviceUrl": "https://old"}}',
};
const { documents } = readArtifacts(
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
);
const apply = (text: string) => applyOverrides(documents, [{ file: 'prod.yaml', text }]);
const after = (text: string, key: string): Document => {
  const { documents: all, problems } = apply(text);
  assert.deepEqual(problems, []);
  const found = all.find(({ id }) => keyOf(id) === key);
  assert.ok(found);
  return found;
};
const current = 'api/orders/apiRevision/2';

const problemsOf = (text: string): readonly TaskError[] => {
  try {
    return apply(text).problems;
  } catch (error) {
    assert.ok(error instanceof TaskError);
    return [error];
  }
};

describe('applyOverrides', () => {
  it('merges deeply, replaces lists, removes by null, in any letter case', () => {
    const text = 'Backends: []'.replace('B', 'b');
    assert.deepEqual(apply(text).hits, []);
    const shop = after(
      'backends: [{name: SHOP, properties: {URL: "https://prod", tls: {validateCertificateName: null}}}]',
      'backend/shop',
    );
    assert.deepEqual(shop.properties, { url: 'https://prod', tls: { validateCertificateChain: false } });
    const mode = after('namedValues: [{name: mode, properties: {tags: [c]}}]', 'namedValue/mode');
    assert.deepEqual(mode.properties, { displayName: 'mode', value: 'dev', tags: ['c'] });
  });

  it('leaves files alone without entries, and with an empty file', () => {
    for (const text of ['', '# nothing', '{}', 'backends:', 'apis:\nbackends: []'])
      assert.deepEqual(apply(text).documents, documents);
  });

  it('keeps a secret apart, however its name is spelled', () => {
    for (const name of ['value', 'Value', 'VALUE']) {
      const { secret, properties } = after(
        `namedValues: [{name: key, properties: {${name}: s3cret}}]`,
        'namedValue/key',
      );
      assert.deepEqual(secret, { state: 'given', values: { value: 's3cret' } });
      assert.doesNotMatch(JSON.stringify(properties), /s3cret/);
    }
    assert.deepEqual(after('namedValues: [{name: key, properties: {value: ""}}]', 'namedValue/key').secret, {
      state: 'not given',
    });
  });

  it('reaches policies at every scope', () => {
    const policy = '{name: policy, properties: {format: rawxml, value: <policies>@(1 < 2)</policies>}}';
    const scopes: readonly (readonly [string, string])[] = [
      [`policies: [${policy}]`, 'servicePolicy/policy'],
      [`products: [{name: Starter, policies: [${policy}]}]`, 'product/starter/productPolicy/policy'],
      [`apis: [{name: orders, policies: [${policy}]}]`, `${current}/apiPolicy/policy`],
      [
        `apis: [{name: orders, operations: [{name: GET, policies: [${policy}]}]}]`,
        `${current}/operation/get/operationPolicy/policy`,
      ],
    ];
    for (const [text, key] of scopes) assert.equal(after(text, key).policy, '<policies>@(1 < 2)</policies>');
  });

  it('means the current revision by the name of an API, another one by its suffix', () => {
    const properties = 'properties: {serviceUrl: "https://prod"}';
    assert.equal(
      after(`apis: [{name: Orders, ${properties}}]`, current).properties['serviceUrl'],
      'https://prod',
    );
    const first = after(`apis: [{name: orders;rev=1, ${properties}}]`, 'api/orders/apiRevision/1');
    assert.equal(first.properties['serviceUrl'], 'https://prod');
  });

  const wrong: readonly (readonly [what: string, text: string, code: string, line: number, words: RegExp])[] =
    [
      [
        'an unknown section',
        'tags: []\nbackend: []',
        'UNMATCHED_OVERRIDE',
        2,
        /unknown section "backend".*Did you mean backends\?/,
      ],
      ['a section that is no list', 'backends:\n  shop: {}', 'INVALID_FILE', 1, /"backends" is not a list/],
      ['an entry without a name', 'backends:\n  - properties: {}', 'INVALID_FILE', 2, /has no name/],
      ['an entry that is only a name', 'backends:\n  - shop', 'INVALID_FILE', 2, /has no name/],
      ['an entry that says nothing', 'backends:\n  - name: shop', 'INVALID_FILE', 2, /says nothing/],
      [
        'a name that nothing has',
        'backends:\n  - name: shopp\n    properties: {}',
        'UNMATCHED_OVERRIDE',
        2,
        /backend shopp is not among the files.*Did you mean shop\?/,
      ],
      [
        'a policy of another API',
        'apis:\n  - name: order\n    policies:\n      - name: policy\n        properties: {value: <policies />}',
        'UNMATCHED_OVERRIDE',
        4,
        /API policy order is not among the files/,
      ],
      [
        'properties beside "properties"',
        'backends:\n  - name: shop\n    url: x\n    properties: {}',
        'UNMATCHED_OVERRIDE',
        3,
        /unknown section "url"/,
      ],
      [
        'properties that are none',
        'backends:\n  - name: shop\n    properties: x',
        'INVALID_FILE',
        2,
        /"properties" is not a mapping/,
      ],
      [
        'an entry twice',
        'backends:\n  - {name: shop, properties: {}}\n  - {name: SHOP, properties: {}}',
        'UNMATCHED_OVERRIDE',
        3,
        /overridden twice/,
      ],
      ['a section twice', 'backends: []\nbackends: []', 'INVALID_FILE', 2, /prod\.yaml \(2:1\)/],
      [
        'a value that is a number',
        'namedValues:\n  - name: key\n    properties:\n      value: 0123',
        'INVALID_FILE',
        3,
        /put it in quotes/,
      ],
      [
        'a policy in format xml',
        'policies:\n  - name: policy\n    properties:\n      value: <p a="@(1 &lt; 2)" />\n      format: xml',
        'INVALID_FILE',
        5,
        /the format xml is not read here/,
      ],
      [
        'a policy by link',
        'policies:\n  - name: policy\n    properties:\n      format: rawxml-link\n      value: https://x',
        'INVALID_FILE',
        4,
        /the format rawxml-link/,
      ],
      [
        'a broken policy',
        'policies:\n  - name: policy\n    properties:\n      value: |\n        <policies>\n        </inbound>',
        'INVALID_FILE',
        4,
        /at its line 2, column 1/,
      ],
      [
        'a policy that is taken away',
        'policies:\n  - name: policy\n    properties: {value: null}',
        'INVALID_FILE',
        3,
        /not the text of a policy/,
      ],
      [
        'another revision',
        'apis:\n  - name: orders\n    properties: {ApiRevision: "3"}',
        'INVALID_FILE',
        3,
        /"ApiRevision" cannot be overridden/,
      ],
      [
        'a token in braces',
        'backends:\n  - name: shop\n    properties:\n      url: https://{#[HOST]#}/a',
        'UNRESOLVED_TOKEN',
        4,
        /in "backends\.properties\.url", the token \{#\[HOST\]#\} was not replaced/,
      ],
      [
        'a token of replacetokens',
        'namedValues: [{name: mode, properties: {value: "#{ x }#"}}]',
        'UNRESOLVED_TOKEN',
        1,
        /#\{ x \}#/,
      ],
      [
        'a variable that nobody set',
        'namedValues: [{name: mode, properties: {value: $(mode)}}]',
        'UNRESOLVED_TOKEN',
        1,
        /\$\(mode\)/,
      ],
    ];
  for (const [what, text, code, line, words] of wrong) {
    it(`tells of ${what}: file, line and what to do`, () => {
      const problems = problemsOf(text);
      assert.equal(problems.length, 1, problems.map(({ message }) => message).join('\n'));
      const problem = problems[0]!;
      assert.equal(problem.code, code, problem.message);
      assert.match(`${problem.message} ${problem.remedy ?? ''}`, words);
      const { file, line: found } = { file: '', line: 0, ...problem.where };
      assert.deepEqual([file, found], ['prod.yaml', line]);
    });
  }

  it('takes a policy in format xml that both formats write alike', () => {
    const text = 'policies: [{name: policy, properties: {format: xml, value: <policies a="1" />}}]';
    assert.equal(after(text, 'servicePolicy/policy').policy, '<policies a="1" />');
  });

  it('never shows a value in an error', () => {
    const text =
      'namedValues: [{name: key, properties: {value: [s3cret]}}, {name: ke, properties: {value: s3cret}}]';
    const { problems } = apply(text);
    assert.equal(problems.length, 2);
    for (const { message, remedy } of problems) assert.doesNotMatch(`${message} ${remedy ?? ''}`, /s3cret/);
  });

  it('says when it is meant for another instance', () => {
    const { meantForAnother } = apply('apimServiceName: Prod');
    assert.equal(meantForAnother('prod'), undefined);
    assert.equal(apply('').meantForAnother('dev'), undefined);
    assert.match(
      meantForAnother('dev')?.message ?? '',
      /prod\.yaml, line 1: these overrides are meant for Prod, the inputs name dev/,
    );
  });
});
