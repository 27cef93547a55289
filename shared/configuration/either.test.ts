import assert from 'node:assert/strict';
import { readDesired } from '../publish/desired.ts';
import { validate } from '../publish/validate.ts';

const vault = { secretIdentifier: 'https://v.vault.azure.net/secrets/k' };
const value = (properties: object) =>
  new Map([
    [
      'named values/k/namedValueInformation.json',
      Buffer.from(JSON.stringify({ properties: { displayName: 'k', ...properties } })),
    ],
  ]);
const overrides = (properties: object) => [
  { file: 'prod.yaml', text: JSON.stringify({ namedValues: [{ name: 'k', properties }] }) },
];
const laid = (written: object, over: object) => {
  const [{ properties, secret } = assert.fail()] = readDesired(value(written), overrides(over)).documents;
  const { displayName: _, ...rest } = properties;
  return { ...rest, ...(secret?.state === 'given' ? { given: secret.values } : {}) };
};

describe('A value that is given or comes from Key Vault', () => {
  it('is what the override says, whichever the file says', () => {
    const fromVault = { secret: true, keyVault: vault };
    assert.deepEqual(laid({ value: 'dev' }, fromVault), fromVault);
    assert.deepEqual(laid({ secret: true, value: 'dev' }, { KeyVault: vault }), fromVault);
    assert.deepEqual(laid(fromVault, { value: 'x' }), { secret: true, given: { value: 'x' } });
    assert.deepEqual(laid(fromVault, { value: 'x', secret: false }), { secret: false, value: 'x' });
    assert.deepEqual(laid(fromVault, { tags: ['t'], value: null }), { ...fromVault, tags: ['t'] });
  });

  it('is not both: said before any request', async () => {
    for (const [written, over] of [
      [{ value: 'dev', keyVault: vault }, {}],
      [{ value: 'dev' }, { value: 'x', keyVault: vault }],
    ] as const) {
      const checks = await validate(value(written), overrides({ tags: ['t'], ...over }));
      const messages = checks.flatMap(({ faults }) => faults.map(({ message }) => message));
      assert.deepEqual(messages, ['named value k: it says "value" and "keyVault": only one may be said.']);
    }
  });
});
