import assert from 'node:assert/strict';
import { textOf } from './json.ts';
import { TestClient } from './test-client.ts';

describe('Long-running writes', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.stop());

  const api = { properties: { displayName: 'A', path: 'a' } };
  const authorised = (): Record<string, string> => ({ authorization: `Bearer ${client.token}` });

  it('answer at once with what is not there yet, then by Location with what is', async () => {
    const start = await client.ask('PUT', 'apis/a', api);
    assert.equal(start.status, 201);
    assert.match(start.text, /"provisioningState":"InProgress"/);
    const location = String(start.headers['location']);
    const running = await client.fetch('GET', location, undefined, authorised());
    assert.deepEqual([running.status, running.headers['location']], [202, location]);
    const done = await client.fetch('GET', location, undefined, authorised());
    assert.deepEqual([done.status, done.headers['location']], [201, undefined]);
    assert.doesNotMatch(done.text, /provisioningState/);
  });

  it('tell their state to those who follow Azure-AsyncOperation', async () => {
    const start = await client.ask('PUT', 'policyFragments/f', { properties: { value: '<fragment' } });
    const url = String(start.headers['azure-asyncoperation']);
    assert.equal(
      textOf((await client.fetch('GET', url, undefined, authorised())).json, 'status'),
      'InProgress',
    );
    const failed = await client.fetch('GET', url, undefined, authorised());
    assert.equal(textOf(failed.json, 'status'), 'Failed');
    assert.match(failed.text, /The policy fragment is not a valid XML: .* Line 1, position/);
  });

  it('fail on the poll', async () => {
    const start = await client.ask('PUT', 'policyFragments/f', { properties: { value: '<policies/>' } });
    assert.equal(start.status, 201);
    const end = await client.finish(start);
    assert.equal(end.status, 400);
    assert.match(end.text, /ValidationError/);
    assert.equal((await client.ask('GET', 'policyFragments/f')).status, 404);
  });

  it('answer 202 and nothing else before 2024-05-01', async () => {
    const url = `${client.emulators.arm.origin}${client.instance.resourceId}/apis/a?api-version=2022-08-01`;
    const start = await client.fetch('PUT', url, api, authorised());
    assert.deepEqual([start.status, start.text], [202, '']);
    assert.equal(start.headers['azure-asyncoperation'], undefined);
    assert.equal((await client.finish(start)).status, 201);
  });

  it('lead to their end in every way that is known', async () => {
    const { switches } = client.emulators.arm;
    const headers: Record<typeof switches.longRunningForm, readonly (RegExp | undefined)[]> = {
      specified: [/apis\/specified\?.*asyncId=/, /tenant\/operationResults/],
      accepted: [/asyncId=/, undefined],
      location: [/asyncId=/, undefined],
      operation: [undefined, /tenant\/operationResults/],
      body: [undefined, undefined],
      atSubscription: [/locations\/westeurope\/operationResults/, /locations\/westeurope\/operationStatuses/],
    };
    for (const [form, [location, operation]] of Object.entries(headers)) {
      switches.longRunningForm = form as typeof switches.longRunningForm;
      const body = { properties: { displayName: form, path: form } };
      const start = await client.ask('PUT', `apis/${form}`, body);
      assert.equal(start.status, form === 'accepted' ? 202 : 201, form);
      for (const [name, expected] of [
        ['location', location] as const,
        ['azure-asyncoperation', operation] as const,
      ]) {
        const value = start.headers[name];
        if (expected === undefined) assert.equal(value, undefined, form);
        else assert.match(String(value), expected);
      }
      const asked = operation === undefined ? undefined : String(start.headers['azure-asyncoperation']);
      if (asked !== undefined) {
        const state = await client.fetch('GET', asked, undefined, authorised());
        assert.equal(textOf(state.json, 'status'), 'InProgress');
      }
      if (location !== undefined) assert.equal((await client.finish(start)).status, 201, form);
    }
  });

  it('let a value from Key Vault appear late', async () => {
    client.emulators.arm.switches.keyVaultValuesAbsentForReads = 2;
    const keyVault = { secretIdentifier: 'https://v.vault.azure.net/secrets/s' };
    assert.equal(
      (await client.put('namedValues/v', { displayName: 'v', secret: true, keyVault })).status,
      201,
    );
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await client.ask('GET', 'namedValues/v')).status);
    assert.deepEqual(statuses, [404, 404, 200]);
  });

  it('lock the API, also for a while after they have succeeded', async () => {
    client.emulators.arm.switches.lockOutlivesSuccessByWrites = 1;
    client.emulators.arm.switches.pollsUntilDone = 2;
    await client.put('tags/t', { displayName: 'T' });
    const start = await client.ask('PUT', 'apis/a', api);
    await client.finish(start);
    const write = (): Promise<number> => client.ask('PUT', 'apis/a/tags/t').then(({ status }) => status);
    assert.deepEqual([await write(), await write()], [409, 201]);
    const again = await client.ask('PUT', 'apis/a', api);
    const refused = await client.ask('PUT', 'apis/a/tags/t');
    assert.match(refused.text, /PessimisticConcurrencyConflict.*Operation on the API is in progress/);
    await client.finish(again);
  });

  it('end by themselves when nobody polls', async () => {
    await client.ask('PUT', 'apis/a', api);
    const statuses = [];
    for (let time = 0; time < 2; time += 1) statuses.push((await client.ask('DELETE', 'apis/a')).status);
    assert.deepEqual(statuses, [409, 202]);
  });

  it('are not long at all when told so', async () => {
    client.emulators.arm.switches.longRunning = 'none';
    const done = await client.ask('PUT', 'apis/a', api);
    assert.deepEqual([done.status, done.headers['location']], [201, undefined]);
    assert.equal(
      (await client.ask('PUT', 'policyFragments/f', { properties: { value: '<a/>' } })).status,
      400,
    );
  });
});
