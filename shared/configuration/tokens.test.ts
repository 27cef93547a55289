import assert from 'node:assert/strict';
import type { Document } from '../apim/documents.ts';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { namePattern } from './name-pattern.ts';
import { applyOverrides } from './overrides.ts';
import type { TokenRules, Variable } from './tokens.ts';

const files = {
  'policy.xml': '<policies />',
  'named values/key/namedValueInformation.json': '{"properties": {"displayName": "key", "secret": true}}',
  'named values/mode/namedValueInformation.json': '{"properties": {"displayName": "mode", "value": "dev"}}',
  'backends/shop/backendInformation.json':
    '{"properties": {"url": "https://dev", "description": "Not {#this#}", "credentials": {"header": {"k": ["{{key}}"]}}}}',
  'products/starter/productInformation.json':
    '{"properties": {"displayName": "Starter", "subscriptionsLimit": 1}}',
};
const documentsOf = (more: Readonly<Record<string, string>> = {}) =>
  readArtifacts(
    new Map(
      Object.entries({ ...files, ...more }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    ),
  ).documents;

const variables: readonly Variable[] = [
  { name: 'HOST', value: 'shop.example.com', secret: false },
  { name: 'shop.path', value: 'pets', secret: false },
  { name: 'HOSTILE', value: `x" # : {a}\n- b: 'c'`, secret: false },
  { name: 'MARKUP', value: '</value><return-response />', secret: false },
  { name: 'FLAG', value: 'True', secret: false },
  { name: 'COUNT', value: '12', secret: false },
  { name: 'UNSET', value: '$(other)', secret: false },
  { name: 'NESTED', value: '{#HOST#}', secret: false },
  { name: 'KEY', value: 's3cret-key', secret: true },
  { name: 'EMPTY', value: '', secret: true },
  { name: 'System.AccessToken', value: 'the-token', secret: true },
  { name: 'Build.BuildId', value: '12', secret: false },
];
const rules: TokenRules = {
  where: 'overrides',
  allowed: [namePattern('*')],
  variables,
  inPullRequest: false,
};
const apply = (text: string, other: Partial<TokenRules> = {}, documents = documentsOf()) =>
  applyOverrides(documents, [{ file: 'prod.yaml', text }], { ...rules, ...other });
const after = (key: string, ...args: Parameters<typeof apply>): Document => {
  const { documents, problems } = apply(...args);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  return documents.find(({ id }) => keyOf(id) === key) ?? assert.fail(key);
};
const shop = (url: string) => `backends: [{name: shop, properties: {url: ${JSON.stringify(url)}}}]`;
const key = (value: string) => `namedValues: [{name: key, properties: {value: ${JSON.stringify(value)}}}]`;

describe('Tokens in overrides', () => {
  it('become the values of variables, in every form and letter case, also inside of a text', () => {
    for (const form of ['{#HOST#}', '{# host #}', '{#[HOST]#}', '#{HOST}#', '#{ Host }#'])
      assert.equal(
        after('backend/shop', shop(`https://${form}/a`)).properties['url'],
        'https://shop.example.com/a',
      );
    assert.equal(after('backend/shop', shop('{#shop.path#}/{#SHOP_PATH#}')).properties['url'], 'pets/pets');
  });

  it('are read without quotes where a replacer of text would have understood them', () => {
    const text =
      'backends:\n  - name: shop\n    properties:\n      url: {#HOST#} # of the shop\n      protocol: {#[HOST]#}\n';
    assert.equal(after('backend/shop', text).properties['url'], 'shop.example.com');
  });

  it('stay one text whatever the variable holds', () => {
    const { properties } = after(
      'namedValue/mode',
      'namedValues: [{name: mode, properties: {value: "{#HOSTILE#}"}}]',
    );
    assert.deepEqual(properties, { displayName: 'mode', value: `x" # : {a}\n- b: 'c'` });
    assert.equal(after('backend/shop', shop('{#NESTED#}')).properties['url'], '{#HOST#}');
  });

  it('become a number or a yes or no where the file has one', () => {
    const { properties } = after(
      'product/starter',
      'products: [{name: starter, properties: {approvalRequired: "{#FLAG#}", subscriptionsLimit: "{#COUNT#}", terms: "{#COUNT#}"}}]',
    );
    assert.deepEqual(properties, {
      displayName: 'Starter',
      approvalRequired: true,
      subscriptionsLimit: 12,
      terms: '12',
    });
  });

  it('fill secrets with secret variables, and credentials', () => {
    const { secret, properties } = after('namedValue/key', key('{#KEY#}'));
    assert.deepEqual(secret, { state: 'given', values: { value: 's3cret-key' } });
    assert.doesNotMatch(JSON.stringify(properties), /s3cret/);
    assert.deepEqual(after('namedValue/key', key('{#EMPTY#}')).secret, { state: 'not given' });
    const text = 'backends: [{name: shop, properties: {credentials: {header: {k: ["Bearer {#KEY#}"]}}}}]';
    assert.deepEqual(after('backend/shop', text).properties['credentials'], {
      header: { k: ['Bearer s3cret-key'] },
    });
  });

  it('resolve no secret in the build of a pull request, and say so', () => {
    const { documents, notes, problems } = apply(
      `${key('{#KEY#}')}\nbackends: [{name: shop, properties: {url: "{#HOST#}", credentials: {header: {k: ["{#KEY#}"]}}}}]`,
      { inPullRequest: true },
    );
    assert.deepEqual(problems, []);
    assert.equal(notes.length, 2);
    assert.doesNotMatch(JSON.stringify(documents), /s3cret/);
    const found = documents.find(({ id }) => id.name === 'shop') ?? assert.fail();
    assert.deepEqual(found.properties['credentials'], { header: { k: ['{{key}}'] } });
    assert.equal(found.properties['url'], 'shop.example.com');
  });

  const wrong: readonly (readonly [
    what: string,
    text: string,
    code: string,
    words: RegExp,
    Partial<TokenRules>?,
  ])[] = [
    [
      'a variable that is not there',
      shop('{#HOSR#}'),
      'UNRESOLVED_TOKEN',
      /no variable "HOSR" here.*Did you mean HOST\?/,
    ],
    ['a variable of the pipeline', shop('{#Build.BuildId#}'), 'UNRESOLVED_TOKEN', /never fill a token/],
    [
      'a token of the job in another spelling',
      key('{#SYSTEM_ACCESSTOKEN#}'),
      'UNRESOLVED_TOKEN',
      /never fill a token/,
    ],
    [
      'what is not allowed',
      shop('{#HOST#}'),
      'UNRESOLVED_TOKEN',
      /does not allow it.*Add "HOST"/,
      { allowed: [namePattern('SHOP*')] },
    ],
    [
      'what is left out',
      shop('{#HOST#}'),
      'UNRESOLVED_TOKEN',
      /does not allow it/,
      { allowed: [namePattern('*'), namePattern('!host')] },
    ],
    [
      'replacing that is switched off',
      shop('{#HOST#}'),
      'UNRESOLVED_TOKEN',
      /replaceTokens is "none"/,
      { where: 'none' },
    ],
    ['a value that nobody set', shop('{#UNSET#}'), 'UNRESOLVED_TOKEN', /variable that nobody set/],
    [
      'a variable of the agent that stayed',
      shop('$(HOST)'),
      'UNRESOLVED_TOKEN',
      /\$\(HOST\) was not replaced/,
    ],
    ['a variable of the agent in a host', shop('https://$(HOST)/'), 'UNRESOLVED_TOKEN', /\$\(HOST\) was not/],
    ['a secret in a URL', shop('https://{#KEY#}/'), 'SECRET_IN_CLEAR', /is a secret variable/],
    [
      'a secret in an open named value',
      'namedValues: [{name: mode, properties: {value: "{#KEY#}"}}]',
      'SECRET_IN_CLEAR',
      /secret variable/,
    ],
    [
      'a secret in a secret that is made open',
      'namedValues: [{name: key, properties: {value: "{#KEY#}", secret: false}}]',
      'SECRET_IN_CLEAR',
      /secret/,
    ],
    [
      'a secret in a policy',
      'policies: [{name: policy, value: "<policies>{#KEY#}</policies>"}]',
      'SECRET_IN_CLEAR',
      /secret/,
    ],
    ['a secret in the name of an instance', 'apimServiceName: "{#KEY#}"', 'SECRET_IN_CLEAR', /secret/],
    [
      'markup in a policy',
      'policies: [{name: policy, value: "<policies>{#MARKUP#}</policies>"}]',
      'INVALID_FILE',
      /mean something in a policy/,
    ],
    [
      'a token in a key',
      'backends: [{name: shop, properties: {"{#HOST#}": x}}]',
      'UNRESOLVED_TOKEN',
      /was not replaced/,
    ],
  ];
  for (const [what, text, code, words, other] of wrong)
    it(`stop the run for ${what}, and never tell a value`, () => {
      const { problems } = apply(text, other);
      assert.deepEqual([...new Set(problems.map((problem) => problem.code))], [code]);
      const told = problems.map(({ message, remedy }) => `${message} ${remedy ?? ''}`).join('\n');
      assert.match(told, words);
      assert.match(told, /prod\.yaml, line 1/);
      assert.doesNotMatch(told, /s3cret|the-token|example\.com/);
    });

  it('are refused where YAML takes them for a comment', () => {
    assert.throws(() => apply('backends:\n  - name: shop\n    properties:\n      url: #{HOST}#\n'), {
      code: 'INVALID_FILE',
      message: /prod\.yaml \(4:1\).*#\{HOST\}# begins a comment/,
    });
  });
});
