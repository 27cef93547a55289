import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findSecrets } from '../../shared/apim/secrets/find-secrets.ts';
import { expressionRules } from '../../shared/apim/secrets/expression-rules.ts';
import { placeRules } from '../../shared/apim/secrets/place-rules.ts';
import { textRules } from '../../shared/apim/secrets/text-rules.ts';
import { corpus } from '../policies/corpus.ts';
import { documents } from '../specifications/documents.ts';
import { secretSamples } from './corpus.ts';

const found = (policy: string) => findSecrets({ properties: {}, policy });
const hits = secretSamples.filter(({ rule }) => rule !== undefined);

describe('Secrets in policies', () => {
  for (const { name, rule, policy, planted } of hits)
    it(`${String(rule)}: ${name}`, () => {
      const secrets = found(policy);
      assert.deepEqual([...new Set(secrets.map((secret) => secret.rule))], [rule], policy);
      for (const { place, words, line = 0 } of secrets) {
        assert.match(place, /\w/);
        assert.ok(line > 3 && line <= policy.split('\n').length, `line ${line}`);
        for (const text of planted) assert.ok(!`${place} ${words}`.includes(text), place);
      }
    });

  for (const { name, rule, policy } of secretSamples)
    if (rule === undefined)
      it(`are not seen where there are none: ${name}`, () => {
        assert.deepEqual(found(policy), []);
      });

  it('are found in sixty ways and more, by every rule, and the guide names each', () => {
    assert.ok(hits.length >= 60, String(hits.length));
    const rules = new Set([...placeRules, ...textRules, ...expressionRules].map(({ rule }) => rule));
    assert.deepEqual([...new Set(hits.map(({ rule }) => rule))].sort(), [...rules].sort());
    const guide = readFileSync('docs/guides/secrets.md', 'utf8');
    const named = [...guide.matchAll(/^\| `(?<rule>[a-z-]+)`/gm)].map(({ groups }) => groups?.['rule']);
    assert.deepEqual(named.sort(), [...rules, 'credentials'].sort());
  });

  it('are not seen in any of three hundred harmless policies, which pass untouched (story 15)', () => {
    assert.ok(corpus.length >= 300, String(corpus.length));
    for (const { name, policy } of corpus) assert.deepEqual(found(policy), [], name);
  });

  it('are not seen in any of the documents that people publish', () => {
    const published = ['petstore', 'uspto'].map((name) =>
      readFileSync(`node_modules/@readme/oas-examples/3.0/json/${name}.json`, 'utf8'),
    );
    for (const specification of [...documents.values(), ...published])
      assert.deepEqual(findSecrets({ properties: {}, specification }), []);
  });

  it('are found in policies of which the tags do not fit together', () => {
    assert.equal(found('<policies><inbound>AccountKey=a1B2c3D4e5F6g7H8i9J0k1L2m3N4==').length, 1);
  });
});
