import assert from 'node:assert/strict';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { compareEnvironments, siblingsOf } from './environments.ts';

const { documents } = readArtifacts(
  new Map([
    [
      'named values/key/namedValueInformation.json',
      new TextEncoder().encode('{"properties": {"displayName": "key", "secret": true}}'),
    ],
  ]),
);
const compare = (texts: Readonly<Record<string, string>>) =>
  compareEnvironments(
    Object.entries(texts).map(([name, text]) => ({ name: `overrides.${name}.yaml`, text })),
    documents,
    new Set(),
  );

describe('The files of several environments', () => {
  it('are those whose names differ in the environment only', () => {
    const all = ['overrides.prod.yaml', 'overrides.dev.yaml', 'filter.yaml', 'filter.dev.yaml', 'readme.md'];
    assert.deepEqual(siblingsOf('overrides.prod.yaml', all), ['overrides.dev.yaml', 'overrides.prod.yaml']);
    assert.deepEqual(siblingsOf('filter.dev.yaml', all), []);
    assert.deepEqual(siblingsOf('readme.md', all), []);
  });

  it('tell which property one sets and another does not, at any depth and in any letter case', () => {
    const found = compare({
      dev: 'backends: [{name: shop, properties: {url: a, tls: {validateCertificateName: false}}}]',
      prod: 'Backends: [{Name: SHOP, URL: b}]\nworkspaces: [{name: sales, tags: [{name: x, displayName: X}]}]',
    });
    assert.deepEqual(found?.names, ['dev', 'prod']);
    assert.deepEqual(found.keys, [
      { key: 'backends/shop: tls.validateCertificateName', has: [true, false] },
      { key: 'workspaces/sales/tags/x: displayName', has: [false, true] },
    ]);
  });

  it('tell where each has a secret from, and never a value', () => {
    const entry = (properties: string) => `namedValues: [{name: key, properties: {${properties}}}]`;
    const found = compare({
      dev: '',
      prod: entry('value: s3cret'),
      test: entry('keyVault: {secretIdentifier: https://vault/s3cret}'),
    });
    assert.deepEqual(found?.secrets, [{ of: 'named value key', from: ['missing', 'set', 'Key Vault'] }]);
    assert.doesNotMatch(JSON.stringify(found), /s3cret/);
  });

  it('are compared without those that cannot be read, and only where two are left', () => {
    assert.equal(compare({ dev: 'a: [', prod: '' }), undefined);
    assert.deepEqual(compare({ dev: 'a: [', prod: '', test: '' })?.names, ['prod', 'test']);
  });
});
