import assert from 'node:assert/strict';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';

const url = 'https://login.example.com';

/** Facts 7: what GET hides, and what POST shows. */
const rows: readonly { path: string; body: JsonObject; secret: string; action: string; told: string }[] = [
  {
    path: 'authorizationServers/s',
    body: {
      displayName: 'S',
      clientRegistrationEndpoint: url,
      authorizationEndpoint: url,
      grantTypes: ['implicit'],
      clientId: 'c',
    },
    secret: 'clientSecret',
    action: 'listSecrets',
    told: 'clientSecret',
  },
  {
    path: 'openidConnectProviders/s',
    body: { displayName: 'S', metadataEndpoint: url, clientId: 'c' },
    secret: 'clientSecret',
    action: 'listSecrets',
    told: 'clientSecret',
  },
  {
    path: 'identityProviders/aad',
    body: { clientId: 'c' },
    secret: 'clientSecret',
    action: 'listSecrets',
    told: 'clientSecret',
  },
  {
    path: 'namedValues/s',
    body: { displayName: 's', secret: true },
    secret: 'value',
    action: 'listValue',
    told: 'value',
  },
  {
    path: 'subscriptions/s',
    body: { displayName: 'S', scope: '/apis' },
    secret: 'primaryKey',
    action: 'listSecrets',
    told: 'primaryKey',
  },
  {
    path: 'portalsettings/delegation',
    body: { url },
    secret: 'validationKey',
    action: 'listSecrets',
    told: 'validationKey',
  },
];

