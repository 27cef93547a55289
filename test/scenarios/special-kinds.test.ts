import assert from 'node:assert/strict';
import { emulatedSubscription } from '../agent/emulated-connection.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

/** What the table of kinds says besides "read it, write it". */
describe('A kind with rules of its own', () => {
  let world: WorldInProcess;
  beforeEach(async () => {
    world = await startWorldInProcess({ longRunning: 'none' });
  });
  afterEach(() => world.stop());

  const put = (path: string, properties: object) => world.dev.put(path, { properties });
  const written = () =>
    world.arm.requests.writes.map(
      ({ method, path }) => `${method} ${path.replace(/^.*\/service\/[^/]+/, '')}`,
    );

  it('leaves subscriptions of consumers and of products out, and keeps those that the files have', async () => {
    await put('subscriptions/mine', { displayName: 'Mine', scope: '/apis/petstore', ownerId: '/users/1' });
    await put('subscriptions/service', { displayName: 'Service', scope: '/products/pets', state: 'active' });
    const files = await world.extract('contoso-dev');
    const subscriptions = Object.keys(files).filter((path) => path.startsWith('subscriptions/'));
    assert.deepEqual(subscriptions, ['subscriptions/service/subscriptionInformation.json']);
    const kept = {
      ...files,
      'subscriptions/mine/subscriptionInformation.json':
        '{"properties": {"displayName": "Old", "scope": "/apis/petstore", "ownerId": "/users/1", "state": "submitted"}}',
    };
    const again = await world.extract('contoso-dev', kept);
    assert.match(again['subscriptions/mine/subscriptionInformation.json'] ?? '', /"displayName": "Mine"/);
  });

  it('gives a subscription no new keys when it is published again, and takes one that is there by scope and name', async () => {
    await put('subscriptions/service', { displayName: 'Service', scope: '/products/pets', state: 'active' });
    const files = await world.extract('contoso-dev');
    await world.publish('contoso-prod', files);
    world.arm.requests.clear();
    const renamed = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('subscriptions/service/', 'subscriptions/other/'),
        text,
      ]),
    );
    const { errors } = await world.publish('contoso-prod', renamed);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      written().filter((one) => one.includes('subscriptions')),
      [],
    );
  });

  it('never publishes a release of another revision, which would switch to that', async () => {
    const files = await world.extract('contoso-dev');
    const release = (revision: string) =>
      `{"properties": {"apiId": "/apis/uspto;rev=${revision}", "notes": "n"}}`;
    const all = {
      ...files,
      'apis/uspto/releases/old/apiReleaseInformation.json': release('7'),
      'apis/uspto/releases/now/apiReleaseInformation.json': release('1'),
    };
    const { errors } = await world.publish('contoso-prod', all);
    assert.deepEqual(errors, []);
    const releases = written().filter((one) => one.includes('/releases/'));
    assert.deepEqual(
      releases.map((one) => one.replace(/\?.*$/, '')),
      ['PUT /apis/uspto/releases/now'],
    );
  });

  it('reports a certificate that was uploaded, and keeps its files if it has some', async () => {
    await put('certificates/uploaded', { data: 'MIIC', password: 'p' });
    await put('certificates/vault', {
      keyVault: { secretIdentifier: 'https://v.vault.azure.net/secrets/c' },
    });
    const own = { 'certificates/uploaded/certificateInformation.json': '{"properties": {}}\n' };
    const files = await world.extract('contoso-dev', own);
    const found = Object.keys(files).filter((path) => path.startsWith('certificates/'));
    assert.deepEqual(
      found.sort(),
      Object.keys({ ...own, 'certificates/vault/certificateInformation.json': '' }).sort(),
    );
  });

  it('shows identity providers and the portal for review, publishes none of it, and says so', async () => {
    await put('identityProviders/aad', { clientId: 'a', clientSecret: 'planted-idp', allowedTenants: ['t'] });
    await put('portalsettings/signin', { enabled: true });
    const files = await world.extract('contoso-dev');
    const provider = files['identity providers/aad/identityProviderInformation.json'] ?? '';
    assert.match(provider, /"clientId": "a"/);
    assert.doesNotMatch(JSON.stringify(files), /planted-idp/);
    assert.match(files['portal settings/signin/portalSettingInformation.json'] ?? '', /"enabled": true/);
    world.arm.requests.clear();
    const { errors, summary } = await world.publish('contoso-prod', files);
    assert.deepEqual(errors, []);
    for (const name of ['identity provider aad', 'portal setting signin'])
      assert.match(summary, new RegExp(`Not published, for review only: ${name} \\(each environment`));
    assert.deepEqual(
      written().filter((one) => /portal|identityProviders/i.test(one)),
      [],
    );
  });

  it('says before the first write what is made without a secret that it may need, and names the secret', async () => {
    const own = { displayName: 'Entra', clientId: 'portal', clientSecret: 'planted-oidc' };
    await put('openidConnectProviders/entra', { ...own, metadataEndpoint: 'https://login.example/openid' });
    await put('subscriptions/service', { displayName: 'Service', scope: '/products/pets', state: 'active' });
    const files = await world.extract('contoso-dev');
    const told =
      /OpenID Connect provider entra is new and gets no secret: no value is given \(clientSecret\)\. If it needs one/;
    const published = await world.publish('contoso-prod', files);
    assert.match(published.summary, told);
    assert.doesNotMatch(published.summary, /subscription service is new and gets no secret/);
    assert.doesNotMatch((await world.publish('contoso-prod', files)).summary, told);
    const given = `openidConnectProviders: [{ name: entra, properties: { clientSecret: planted-prod } }]
namedValues: [{ name: partner-key, properties: { value: planted-key } }]`;
    world.newInstance('contoso-test');
    assert.doesNotMatch((await world.publish('contoso-test', files, given)).summary, told);
  });

  it('has no file as long as it is what every instance is born with, unless it has one already', async () => {
    const path = 'portal settings/signup/portalSettingInformation.json';
    const files = await world.extract('contoso-dev');
    assert.deepEqual(
      Object.keys(files).filter((one) => /^(?:portal|diagnostics)/.test(one)),
      [],
    );
    const kept = await world.extract('contoso-dev', {
      ...files,
      [path]: '{"properties": {"enabled": false}}',
    });
    assert.match(kept[path] ?? '', /"enabled": true/);
  });

  for (const notOffered of ['pricingTier', 'internalError', 'notFound'] as const)
    it(`is not missed where the tier has no such kind (${notOffered}): neither read nor written, and told`, async () => {
      world.arm.switches.notOffered = notOffered;
      for (const sku of ['Consumption', 'StandardV2', 'Basic']) {
        const name = `contoso-${sku}`;
        world.arm.addInstance({ subscriptionId: emulatedSubscription, resourceGroup: 'apis', name, sku });
        await put('groups/team', { displayName: 'Team' });
        await put('gateways/g', { locationData: { name: 'a' } });
        const files = await world.extract('contoso-dev');
        const { errors, incomplete } = await world.publish(name, files);
        assert.deepEqual(errors, [], sku);
        assert.equal(incomplete, true);
        const found = Object.keys(await world.extract(name));
        assert.ok(found.includes('apis/petstore/apiInformation.json'), sku);
        assert.ok(!found.some((path) => path.startsWith('gateways/')), sku);
        assert.equal(
          found.some((path) => path.startsWith('groups/')),
          sku !== 'Consumption',
          sku,
        );
      }
    });
});
