import assert from 'node:assert/strict';
import type { JsonObject } from '../json.ts';
import { findSecrets } from './find-secrets.ts';
import { placeRules } from './place-rules.ts';
import { textRules } from './text-rules.ts';

const random = 'q7Rk2Zt9Xw4Lm1Vb8Nc3';
const key = `${random}${random}==`;

describe('Secrets in properties', () => {
  const found: readonly (readonly [what: string, properties: JsonObject, rule: string, place: string])[] = [
    [
      'a plain named value whose name tells',
      { displayName: 'shop-key', value: random },
      'telling-name',
      'value',
    ],
    [
      'a plain named value that is a password',
      { displayName: 'sql-password', value: 'winter24' },
      'telling-name',
      'value',
    ],
    [
      'a plain named value that is a connection string',
      { displayName: 'storage', value: `AccountName=shop;AccountKey=${key}` },
      'connection-string',
      'value',
    ],
    [
      'a value beside its name',
      { parameters: [{ name: 'client_secret', value: random }] },
      'telling-name',
      'parameters.value',
    ],
    [
      'a property whose name tells',
      { oauth: { clientSecret: random } },
      'telling-name',
      'oauth.clientSecret',
    ],
    ['a property in a list', { tokens: [{ accessToken: random }] }, 'telling-name', 'tokens.accessToken'],
    ['an address with a key', { url: `https://f.example/api?code=${random}` }, 'function-key', 'url'],
    ['an address with a password', { url: 'https://me:winter24@f.example' }, 'url-password', 'url'],
    ['a description', { description: `Call it with Bearer ${random}.` }, 'bearer-token', 'description'],
  ];
  for (const [what, properties, rule, place] of found)
    it(`are found: ${what}`, () => {
      const secrets = findSecrets({ properties });
      assert.deepEqual(
        secrets.map((one) => [one.rule, one.place, one.line]),
        [[rule, place, undefined]],
      );
    });

  const harmless: readonly (readonly [what: string, properties: JsonObject])[] = [
    ['a plain named value', { displayName: 'shop-host', value: 'shop-2024.example.com' }],
    ['a reference', { credentials: { connectionString: '{{Logger-Credentials--66b2a1}}' } }],
    ['the name of a header', { subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key' } }],
    ['a key vault', { keyVault: { secretIdentifier: 'https://v.vault.azure.net/secrets/k2024key' } }],
    ['an address that issues tokens', { tokenEndpoint: 'https://login.example/oauth2/v2.0/token' }],
    ['an instrumentation key', { instrumentationKey: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }],
    ['a thumbprint', { thumbprint: 'A909502DD82AE41433E6F83886B00D4277A32A7B' }],
    ['a JSON schema', { document: { properties: { password: { type: 'string' } } } }],
    ['a mark of another tool', { displayName: 'api-key', value: '*** REDACTED ***' }],
    ['words', { description: 'The password is yours; the API key comes by mail. Use key=your-key-here.' }],
    ['nothing', {}],
  ];
  for (const [what, properties] of harmless)
    it(`are not seen where there are none: ${what}`, () => {
      assert.deepEqual(findSecrets({ properties }), []);
    });
});

describe('Secrets in specifications', () => {
  it('are found by their shape, with the line', () => {
    const specification = `openapi: 3.0.1\ninfo:\n  description: AccountKey=${key}\n`;
    assert.deepEqual(
      findSecrets({ properties: {}, specification }).map(({ rule, line }) => [rule, line]),
      [['connection-string', 3]],
    );
  });

  it('are not seen in examples of passwords, keys and addresses', () => {
    const specification = `example: {password: winter24, apiKey: ${random}, url: "https://me:secret1@host"}`;
    assert.deepEqual(findSecrets({ properties: {}, specification }), []);
  });
});

describe('The rules for secrets', () => {
  it('each say what they find, in words that follow "holds", and where that is known from', () => {
    for (const { rule, words, source } of [...placeRules, ...textRules]) {
      assert.match(rule, /^[a-z-]+$/);
      assert.match(words, /^(?:a|an|the|what|user)\b/);
      assert.ok(source.length > 5, rule);
    }
  });

  it('stop after a hundred for one resource', () => {
    const many = Array.from({ length: 150 }, (_, at) => `https://me:winter${at}@host`);
    assert.equal(findSecrets({ properties: { many } }).length, 100);
  });
});
