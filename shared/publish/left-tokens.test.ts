import assert from 'node:assert/strict';
import { namePattern } from '../configuration/name-pattern.ts';
import type { TokenRules } from '../configuration/tokens.ts';
import { TaskError } from '../errors/task-error.ts';
import { readDesired } from './desired.ts';
import { bytes, type Texts } from './story-for-tests.ts';
import { apart, validate } from './validate.ts';

const rules: TokenRules = {
  where: 'overridesAndFiles',
  allowed: [namePattern('*')],
  variables: [
    { name: 'HOST', value: 'shop.example.com', secret: false },
    { name: 'MARKUP', value: '"><return-response />', secret: false },
    { name: 'KEY', value: 's3cret-key', secret: true },
  ],
  inPullRequest: false,
};
const json = (properties: object) => JSON.stringify({ properties }, null, 2);
const openApi = (more: object) =>
  JSON.stringify({ openapi: '3.0.1', info: { title: '{#T#}', version: '1' }, paths: {}, ...more }, null, 2);
const policy = (inbound: string) => `<policies>\n  <inbound>${inbound}</inbound>\n</policies>`;

/** Of each way: what it says is wrong, file and line and key in front. */
function told(
  files: Texts,
  overrides: string,
  where: TokenRules['where'] = 'overridesAndFiles',
  policies = new Map<string, string>(),
): readonly string[] {
  const over = overrides === '' ? [] : [{ file: 'prod.yaml', text: overrides, policies }];
  try {
    readDesired(bytes(files), over, { ...rules, where });
    return [];
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    const all = error.causes.length === 0 ? [error] : error.causes;
    return all.map(({ code, message }) => `${code} ${message}`);
  }
}

const backend = 'backends/shop/backendInformation.json';
const shop = (properties: object): Texts => ({ [backend]: json(properties) });
const laid = (section: string, name: string, properties: object) =>
  `${section}: [{name: ${name}, properties: ${JSON.stringify(properties)}}]`;

