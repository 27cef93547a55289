import assert from 'node:assert/strict';
import { objectsOf } from './json.ts';
import { TestClient } from './test-client.ts';

describe('Lists, emulated, can be asked', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ longRunning: 'none' });
    const vault = { secretIdentifier: 'https://v.vault.azure.net/secrets/s' };
    await client.put('namedValues/plain', { displayName: 'plain', value: 'v' });
    await client.put('namedValues/kept', { displayName: 'kept', keyVault: vault });
    await client.put('certificates/kept', { keyVault: vault });
    await client.put('apis/a', { displayName: 'A', path: 'a' });
    await client.put('apis/a/operations/list', { displayName: 'List', method: 'GET', urlTemplate: '/' });
    await client.put('products/p', { displayName: 'P' });
    for (const tag of ['ofapi', 'ofoperation', 'ofproduct', 'ofnone'])
      await client.put(`tags/${tag}`, { displayName: tag });
    for (const path of [
      'apis/a/tags/ofapi',
      'apis/a/operations/list/tags/ofoperation',
      'products/p/tags/ofproduct',
    ])
      assert.equal((await client.ask('PUT', path)).status, 201);
    for (const name of ['b', 'c', 'a'])
      await client.put(`policyFragments/${name}`, { value: '<fragment />' });
  });
  after(() => client.stop());

  const names = async (path: string) => {
    const { status, json, text } = await client.ask('GET', path);
    assert.equal(status, 200, text);
    return objectsOf(json, 'value').map((item) => item['name']);
  };

  it('what could not be refreshed from Key Vault', async () => {
    assert.deepEqual(await names('namedValues?isKeyVaultRefreshFailed=true'), []);
    assert.ok((await names('namedValues?isKeyVaultRefreshFailed=false')).includes('kept'));
    assert.deepEqual(await names('certificates?isKeyVaultRefreshFailed=true'), []);
  });

  for (const [scope, found] of [
    ['apis', ['ofapi']],
    ['apis/a', ['ofapi']],
    ['/apis/a/operations', ['ofoperation']],
    ['products', ['ofproduct']],
    ['apis/unknown', []],
  ] as const)
    it(`for the tags in ${scope}`, async () => {
      assert.deepEqual(await names(`tags?scope=${encodeURIComponent(scope)}`), found);
    });

  it('for fragments in the order of their names', async () => {
    assert.deepEqual(await names('policyFragments?$orderby=name'), ['a', 'b', 'c']);
    assert.deepEqual(await names('policyFragments?$orderby=name%20desc'), ['c', 'b', 'a']);
    assert.equal((await client.ask('GET', 'policyFragments?$orderby=value')).status, 400);
  });

  it('for tags inside of APIs and operations, which nobody has described', async () => {
    for (const path of ['apis?tags=true', 'apis/a/operations?tags=true'])
      assert.equal((await client.ask('GET', path)).status, 501, path);
  });
});

describe('Actions, emulated', () => {
  it('fetch secrets from Key Vault anew, and connect to a backend anew', async () => {
    const client = await TestClient.start({ longRunning: 'none' });
    try {
      const vault = { secretIdentifier: 'https://v.vault.azure.net/secrets/s' };
      await client.put('namedValues/plain', { displayName: 'plain', value: 'v' });
      await client.put('namedValues/kept', { displayName: 'kept', keyVault: vault });
      await client.put('backends/b', { url: 'https://b.example', protocol: 'http' });
      assert.equal((await client.ask('POST', 'namedValues/kept/refreshSecret')).status, 200);
      assert.equal((await client.ask('POST', 'namedValues/plain/refreshSecret')).status, 400);
      assert.equal((await client.ask('POST', 'backends/b/reconnect')).status, 202);
      assert.equal((await client.ask('POST', 'backends/unknown/reconnect')).status, 404);
    } finally {
      await client.stop();
    }
  });

  it('go on after their answer where the contract says so: of Key Vault, and of the Git of the instance', async () => {
    const client = await TestClient.start({ longRunningForm: 'location' });
    try {
      const vault = { secretIdentifier: 'https://v.vault.azure.net/secrets/s' };
      await client.put('namedValues/kept', { displayName: 'kept', keyVault: vault });
      const refreshed = await client.ask('POST', 'namedValues/kept/refreshSecret');
      assert.equal(refreshed.status, 202);
      assert.equal((await client.finish(refreshed)).status, 200);
      const saved = await client.ask('POST', 'tenant/configuration/save', { properties: { branch: 'main' } });
      assert.equal(saved.status, 202);
      assert.match((await client.finish(saved)).text, /"Succeeded"/);
      const none = await client.finish(await client.ask('POST', 'tenant/configuration/deploy', {}));
      assert.equal(none.status, 400);
      const state = await client.ask('GET', 'tenant/configuration/syncState');
      assert.match(state.text, /"branch":"main"/);
      assert.equal((await client.ask('GET', 'tenant/access/syncState')).status, 404);
      assert.equal((await client.ask('GET', 'tenant/configuration')).status, 405);
      assert.doesNotMatch((await client.ask('GET', 'tenant')).text, /"name":"configuration"/);
    } finally {
      await client.stop();
    }
  });
});
