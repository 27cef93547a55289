import assert from 'node:assert/strict';
import type { JsonObject } from '../json.ts';
import { type Reply, TestClient } from '../test-client.ts';

describe('What the service refuses, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' });
  });
  afterEach(() => client.stop());

  /** Path, properties, the words of the refusal (facts 1 and 4.2). */
  const refused: readonly (readonly [path: string, properties: JsonObject, words: RegExp])[] = [
    ['loggers/l', { loggerType: 'applicationInsights' }, /Properties \['instrumentationKey.* are missing/],
    [
      'loggers/l',
      { loggerType: 'applicationInsights', credentials: { instrumentationKey: 'k' } },
      /Validation failed for logger-id 'l'/,
    ],
    ['loggers/l', { loggerType: 'other' }, /"target":"loggerType"/],
    ['diagnostics/applicationinsights', { loggerId: '/loggers/none' }, /Logger Id 'none' does not exist/],
    ['diagnostics/applicationinsights', {}, /LoggerId must be specified/],
    ['diagnostics/other', { loggerId: '/loggers/azuremonitor' }, /"target":"id"/],
    ['subscriptions/s', { displayName: 'S', scope: '/tags/t' }, /scope should be one of '\/apis'/],
    ['subscriptions/s', { displayName: 'S', scope: '/products/none' }, /not found/],
    ['subscriptions/s', { displayName: 'S', scope: '/apis', ownerId: '/users/none' }, /User not found/],
    ['subscriptions/master', { displayName: 'S', scope: '/apis' }, /cannot be changed/],
    ['gateways/managed', { locationData: { name: 'x' } }, /"target":"id"/],
    ['gateways/g', { locationData: {} }, /name of the location is required/],
    ['groups/guests', { displayName: 'Guests', type: 'custom' }, /built-in group cannot be changed/],
    ['groups/g', { displayName: 'x'.repeat(301) }, /must be 300 characters or fewer/],
    ['schemas/s', { schemaType: 'json', value: '{}' }, /not a valid JSON schema/],
    ['schemas/s', { schemaType: 'xml', value: 'x' }, /not a valid XML schema/],
    [
      'backends/b',
      { url: 'https://b', protocol: 'http', credentials: { certificateIds: ['c'] } },
      /Certificate/,
    ],
    ['identityProviders/other', { clientId: 'c', clientSecret: 's' }, /"target":"id"/],
    ['contentTypes/page', { name: 'x' }, /built-in content type/],
    ['contentTypes/mine', { name: 'x' }, /must start with 'c-'/],
    ['templates/other', { subject: 'x' }, /"target":"id"/],
    ['policyFragments/a.b', { value: '<fragment />' }, /"target":"id"/],
    ['tags/a+b', { displayName: 'x' }, /"target":"id"/],
  ];

  for (const [path, properties, words] of refused)
    it(`${path} with ${JSON.stringify(properties).slice(0, 60)}`, async () => {
      const reply = await client.put(path, properties);
      assert.equal(reply.status, 400, reply.text);
      assert.match(reply.text, words);
    });

  it('ids of another service or subscription', async () => {
    const foreign = client.instance.resourceId.replace('contoso', 'fabrikam');
    const bodies: Readonly<Record<string, JsonObject>> = {
      'diagnostics/applicationinsights': { loggerId: `${foreign}/loggers/azuremonitor` },
      'subscriptions/s': { displayName: 'S', scope: `${foreign}/products/p` },
      'backends/b': { type: 'Pool', pool: { services: [{ id: `${foreign}/backends/c` }] } },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const reply = await client.put(path, body);
      assert.equal(reply.status, 403, path);
      assert.match(reply.text, /LinkedAuthorizationFailed/);
    }
  });

  it('deletes of what others need, unless the service is not like that', async () => {
    const { arm } = client.emulators;
    await client.put('certificates/c', { data: 'AAAA' });
    await client.put('backends/b', {
      url: 'https://b.example.com',
      protocol: 'http',
      credentials: { certificateIds: ['c'] },
    });
    await client.put('backends/p', { type: 'Pool', pool: { services: [{ id: '/backends/b' }] } });
    const used: Readonly<Record<string, RegExp>> = {
      'certificates/c': /is used by the following entities:.*\/backends\/b/s,
      'backends/b': /is used by the following entities:.*\/backends\/p/s,
      'loggers/azuremonitor': /is used by the following entities:.*\/diagnostics\/azuremonitor/s,
    };
    for (const [path, words] of Object.entries(used)) {
      const reply = await client.ask('DELETE', path);
      assert.equal(reply.status, 400, path);
      assert.match(reply.text, words);
    }
    arm.switches.deletesInUse = 'accepted';
    for (const path of Object.keys(used)) assert.equal((await client.ask('DELETE', path)).status, 200, path);
  });

  it('deletes of what a service is born with', async () => {
    const delete_ = (path: string): Promise<Reply> => client.ask('DELETE', path);
    for (const path of ['groups/administrators', 'subscriptions/master', 'users/1', 'contentTypes/page'])
      assert.equal((await delete_(path)).status, 400, path);
    for (const path of [
      'portalsettings/signin',
      'portalconfigs/default',
      'notifications/BCC',
      'tenant/access',
    ])
      assert.equal((await delete_(path)).status, 405, path);
  });

  it('writes without If-Match where it is required, and reads of associations', async () => {
    for (const path of ['portalconfigs/default', 'tenant/access']) {
      assert.equal((await client.put(path, { enabled: true })).status, 400, path);
      const reply = await client.ask('PUT', path, { properties: { enabled: true } }, { 'if-match': '*' });
      assert.equal(reply.status, 200, path);
    }
    await client.put('groups/g', { displayName: 'G' });
    await client.put('gateways/gw', { locationData: { name: 'here' } });
    await client.put('apis/a', { displayName: 'A', path: 'a' });
    // The built-in gateway serves every new API (facts 1.18).
    assert.equal((await client.ask('PUT', 'gateways/managed/apis/a', {})).status, 409, 'already there');
    await client.ask('DELETE', 'gateways/managed/apis/a');
    const links = ['groups/g/users/1', 'gateways/gw/apis/a', 'gateways/managed/apis/a'];
    for (const path of [...links, 'notifications/BCC/recipientEmails/a@example.com']) {
      assert.equal((await client.ask('PUT', path, {})).status, 201, path);
      assert.equal((await client.ask('GET', path)).status, 405, path);
      assert.equal((await client.ask('HEAD', path)).status, 204, path);
    }
    assert.equal((await client.ask('PUT', 'groups/administrators/users/1')).status, 409, 'already there');
    assert.equal((await client.ask('PUT', 'groups/developers/users/1')).status, 405);
  });

  it('writes below what is not there, as 404 or as 400', async () => {
    const write = (): Promise<Reply> =>
      client.ask('PUT', 'products/none/policies/policy', { properties: {} });
    assert.equal((await write()).status, 404);
    client.emulators.arm.switches.missingParent = 'identifierNotFound';
    const reply = await write();
    assert.equal(reply.status, 400);
    assert.match(reply.text, /Entity with specified identifier not found/);
  });

  it('more subscriptions of a user than a product allows', async () => {
    await client.put('products/p', { displayName: 'P', subscriptionsLimit: 2 });
    const body = { displayName: 'S', scope: '/products/p', ownerId: '/users/1' };
    assert.equal((await client.put('subscriptions/a', body)).status, 201);
    assert.match(
      (await client.put('subscriptions/b', body)).text,
      /Subscriptions limit reached for same user/,
    );
    assert.equal((await client.put('subscriptions/a', body)).status, 200);
  });
});