describe('A token of the files that nothing can fill', () => {
  const url = shop({ protocol: 'http', url: 'https://{#NOBODY#}', resourceId: 'https://{#NOBODY#}' });

  it('is told with file, line and key where it stays, in both ways', () => {
    for (const where of ['overrides', 'overridesAndFiles'] as const) {
      const all = told(url, '', where);
      assert.equal(all.length, 2, where);
      assert.match(all[0] ?? '', /^UNRESOLVED_TOKEN backends\/shop\/backendInformation\.json, line 4: url: /);
      assert.match(all[1] ?? '', /Information\.json, line 5: resourceId: .*\{#NOBODY#\} was not replaced/);
    }
    assert.deepEqual(told(url, '', 'none'), []);
  });

  it('is nothing where an override replaces the value, or removes it', () => {
    for (const where of ['overrides', 'overridesAndFiles'] as const) {
      const left = told(url, laid('backends', 'shop', { url: 'https://prod' }), where);
      assert.equal(left.length, 1, where);
      assert.match(left[0] ?? '', /line 5: resourceId: /);
      const over = laid('backends', 'shop', { URL: 'https://{#HOST#}', resourceId: null });
      assert.deepEqual(told(url, where === 'overrides' ? over.replace('{#HOST#}', 'prod') : over, where), []);
    }
  });

  it('is nothing where the whole list or the object around it is replaced', () => {
    const files = shop({
      ...{ protocol: 'http', url: 'https://a', credentials: { query: { q: ['{#A#}', '{#B#}'] } } },
    });
    assert.equal(told(files, '').length, 2);
    const lists = laid('backends', 'shop', { credentials: { query: { q: ['1'] } } });
    assert.deepEqual(told(files, lists), []);
    assert.deepEqual(told(files, laid('backends', 'shop', { credentials: null })), []);
  });

  it('is nothing in a policy that is replaced, also by a file; elsewhere its own file is named', () => {
    const files: Texts = {
      'policy.xml': policy('\n<set-variable name="v" value="{#NOBODY#} {#MARKUP#}" />'),
      'policy fragments/f/policyFragmentInformation.json': json({ description: 'About {#it#}' }),
      'policy fragments/f/policy.xml': '<fragment>\n\n{#NOBODY#}</fragment>',
    };
    assert.deepEqual(
      told(files, '').map((text) => text.replace(/: the (?:value of the )?token.*/, '')),
      [
        'UNRESOLVED_TOKEN policy.xml, line 3: policy',
        'INVALID_FILE policy.xml, line 3: policy',
        'UNRESOLVED_TOKEN policy fragments/f/policy.xml, line 3: policy',
      ],
    );
    const over = 'policies: [{name: policy, file: p.xml}]\npolicyFragments: [{name: f, value: <fragment />}]';
    const left = told(files, over, 'overridesAndFiles', new Map([['p.xml', policy('{#NOBODY#}')]]));
    assert.deepEqual(
      left.map((text) => text.replace(/: the (?:value of the )?token.*/, '')),
      ['UNRESOLVED_TOKEN p.xml, line 2: policy'],
    );
  });

  it('is nothing in a secret that another one replaces; nor is a secret in the open that goes', () => {
    const named = (properties: object): Texts => ({
      'named values/key/namedValueInformation.json': json({ displayName: 'key', ...properties }),
    });
    const secret = named({ secret: true, value: '{#NOBODY#}' });
    assert.match(told(secret, '')[0] ?? '', /namedValueInformation\.json, line 5: value: /);
    assert.deepEqual(told(secret, laid('namedValues', 'key', { value: '{#KEY#}' })), []);
    const open = named({ value: '{#KEY#}' });
    assert.match(told(open, '')[0] ?? '', /^SECRET_IN_CLEAR .*line 4: value: /);
    assert.deepEqual(told(open, laid('namedValues', 'key', { value: 'open' })), []);
    assert.deepEqual(told(open, laid('namedValues', 'key', { secret: true })), []);
  });

  it('is nothing in the revisions that one entry covers', () => {
    const api = (revision: string) =>
      json({ path: 'shop', apiRevision: revision, serviceUrl: 'https://{#NOBODY#}' });
    const files = {
      'apis/shop/apiInformation.json': api('2'),
      'apis/shop;rev=1/apiInformation.json': api('1'),
    };
    const entry = (more: string) => `apis: [{name: shop, ${more}properties: {serviceUrl: https://prod}}]`;
    assert.deepEqual(told(files, entry('appliesToRevisions: true, ')), []);
    const left = told(files, entry(''));
    assert.equal(left.length, 1);
    assert.match(left[0] ?? '', /apis\/shop;rev=1\/apiInformation\.json, line 5: serviceUrl: /);
  });

  it('is told in names: of a list, of a folder, of a property that no override takes away', () => {
    const files = {
      'products/starter/productInformation.json': json({ displayName: 'Starter' }),
      'products/starter/apis.json': '[\n  {"name": "shop"},\n  {"name": "{#API#}"}\n]',
    };
    assert.match(told(files, '')[0] ?? '', /^UNRESOLVED_TOKEN products\/starter\/apis\.json, line 3: name: /);
    const header = shop({ url: 'https://a', credentials: { header: { '{#HOST#}': ['1'] } } });
    const [left = '', ...others] = told(header, '');
    assert.match(
      left,
      /Information\.json, line 6: credentials\.header\.\{#HOST#\}: \{#HOST#\} was not replaced/,
    );
    assert.deepEqual([others, told(header, laid('backends', 'shop', { credentials: null }))], [[], []]);
  });

  it('is told in a specification where it would be published, and only there', () => {
    const of = (more: object): Texts => ({
      'apis/shop/apiInformation.json': json({ path: 'shop', displayName: 'Shop' }),
      'apis/shop/specification.json': openApi(more),
    });
    const responses = { 200: { description: 'Like {#this#}' } };
    assert.deepEqual(told(of({ servers: [{ url: 'https://{#HOST#}' }] }), ''), []);
    assert.deepEqual(told(of({ paths: { '/a': { get: { summary: '{#S#}', responses } } } }), ''), []);
    const left = told(of({ paths: { '/{#V#}/a': { get: { operationId: '{#O#}', responses } } } }), '');
    assert.deepEqual(
      left.map((text) => /^UNRESOLVED_TOKEN (.*) was not replaced/.exec(text)?.[1]),
      [
        'apis/shop/specification.json, line 8: paths: {#V#}',
        'apis/shop/specification.json, line 10: paths./{#V#}/a.get.operationId: {#O#}',
      ],
    );
  });

  it('is told in a WSDL where it would be published: not in words for readers, nor in its address', () => {
    const wsdl = [
      '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:{#NAME#}">',
      '  <!-- {#COMMENT#} --><documentation>{#WORDS#}</documentation>',
      '  <portType name="P"><operation name="Get#{V}#" /></portType>',
      '  <service name="S"><port><address location="https://#{HOST}#/s" /></port></service>',
      '</definitions>',
    ];
    const left = told(
      {
        'apis/shop/apiInformation.json': json({ path: 'shop', displayName: 'Shop', type: 'soap' }),
        'apis/shop/specification.wsdl': wsdl.join('\n'),
      },
      '',
    );
    assert.deepEqual(
      left.map((text) => /^UNRESOLVED_TOKEN (.*) was not replaced/.exec(text)?.[1]),
      [
        'apis/shop/specification.wsdl, line 1: definitions targetNamespace: {#NAME#}',
        'apis/shop/specification.wsdl, line 3: operation name: #{V}#',
      ],
    );
  });

  it('is told by validate as by a publication, in the words of the file', async () => {
    const { errors } = apart(await validate(bytes(url), [], rules));
    assert.deepEqual(
      errors.map(({ code, message }) => `${code} ${message}`),
      told(url, ''),
    );
  });

  it('leaves no secret of a variable in its place in the build of a pull request', () => {
    const files = shop({ url: 'https://a', credentials: { authorization: { parameter: '{#KEY#}' } } });
    const { documents } = readDesired(bytes(files), [], { ...rules, inPullRequest: true });
    assert.doesNotMatch(JSON.stringify(documents), /KEY|s3cret/);
  });
});
