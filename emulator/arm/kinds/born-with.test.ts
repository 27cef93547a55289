import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { TestClient } from '../test-client.ts';

describe('What a service is born with, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' }, 'Premium');
  });
  afterEach(() => client.stop());

  const namesOf = async (path: string): Promise<(string | undefined)[]> =>
    objectsOf((await client.ask('GET', path)).json, 'value').map((item) => textOf(item, 'name'));
  const propertiesOf = async (path: string): Promise<JsonObject> =>
    objectOf((await client.ask('GET', path)).json, 'properties') ?? {};

  it('is listed', async () => {
    assert.deepEqual(await namesOf('groups'), ['administrators', 'developers', 'guests']);
    assert.deepEqual(await namesOf('users'), ['1']);
    assert.deepEqual(await namesOf('loggers'), ['azuremonitor']);
    assert.deepEqual(await namesOf('subscriptions'), ['master']);
    assert.deepEqual(await namesOf('portalsettings'), ['signin', 'signup', 'delegation']);
    assert.deepEqual(await namesOf('portalconfigs'), ['default']);
    assert.deepEqual(await namesOf('tenant'), ['access', 'gitAccess']);
    assert.equal((await namesOf('templates')).length, 14);
    assert.equal((await namesOf('notifications')).length, 7);
    assert.deepEqual(await namesOf('gateways'), [], 'the managed gateway is not');
  });

  it('has no nextLink where lists are never paged', async () => {
    client.emulators.arm.switches.lastPage = 'empty';
    for (const path of [
      'portalsettings',
      'contentTypes',
      'identityProviders',
      'tenant',
      'policyRestrictions',
    ])
      assert.equal('nextLink' in (await client.ask('GET', path)).json, false, path);
    assert.equal((await client.ask('GET', 'templates')).json['nextLink'], '');
  });

  it('is the mail that the service writes, until somebody writes his own, and again after that', async () => {
    const path = 'templates/newDeveloperNotificationMessage';
    assert.equal((await propertiesOf(path))['isDefault'], true);
    const { subject } = await propertiesOf(path);
    assert.equal((await client.put(path, { subject: 'Mine' })).status, 200);
    assert.deepEqual(await propertiesOf(path), { subject: 'Mine', isDefault: false });
    assert.equal((await client.ask('DELETE', path)).status, 200);
    assert.equal((await propertiesOf(path))['subject'], subject);
  });

  it('is the whole of the portal settings, whatever a PUT says; PATCH answers without a body', async () => {
    const patched = await client.ask('PATCH', 'portalsettings/signin', { properties: { enabled: true } });
    assert.equal(patched.status, 204);
    assert.equal(patched.text, '');
    assert.deepEqual(await propertiesOf('portalsettings/signin'), { enabled: true });
    const anyEtag = { 'if-match': '*' };
    const delegation = { delegationUrl: 'https://d.example.com', validationKey: 'h1dden' };
    await client.ask('PUT', 'portalconfigs/default', { properties: { delegation } }, anyEtag);
    const shown = await propertiesOf('portalconfigs/default');
    assert.equal(objectOf(shown, 'delegation')?.['validationKey'], null);
    assert.equal(objectOf(shown, 'delegation')?.['delegateSubscription'], false);
    assert.equal(shown['enableBasicAuth'], true);
  });

  it('are groups with names that it invented, on older services, which new products are shown to all the same', async () => {
    const { emulated } = instanceForTests({ switches: { builtInGroupNames: 'invented' } });
    await emulated.put('products/p', { properties: { displayName: 'P' } });
    const [group] = objectsOf({ ...(await emulated.get('products/p/groups')) }, 'value');
    assert.match(textOf(group ?? {}, 'name') ?? '', /^[0-9a-f]{24}$/);
    assert.equal(objectOf(group ?? {}, 'properties')?.['displayName'], 'Administrators');
    const other = instanceForTests({ name: 'fabrikam', switches: { builtInGroupNames: 'invented' } });
    await other.emulated.put('products/p', { properties: { displayName: 'P' } });
    assert.deepEqual(other.emulated.dump(), emulated.dump());
  });

  it('can be seen in other words: ids, names of identity providers, loggers of diagnostics', async () => {
    const { switches } = client.emulators.arm;
    Object.assign(switches, {
      idSpelling: 'resourcegroups',
      identityProviderNames: 'pascalCase',
      echoedReferences: 'asGiven',
    });
    assert.match(textOf((await client.ask('GET', 'groups/guests')).json, 'id') ?? '', /\/resourcegroups\//);
    await client.put('identityProviders/aadb2c', { clientId: 'c', clientSecret: 's' });
    assert.deepEqual(await namesOf('identityProviders'), ['AadB2C']);
    await client.put('diagnostics/azuremonitor', { loggerId: '/loggers/azuremonitor' });
    assert.equal((await propertiesOf('diagnostics/azuremonitor'))['loggerId'], '/loggers/azuremonitor');
  });

  it('shows groups inside of products when asked to', async () => {
    await client.put('products/p', { displayName: 'P' });
    const { json } = await client.ask('GET', 'products?expandGroups=true');
    const [product] = objectsOf(json, 'value');
    const [group] = objectsOf(objectOf(product ?? {}, 'properties') ?? {}, 'groups');
    assert.equal(group?.['displayName'], 'Administrators');
  });

  it('counts workspaces among its links', async () => {
    await client.put('workspaces/w', { displayName: 'W' });
    assert.deepEqual(await namesOf('workspaceLinks'), ['w']);
    assert.equal((await client.ask('GET', 'workspaceLinks/W')).status, 200);
    assert.equal((await namesOf('workspaces/w/notifications')).length, 7);
  });
});
