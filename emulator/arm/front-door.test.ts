import assert from 'node:assert/strict';
import { makeToken } from '../sign-in/json-web-token.ts';
import { type Reply, subscription, TestClient } from './test-client.ts';

describe('Azure Resource Manager, emulated', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.stop());

  const ask = (path: string, token = client.token): Promise<Reply> =>
    client.fetch('GET', client.emulators.arm.origin + path, undefined, { authorization: `Bearer ${token}` });
  const service = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.ApiManagement/service`;

  it('takes only tokens that sign-in has issued', async () => {
    const reply = await ask(`/subscriptions/${subscription}?api-version=2022-12-01`, 'stranger');
    assert.equal(reply.status, 401);
    assert.match(String(reply.headers['www-authenticate']), /^Bearer .*invalid_token/);
    assert.equal(codeOf(reply), 'InvalidAuthenticationToken');
  });

  it('refuses tokens that have had their time', async () => {
    const token = makeToken({ exp: 1_700_000_000 });
    client.emulators.arm.acceptToken(token);
    const reply = await ask(`/subscriptions/${subscription}?api-version=2022-12-01`, token);
    assert.deepEqual([reply.status, codeOf(reply)], [401, 'ExpiredAuthenticationToken']);
  });

  it('refuses tokens that are for another service', async () => {
    const { origin } = client.emulators.arm;
    const asked = async (aud: string) => {
      const token = makeToken({ aud });
      client.emulators.arm.acceptToken(token);
      return ask(`/subscriptions/${subscription}?api-version=2022-12-01`, token);
    };
    const refused = await asked('https://graph.example');
    assert.deepEqual([refused.status, codeOf(refused)], [401, 'InvalidAuthenticationTokenAudience']);
    for (const aud of [origin, `${origin}/`]) assert.equal((await asked(aud)).status, 200);
  });

  it('wants an api-version that there is', async () => {
    assert.equal(codeOf(await ask(`${service}/contoso`)), 'MissingApiVersionParameter');
    const unknown = await ask(`${service}/contoso?api-version=2031-01-01`);
    assert.deepEqual([unknown.status, codeOf(unknown)], [400, 'InvalidApiVersionParameter']);
  });

  it('lets a service refuse what is older than it wants', async () => {
    const { arm } = client.emulators;
    const options = { subscriptionId: subscription, resourceGroup: 'rg', name: 'new' };
    const { resourceId } = arm.addInstance({ ...options, minApiVersion: '2024-05-01' });
    const asked = async (version: string) => {
      const url = `${arm.origin}${resourceId}?api-version=${version}`;
      return client.fetch('GET', url, undefined, { authorization: `Bearer ${client.token}` });
    };
    assert.match((await asked('2023-09-01-preview')).text, /InvalidApiVersionParameter.*2024-05-01/);
    assert.match((await asked('2024-05-01')).text, /"minApiVersion":"2024-05-01"/);
  });

  it('says which of subscription, resource group and service is missing', async () => {
    const version = 'api-version=2024-05-01';
    const subscription = await ask(`/subscriptions/other?${version}`);
    assert.deepEqual([subscription.status, codeOf(subscription)], [404, 'SubscriptionNotFound']);
    const group = await ask(`${service.replace('/rg/', '/none/')}/contoso?${version}`);
    assert.deepEqual([group.status, codeOf(group)], [404, 'ResourceGroupNotFound']);
    const missing = await ask(`${service}/none?${version}`);
    assert.deepEqual([missing.status, codeOf(missing)], [404, 'ResourceNotFound']);
    assert.match(
      missing.text,
      /'Microsoft.ApiManagement\/service\/none' under resource group 'rg' was not found/,
    );
  });

  it('finds subscription, group and service in any casing', async () => {
    const version = 'api-version=2024-05-01';
    assert.equal((await ask(`/subscriptions/${subscription.toUpperCase()}?${version}`)).status, 200);
    assert.equal(
      (await ask(`/subscriptions/${subscription.toUpperCase()}/resourcegroups/RG?${version}`)).status,
      200,
    );
    const reply = await ask(`${service.toUpperCase()}/CONTOSO?${version}`);
    assert.equal(reply.status, 200);
    assert.match(reply.text, /"gatewayUrl":"https:\/\/contoso.azure-api.net"/);
  });

  it('denies what the caller may not do, in the words of ARM', async () => {
    client.emulators.arm.denied.push(/^POST .*listValue$/);
    const reply = await client.ask('POST', 'namedValues/x/listValue');
    client.emulators.arm.denied.length = 0;
    assert.deepEqual([reply.status, codeOf(reply)], [403, 'AuthorizationFailed']);
    assert.match(
      reply.text,
      /does not have authorization to perform action 'Microsoft.ApiManagement\/service\/namedValues\/listValue\/action' over scope/,
    );
  });

  it('refuses a token that has been good before', async () => {
    const token = makeToken({ sub: 'x' });
    client.emulators.arm.acceptToken(token);
    client.emulators.arm.expireTokens();
    client.emulators.arm.acceptToken(client.token);
    const reply = await ask(`/subscriptions/${subscription}?api-version=2022-12-01`, token);
    assert.deepEqual([reply.status, codeOf(reply)], [401, 'ExpiredAuthenticationToken']);
  });

  it('reads only what says that it is JSON', async () => {
    const reply = await client.ask('PUT', 'tags/t', '{}', { 'content-type': 'text/plain' });
    assert.deepEqual([reply.status, codeOf(reply)], [415, 'UnsupportedMediaType']);
  });

  it('obeys locks on scopes', async () => {
    const { locks } = client.emulators.arm;
    await client.put('tags/locked', { displayName: 'Locked' });
    locks.push({ scope: `/subscriptions/${subscription}/resourceGroups/RG`, level: 'CanNotDelete' });
    const reply = await client.ask('DELETE', 'tags/locked');
    assert.deepEqual([reply.status, codeOf(reply)], [409, 'ScopeLocked']);
    assert.equal((await client.ask('PUT', 'tags/locked', { properties: { displayName: 'L' } })).status, 200);
    locks[0] = { scope: client.instance.resourceId, level: 'ReadOnly' };
    assert.equal((await client.ask('PUT', 'tags/locked', { properties: { displayName: 'M' } })).status, 409);
    locks.length = 0;
  });

  it('knows services that were deleted a while ago', async () => {
    client.emulators.arm.addInstance({
      ...{ subscriptionId: subscription, resourceGroup: 'rg', name: 'gone' },
      softDeleted: { deletionDate: '2026-01-01T00:00:00Z', scheduledPurgeDate: '2026-01-03T00:00:00Z' },
    });
    const version = 'api-version=2024-05-01';
    assert.equal((await ask(`${service}/gone?${version}`)).status, 404);
    const list = `/subscriptions/${subscription}/providers/Microsoft.ApiManagement/deletedservices`;
    assert.match((await ask(`${list}?${version}`)).text, /"scheduledPurgeDate":"2026-01-03T00:00:00Z"/);
  });

  it('fails as scripted, and for as long', async () => {
    const { faults } = client.emulators.arm;
    faults.push({ method: 'GET', path: /\/tags$/, nth: 2, times: 2, answer: { status: 503 } });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await client.ask('GET', 'tags')).status);
    assert.deepEqual(statuses, [200, 503, 503, 200]);
    faults.length = 0;
  });

  it('loses the answer of a request that it has served', async () => {
    const { faults } = client.emulators.arm;
    faults.push({ path: /tags\/lost/, times: 1, answer: { status: 0, reset: true }, afterwards: true });
    await assert.rejects(client.ask('PUT', 'tags/lost', { properties: { displayName: 'Lost' } }));
    faults.length = 0;
    assert.equal((await client.ask('GET', 'tags/lost')).status, 200);
  });

  it('breaks on a wiki that is not there', async () => {
    await client.put('apis/a', { displayName: 'A', path: 'a' });
    assert.equal((await client.ask('GET', 'apis/a/wikis/default')).status, 500);
    assert.deepEqual((await client.ask('GET', 'apis/a/wikis')).json['value'], []);
  });

  it('answers 404 for what it does not know, and 501 for what only newer versions have', async () => {
    const { origin } = client.emulators.arm;
    assert.equal((await client.ask('GET', 'nonsense')).status, 404);
    assert.equal((await client.ask('GET', 'clientApplications')).status, 404);
    const url = `${origin}${client.instance.resourceId}/clientApplications?api-version=2025-09-01-preview`;
    const newer = await client.fetch('GET', url, undefined, { authorization: `Bearer ${client.token}` });
    assert.equal(newer.status, 501);
  });
});

function codeOf({ json }: Reply): unknown {
  return (json['error'] as { code: string } | undefined)?.code;
}