describe('Secrets, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' });
  });
  afterEach(() => client.stop());

  for (const { path, body, secret, action, told } of rows)
    it(`of ${path} are hidden, told by ${action}, and kept by a PUT that omits them`, async () => {
      const put = await client.put(path, { ...body, [secret]: 'h1dden' });
      assert.ok(put.status < 300, put.text);
      const list = await client.ask('GET', path.replace(/\/[^/]+$/, ''));
      for (const reply of [put, list, await client.ask('GET', path)])
        assert.doesNotMatch(reply.text, /h1dden/);
      assert.equal((await client.put(path, body)).status, 200);
      const revealed = await client.ask('POST', `${path}/${action}`);
      assert.equal(revealed.status, 200);
      assert.equal(revealed.json[told], 'h1dden');
    });

  it('that a PUT omits are refused where they are required, and lost elsewhere, if the service is like that', async () => {
    const server = { path: 'authorizationServers/s', body: rows[0]?.body ?? {} };
    const provider = { path: 'identityProviders/aad', body: { clientId: 'c' } };
    for (const { path, body } of [server, provider])
      await client.put(path, { ...body, clientSecret: 'h1dden' });
    client.emulators.arm.switches.omittedSecrets = 'refused';
    assert.equal((await client.put(provider.path, provider.body)).status, 400);
    assert.equal((await client.put(server.path, server.body)).status, 200);
    const revealed = await client.ask('POST', `${server.path}/listSecrets`);
    assert.equal(revealed.json['clientSecret'], undefined);
  });

  it('of loggers become named values, a new one at each PUT; a reference stays what it is', async () => {
    const put = (connectionString: string): Promise<Reply> =>
      client.put('loggers/l', {
        loggerType: 'azureEventHub',
        credentials: { name: 'hub', connectionString },
      });
    const shown = (reply: Reply): string =>
      textOf(objectOf(objectOf(reply.json, 'properties') ?? {}, 'credentials') ?? {}, 'connectionString') ??
      '';
    const first = shown(await put('Endpoint=secret'));
    assert.match(first, /^\{\{Logger-Credentials--[0-9a-f]{24}\}\}$/);
    const second = shown(await put('Endpoint=secret'));
    assert.notEqual(second, first);
    const id = second.replace(/^.*--|\}\}$/g, '');
    const value = await client.ask('POST', `namedValues/${id}/listValue`);
    assert.equal(value.json['value'], 'Endpoint=secret');
    assert.equal(objectsOf((await client.ask('GET', 'namedValues')).json, 'value').length, 2);
    assert.match((await put('{{mine}}')).text, /Property 'mine' not found/);
    await client.put('namedValues/mine', { displayName: 'mine', value: 'v', secret: true });
    assert.equal(shown(await put('{{mine}}')), '{{mine}}');
  });

  it('of caches become named values too, even in the answer to the PUT', async () => {
    const body = { connectionString: 'host,password=p', useFromLocation: 'default' };
    const put = await client.put('caches/default', body);
    assert.match(put.text, /"connectionString":"\{\{[0-9a-f]{24}\}\}"/);
    assert.doesNotMatch(put.text, /password/);
  });

  it('of certificates cannot be read at all', async () => {
    const put = await client.put('certificates/c', { data: 'AAAA', password: 'p4ss' });
    assert.equal(put.status, 201);
    assert.doesNotMatch(put.text, /AAAA|p4ss/);
    assert.match(put.text, /"thumbprint":"[0-9A-F]{40}"/);
    assert.match((await client.put('certificates/d', { data: 'AAAA' })).text, /same thumbprint/);
    const keyVault = { secretIdentifier: 'https://v.vault.azure.net/secrets/c' };
    const vault = await client.put('certificates/v', { keyVault });
    assert.match(vault.text, /"lastStatus":\{"code":"Success"/);
    assert.equal((await client.ask('POST', 'certificates/v/refreshSecret')).status, 200);
    assert.equal((await client.put('certificates/e', { keyVault, data: 'CCCC' })).status, 400);
  });

  it('of the credential manager must come with every PUT and never come back', async () => {
    const provider = (clientSecret?: string): JsonObject => ({
      displayName: 'P',
      identityProvider: 'oauth2',
      oauth2: {
        grantTypes: { clientCredentials: { clientId: 'c', ...(clientSecret ? { clientSecret } : {}) } },
      },
    });
    const path = 'authorizationProviders/p';
    assert.doesNotMatch((await client.put(path, provider('h1dden'))).text, /h1dden/);
    assert.match((await client.ask('GET', path)).text, /"clientId":"c"/);
    assert.equal((await client.put(path, provider())).status, 400);
    const item = `${path}/authorizations/a`;
    const body = { authorizationType: 'OAuth2', oauth2grantType: 'ClientCredentials' };
    assert.equal((await client.put(item, body)).status, 400);
    const parameters = { clientId: 'c', clientSecret: 'h1dden' };
    const created = await client.put(item, { ...body, parameters });
    assert.doesNotMatch(created.text, /h1dden/);
    assert.match(created.text, /"status":"Connected"/);
    const code = await client.put(`${path}/authorizations/b`, {
      ...body,
      oauth2grantType: 'AuthorizationCode',
    });
    assert.match(code.text, /"status":"Error"/);
    assert.equal((await client.ask('POST', `${path}/authorizations/b/confirmConsentCode`, {})).status, 200);
    assert.match((await client.ask('GET', `${path}/authorizations/b`)).text, /"status":"Connected"/);
  });

  it('of gateways and tenants are told and renewed on demand', async () => {
    await client.put('gateways/g', { locationData: { name: 'here' } });
    const before = await client.ask('POST', 'gateways/g/listKeys');
    assert.equal((await client.ask('POST', 'gateways/g/regenerateKey', { keyType: 'primary' })).status, 204);
    const after = await client.ask('POST', 'gateways/g/listKeys');
    assert.notEqual(after.json['primary'], before.json['primary']);
    assert.equal(after.json['secondary'], before.json['secondary']);
    assert.equal((await client.ask('POST', 'gateways/g/regenerateKey', {})).status, 400);
    assert.equal(
      (await client.ask('POST', 'gateways/g/generateToken', { expiry: '2030-01-01' })).status,
      200,
    );
    assert.doesNotMatch((await client.ask('GET', 'tenant')).text, /Key"/);
    assert.equal(typeof (await client.ask('POST', 'tenant/access/listSecrets')).json['primaryKey'], 'string');
    assert.equal((await client.ask('POST', 'tenant/access/regeneratePrimaryKey')).status, 204);
  });
});
