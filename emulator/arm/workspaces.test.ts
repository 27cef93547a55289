import assert from 'node:assert/strict';
import { objectOf, objectsOf, textOf } from './json.ts';
import { TestClient } from './test-client.ts';

describe('Workspaces, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({}, 'Premium');
    assert.equal((await client.put('workspaces/Team', { displayName: 'Team' })).status, 201);
  });
  afterEach(() => client.stop());

  const path = 'workspaces/team';
  const document = JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Imported', version: '1' },
    paths: { '/a': { get: { tags: ['Blue'], operationId: 'a', responses: { 200: { description: 'ok' } } } } },
  });

  it('hold the same kinds under their own path, in the casing of creation', async () => {
    assert.equal((await client.put(`${path}/apis/Pets`, { displayName: 'Pets', path: 'pets' })).status, 201);
    const { json } = await client.ask('GET', 'WORKSPACES/TEAM/APIS/pets');
    assert.equal(json['id'], `${client.instance.resourceId}/workspaces/Team/apis/Pets`);
    assert.equal(json['type'], 'Microsoft.ApiManagement/service/workspaces/apis');
    assert.equal(json['name'], 'Pets');
    assert.equal((await client.ask('GET', 'apis/pets')).status, 404);
    assert.equal((await client.ask('GET', `${path}/apis/pets;rev=1`)).status, 200);
    const revisions = objectsOf((await client.ask('GET', `${path}/apis/pets/revisions`)).json, 'value');
    assert.equal(revisions.length, 1);
  });

  it('share neither names nor paths with the service or each other', async () => {
    await client.put('workspaces/other', { displayName: 'Other' });
    for (const scope of ['', `${path}/`, 'workspaces/other/']) {
      assert.equal((await client.put(`${scope}apis/a`, { displayName: 'A', path: 'a' })).status, 201);
      assert.equal((await client.put(`${scope}tags/t`, { displayName: 'T' })).status, 201);
      const value = { displayName: 'n', value: 'v' };
      assert.equal((await client.put(`${scope}namedValues/n`, value)).status, 201);
    }
    assert.equal((await client.put(`${path}/tags/u`, { displayName: 'T' })).status, 400);
    assert.equal((await client.put(`${path}/apis/b`, { displayName: 'B', path: 'a' })).status, 400);
  });

  it('look for what a policy names in themselves only', async () => {
    const value = '<policies><inbound><include-fragment fragment-id="f" /></inbound></policies>';
    const fragment = { value: '<fragment></fragment>', format: 'rawxml' };
    await client.put('policyFragments/f', fragment);
    assert.equal((await client.put('policies/policy', { value, format: 'rawxml' })).status, 200);
    const early = await client.put(`${path}/policies/policy`, { value, format: 'rawxml' });
    assert.match(early.text, /Policy fragment with id 'f' could not be found/);
    await client.put(`${path}/policyFragments/f`, fragment);
    assert.equal((await client.put(`${path}/policies/policy`, { value, format: 'rawxml' })).status, 201);
    const used = await client.ask('DELETE', `${path}/policyFragments/f`);
    assert.match(used.text, /workspaces\/Team\/policies\/policy/);
    await client.ask('DELETE', `${path}/policies/policy`);
    assert.equal((await client.ask('GET', `${path}/policies/policy`)).status, 404);
    assert.equal((await client.ask('DELETE', `${path}/policyFragments/f`)).status, 200);
  });

  it('delete an API at once, where the service takes its time', async () => {
    await client.put('apis/a', { displayName: 'A', path: 'a' });
    await client.put(`${path}/apis/a`, { displayName: 'A', path: 'a' });
    assert.equal((await client.ask('DELETE', 'apis/a?deleteRevisions=true')).status, 202);
    assert.equal((await client.ask('DELETE', `${path}/apis/a?deleteRevisions=true`)).status, 200);
    assert.equal((await client.ask('DELETE', `${path}/apis/a?deleteRevisions=true`)).status, 204);
  });

  it('have no assignments of tags: an import makes links, and the path answers 500', async () => {
    const imported = await client.put(`${path}/apis/a`, {
      path: 'a',
      format: 'openapi+json',
      value: document,
    });
    assert.equal(imported.status, 201);
    const [tag] = objectsOf((await client.ask('GET', `${path}/tags`)).json, 'value');
    assert.equal(textOf(objectOf(tag ?? {}, 'properties') ?? {}, 'displayName'), 'Blue');
    assert.deepEqual(objectsOf((await client.ask('GET', 'tags')).json, 'value'), []);
    assert.equal((await client.ask('GET', `${path}/apis/a/tags`)).status, 500);
    const links = objectsOf((await client.ask('GET', `${path}/tags/blue/operationLinks`)).json, 'value');
    assert.match(JSON.stringify(links), /workspaces\/Team\/apis\/a\/operations\/a/);
  });

  it('know nothing of the kinds that only a service has', async () => {
    for (const kind of ['gateways', 'users', 'caches', 'allPolicies', 'apis/a/tagDescriptions'])
      assert.equal((await client.ask('GET', `${path}/${kind}`)).status, 404, kind);
    assert.equal((await client.ask('GET', 'workspaces/none/apis')).status, 404);
  });

  it('may list nothing but names', async () => {
    await client.put(`${path}/tags/t`, { displayName: 'T' });
    await client.put('tags/t', { displayName: 'T' });
    client.emulators.arm.switches.workspaceLists = 'names';
    const listed = async (scope: string) =>
      objectsOf((await client.ask('GET', `${scope}tags`)).json, 'value').map(({ name, properties }) => [
        name,
        properties,
      ]);
    assert.deepEqual(await listed(`${path}/`), [['t', {}]]);
    assert.deepEqual(await listed(''), [['t', { displayName: 'T' }]]);
    const { json } = await client.ask('GET', `${path}/tags/t`);
    assert.deepEqual(json['properties'], { displayName: 'T' });
  });

  it('take all that they hold with them', async () => {
    await client.put(`${path}/apis/a`, { displayName: 'A', path: 'a' });
    await client.put(`${path}/tags/t`, { displayName: 'T' });
    assert.equal((await client.ask('DELETE', path)).status, 200);
    await client.put(path, { displayName: 'Again' });
    assert.deepEqual(objectsOf((await client.ask('GET', `${path}/apis`)).json, 'value'), []);
  });
});
