import assert from 'node:assert/strict';
import { isObject, type JsonObject, objectsOf, textOf } from './json.ts';
import { TestClient } from './test-client.ts';

/** What facts 1.0, 1.1 and 1.2 say of each kind that is created and deleted like any other. */
interface Row {
  readonly path: string;
  readonly body: JsonObject;
  /** GET H P M D L of facts 1.1, where something is missing. */
  readonly without?: readonly ('HEAD' | 'PATCH' | 'If-Match')[];
  readonly inWorkspaces?: boolean;
}

const group = { displayName: 'G' };
const url = 'https://login.example.com';
const onlyService = { inWorkspaces: false } as const;
const noPatch = { without: ['PATCH'] } as const;
const credentialManager = { without: ['HEAD', 'PATCH'], ...onlyService } as const;
const link = { without: ['HEAD', 'PATCH', 'If-Match'] } as const;
const policy = { value: '<policies><inbound /></policies>' };

const rows: readonly Row[] = [
  { path: 'namedValues/New', body: { displayName: 'new', value: 'v' } },
  { path: 'tags/New', body: { displayName: 'New' } },
  { path: 'backends/New', body: { url: 'https://a.example.com', protocol: 'http' } },
  { path: 'policyFragments/New', body: { value: '<fragment />' }, ...noPatch },
  { path: 'apiVersionSets/New', body: { displayName: 'New', versioningScheme: 'Segment' } },
  { path: 'apis/New', body: { displayName: 'New', path: 'new' } },
  { path: 'apis/pets/operations/New', body: { displayName: 'New', method: 'GET', urlTemplate: '/new' } },
  { path: 'apis/pets/policies/Policy', body: policy, ...noPatch },
  { path: 'apis/pets/schemas/New', body: { contentType: 'text/plain', document: { value: '' } }, ...noPatch },
  { path: 'apis/pets/diagnostics/ApplicationInsights', body: { loggerId: '/loggers/l' } },
  { path: 'apis/pets/tagDescriptions/T', body: { description: 'd' }, ...noPatch, ...onlyService },
  { path: 'apis/pets/wikis/Default', body: { documents: [] }, ...onlyService },
  { path: 'apis/graph/resolvers/New', body: { displayName: 'New', path: 'Query/pets' }, ...onlyService },
  {
    path: 'apis/pets/issues/New',
    body: { title: 't', description: 'd', userId: '/users/1' },
    ...onlyService,
  },
  {
    path: 'apis/pets/issues/i/comments/New',
    body: { text: 't', userId: '/users/1' },
    ...noPatch,
    ...onlyService,
  },
  {
    path: 'apis/pets/issues/i/attachments/New',
    body: { title: 't', contentFormat: 'link', content: url },
    ...noPatch,
    ...onlyService,
  },
  { path: 'products/New', body: { displayName: 'New' } },
  { path: 'products/p/policies/Policy', body: policy, ...noPatch },
  { path: 'products/p/wikis/Default', body: { documents: [] }, ...onlyService },
  { path: 'products/p/apiLinks/New', body: { apiId: '{S}/apis/pets' }, ...link },
  { path: 'products/p/groupLinks/New', body: { groupId: '{S}/groups/g' }, ...link },
  { path: 'tags/u/apiLinks/New', body: { apiId: '{S}/apis/pets' }, ...link },
  { path: 'tags/u/operationLinks/New', body: { operationId: '{S}/apis/pets/operations/list' }, ...link },
  { path: 'tags/u/productLinks/New', body: { productId: '{S}/products/p' }, ...link },
  { path: 'groups/New', body: group },
  { path: 'users/New', body: { email: 'a@example.com', firstName: 'A', lastName: 'B' }, ...onlyService },
  { path: 'subscriptions/New', body: { displayName: 'New', scope: '/products/p' } },
  { path: 'loggers/New', body: { loggerType: 'azureMonitor' } },
  { path: 'diagnostics/ApplicationInsights', body: { loggerId: '/loggers/l' } },
  { path: 'certificates/New', body: { data: 'AAAA', password: 'p' }, ...noPatch },
  {
    path: 'caches/westeurope',
    body: { connectionString: 'c', useFromLocation: 'westeurope' },
    ...onlyService,
  },
  { path: 'schemas/New', body: { schemaType: 'json', document: {} }, ...noPatch },
  { path: 'documentations/New', body: { title: 't', content: '# t' }, ...onlyService },
  { path: 'policyRestrictions/New', body: { scope: '/apis/pets', requireBase: 'true' }, ...onlyService },
  { path: 'gateways/New', body: { locationData: { name: 'here' } }, ...onlyService },
  {
    path: 'gateways/gw/hostnameConfigurations/New',
    body: { hostname: 'a.example.com', certificateId: '{S}/certificates/c' },
    ...noPatch,
    ...onlyService,
  },
  { path: 'gateways/gw/certificateAuthorities/C', body: { isTrusted: true }, ...noPatch, ...onlyService },
  {
    path: 'authorizationServers/New',
    body: {
      displayName: 'New',
      clientRegistrationEndpoint: url,
      authorizationEndpoint: url,
      grantTypes: ['implicit'],
      clientId: 'c',
    },
    ...onlyService,
  },
  {
    path: 'openidConnectProviders/New',
    body: { displayName: 'New', metadataEndpoint: url, clientId: 'c' },
    ...onlyService,
  },
  { path: 'identityProviders/Google', body: { clientId: 'c', clientSecret: 's' }, ...onlyService },
  {
    path: 'authorizationProviders/New',
    body: { displayName: 'New', identityProvider: 'github' },
    ...credentialManager,
  },
  {
    path: 'authorizationProviders/ap/authorizations/New',
    body: { authorizationType: 'OAuth2', oauth2grantType: 'AuthorizationCode' },
    ...credentialManager,
  },
  {
    path: 'authorizationProviders/ap/authorizations/a/accessPolicies/New',
    body: { objectId: 'o', tenantId: 't' },
    ...credentialManager,
  },
  { path: 'contentTypes/C-new', body: { name: 'New', schema: {} }, ...credentialManager },
  { path: 'contentTypes/page/contentItems/New', body: { en_us: {} }, ...noPatch, ...onlyService },
  { path: 'workspaces/New', body: { displayName: 'New' }, ...onlyService },
];

