import assert from 'node:assert/strict';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { namePattern } from './name-pattern.ts';
import { applyOverrides } from './overrides.ts';
import type { TokenRules } from './tokens.ts';

const rules: TokenRules = {
  where: 'overrides',
  allowed: [namePattern('*')],
  variables: [
    { name: 'HOST', value: 'shop.example.com', secret: false },
    { name: 'KEY', value: 's3cret-key', secret: true },
  ],
  inPullRequest: false,
};
const documentsOf = (files: Readonly<Record<string, string>>) =>
  readArtifacts(new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])))
    .documents;
const apply = (text: string, other: Partial<TokenRules>, documents: ReturnType<typeof documentsOf>) =>
  applyOverrides(documents, [{ file: 'prod.yaml', text }], { ...rules, ...other });
const after = (key: string, ...args: Parameters<typeof apply>) => {
  const { documents, problems } = apply(...args);
  assert.deepEqual(problems, []);
  return documents.find(({ id }) => keyOf(id) === key) ?? assert.fail(key);
};
const shop = (url: string) => `backends: [{name: shop, properties: {url: ${JSON.stringify(url)}}}]`;

describe('Tokens in the artifacts', () => {
  const withToken = {
    'backends/shop/backendInformation.json':
      '{"properties": {"url": "https://{#HOST#}", "description": "Not {#this#}"}}',
  };
  it('stop the run unless they are overridden or replaced, descriptions apart', () => {
    const { problems } = apply('', {}, documentsOf(withToken));
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      ['UNRESOLVED_TOKEN backends/shop/backendInformation.json: url: {#HOST#} was not replaced.'],
    );
    assert.deepEqual(apply(shop('https://prod'), {}, documentsOf(withToken)).problems, []);
    assert.deepEqual(apply('', { where: 'none' }, documentsOf(withToken)).problems, []);
  });

  it('become values when that is asked for, secrets only where secrets belong', () => {
    const where = { where: 'overridesAndFiles' } as const;
    const told = (text: string) => ({ 'named values/key/namedValueInformation.json': text });
    const url = { 'backends/shop/backendInformation.json': '{"properties": {"url": "https://{#HOST#}"}}' };
    assert.equal(
      after('backend/shop', '', where, documentsOf(url)).properties['url'],
      'https://shop.example.com',
    );
    const secret = told('{"properties": {"displayName": "key", "secret": true, "value": "{#KEY#}"}}');
    assert.deepEqual(after('namedValue/key', '', where, documentsOf(secret)).secret, {
      state: 'given',
      values: { value: 's3cret-key' },
    });
    const open = told('{"properties": {"displayName": "key", "value": "{#KEY#}"}}');
    assert.deepEqual(
      apply('', where, documentsOf(open)).problems.map(({ code }) => code),
      ['SECRET_IN_CLEAR'],
    );
  });

  it('that are variables which nobody set stop the run in both ways, once and with their place', () => {
    const url = (text: string) => ({
      'backends/shop/backendInformation.json': JSON.stringify({ properties: { url: text } }),
    });
    const place = (file: string) => ({ file, line: 7 });
    for (const where of ['overrides', 'overridesAndFiles'] as const) {
      const tell = (text: string) =>
        applyOverrides(documentsOf(url(text)), [], { ...rules, where }, place).problems.map(
          ({ code, message }) => `${code} ${message}`,
        );
      const at = 'UNRESOLVED_TOKEN backends/shop/backendInformation.json, line 7:';
      assert.deepEqual(tell('https://$(Host)/a'), [`${at} url: $(Host) was not replaced.`], where);
      assert.deepEqual(tell('$(Host)'), [`${at} url: $(Host) was not replaced.`], where);
      assert.equal(tell('{#NOBODY#}').length, 1, where);
      assert.deepEqual(tell('https://a/$(Host)'), [], where);
    }
  });

  describe('that are the mark of a tool that took a secret out', () => {
    const mark = '*** REDACTED ***';
    const at = (inbound: string) => ({
      'policy.xml': `<policies><inbound>${inbound}</inbound><backend /><outbound /><on-error /></policies>`,
    });
    const header = `<set-header name="Authorization" exists-action="override"><value>Bearer ${mark}</value></set-header>`;

    for (const [words, files, told] of [
      ['a header', at(header), 'policy.xml: policy'],
      ['a password', at(`<authentication-basic username="me" password="${mark}" />`), 'policy.xml: policy'],
      [
        'a key to sign with',
        at(
          `<validate-jwt header-name="a"><issuer-signing-keys><key id="a">${mark}</key></issuer-signing-keys></validate-jwt>`,
        ),
        'policy.xml: policy',
      ],
      [
        'a connection string',
        at(`<set-variable name="s" value="AccountKey=${mark}" />`),
        'policy.xml: policy',
      ],
      [
        'an open named value',
        {
          'named values/n/namedValueInformation.json': JSON.stringify({
            properties: { displayName: 'n', value: mark },
          }),
        },
        'named values/n/namedValueInformation.json: value',
      ],
    ] as const)
      it(`stop the run in ${words}, unless it is overridden`, () => {
        const documents = documentsOf(files);
        assert.deepEqual(
          apply('', {}, documents).problems.map(({ code, message }) => `${code} ${message}`),
          [`UNRESOLVED_TOKEN ${told}: ${mark} was not replaced.`],
        );
        const override = told.startsWith('policy')
          ? 'policies: [{name: policy, properties: {value: <policies />}}]'
          : 'namedValues: [{name: n, properties: {value: x}}]';
        assert.deepEqual(apply(override, {}, documents).problems, []);
      });

    it('are words like others in what an author logs, and nothing in a secret that the instance keeps', () => {
      const masked = at(
        `<set-variable name="s" value="@(Regex.Replace((string)context.Variables[&quot;b&quot;], &quot;[0-9]+&quot;, &quot;${mark}&quot;))" />`,
      );
      const secret = {
        'named values/n/namedValueInformation.json': JSON.stringify({
          properties: { displayName: 'n', secret: true, value: mark },
        }),
      };
      assert.deepEqual(apply('', {}, documentsOf({ ...masked, ...secret })).problems, []);
    });
  });
});