describe('Every kind, emulated', () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start({ longRunning: 'none' }, 'Premium');
    await client.put('workspaces/w', { displayName: 'W' });
    for (const scope of ['', 'workspaces/w/']) {
      await client.put(`${scope}apis/pets`, { displayName: 'Pets', path: 'pets' });
      const list = { displayName: 'List', method: 'GET', urlTemplate: '/' };
      await client.put(`${scope}apis/pets/operations/list`, list);
      await client.put(`${scope}products/p`, { displayName: 'P' });
      await client.put(`${scope}groups/g`, { displayName: 'Group' });
      await client.put(`${scope}tags/t`, { displayName: 'T' });
      await client.put(`${scope}tags/u`, { displayName: 'U' });
      await client.put(`${scope}loggers/l`, { loggerType: 'azureMonitor' });
    }
    await client.ask('PUT', 'apis/pets/tags/t');
    await client.put('apis/graph', {
      displayName: 'Graph',
      path: 'graph',
      type: 'graphql',
      apiType: 'graphql',
    });
    await client.put('apis/pets/issues/i', { title: 't', description: 'd', userId: '/users/1' });
    await client.put('gateways/gw', { locationData: { name: 'here' } });
    await client.put('certificates/c', { data: 'BBBB' });
    await client.put('authorizationProviders/ap', { displayName: 'AP', identityProvider: 'github' });
    const authorization = { authorizationType: 'OAuth2', oauth2grantType: 'AuthorizationCode' };
    await client.put('authorizationProviders/ap/authorizations/a', authorization);
  });
  after(() => client.stop());

  for (const row of rows) {
    const without = row.without ?? [];
    it(`${row.path} is created, replaced, found in any case, guarded by its ETag, and deleted once`, () =>
      lives('', row));
    if (row.inWorkspaces ?? true) it(`workspaces/w/${row.path} is too`, () => lives('workspaces/w/', row));
    else
      it(`workspaces/w/${row.path} is not there`, async () => {
        const reply = await client.ask('PUT', `workspaces/w/${row.path}`, { properties: row.body });
        assert.equal(reply.status, 404);
        assert.equal((await client.ask('GET', collectionOf(`workspaces/w/${row.path}`))).status, 404);
      });
    if (without.includes('PATCH'))
      it(`${row.path} takes no PATCH`, async () => {
        assert.equal((await client.ask('PATCH', row.path, { properties: {} })).status, 405);
      });
    it(`${row.path} has a collection that takes nothing but GET`, async () => {
      for (const method of ['PUT', 'DELETE'])
        assert.equal((await client.ask(method, collectionOf(row.path))).status, 405, method);
    });
  }

  async function lives(scope: string, { path, body, without = [] }: Row): Promise<void> {
    const properties = within(scope, body);
    const item = `${scope}${path}`;
    const collection = collectionOf(item);
    const before = await countOf(collection);
    assert.equal((await client.ask('PUT', item, {})).status, 400, 'a body without properties');
    const created = await client.ask('PUT', item, { properties });
    assert.equal(created.status, 201, created.text);
    assert.equal((await client.ask('PUT', item.toLowerCase(), { properties })).status, 200, 'replaced');

    const got = await client.ask('GET', other(item));
    assert.equal(got.status, 200, got.text);
    const name = path.split('/').at(-1) ?? '';
    assert.equal(got.json['name'], name, 'the casing of creation');
    assert.ok(textOf(got.json, 'id')?.endsWith(`/${name}`), got.text);
    assert.match(textOf(got.json, 'type') ?? '', /^Microsoft\.ApiManagement\/service\//);
    assert.equal(typeof got.headers['etag'], 'string');
    const head = await client.ask('HEAD', item);
    assert.equal(head.status, without.includes('HEAD') ? 405 : 200, 'HEAD');
    assert.equal(await countOf(collection), before + 1, 'the list');

    if (!without.includes('If-Match')) {
      const late = { 'if-match': '"AAAA"' };
      assert.equal((await client.ask('PUT', item, { properties }, late)).status, 412, 'PUT with an old ETag');
      assert.equal((await client.ask('DELETE', item, undefined, late)).status, 412, 'DELETE with one');
    }
    if (!without.includes('PATCH')) {
      const patched = await client.ask('PATCH', item, { properties: {} });
      assert.equal(patched.status, 200, patched.text);
    }
    const flags = '?deleteSubscriptions=true&deleteRevisions=true&force=true';
    assert.equal((await client.ask('DELETE', other(item) + flags)).status, 200);
    assert.equal((await client.ask('DELETE', item)).status, 204);
    const gone = await client.ask('GET', item);
    assert.equal(gone.status, path.includes('/wikis/') ? 500 : 404, gone.text);
    assert.equal(await countOf(collection), before);
  }

  async function countOf(collection: string): Promise<number> {
    const { json, status, text } = await client.ask('GET', collection);
    assert.equal(status, 200, text);
    assert.equal(json['count'], objectsOf(json, 'value').length);
    return objectsOf(json, 'value').length;
  }

  /** {S} is the service, or the workspace. */
  function within(scope: string, body: JsonObject): JsonObject {
    const prefix = `${client.instance.resourceId}/${scope}`.replace(/\/$/, '');
    const copy: unknown = JSON.parse(JSON.stringify(body).replaceAll('{S}', prefix));
    return isObject(copy) ? copy : {};
  }
});

function collectionOf(path: string): string {
  return path.replace(/\/[^/]+$/, '');
}

/** The same in another case. */
function other(path: string): string {
  return path.toUpperCase();
}
