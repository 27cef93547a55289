import assert from 'node:assert/strict';
import { objectsOf, objectOf, textOf } from './json.ts';
import { TestClient } from './test-client.ts';

describe('Links, emulated', () => {
  let client: TestClient;
  let service: string;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none' }, 'Premium');
    service = client.instance.resourceId;
    await client.put('workspaces/w', { displayName: 'W' });
    for (const scope of ['', 'workspaces/w/']) {
      await client.put(`${scope}apis/a`, { displayName: 'A', path: 'a' });
      await client.put(`${scope}products/p`, { displayName: 'P' });
      await client.put(`${scope}tags/t`, { displayName: 'T' });
    }
  });
  afterEach(() => client.stop());

  const targetsOf = async (path: string, property: string): Promise<(string | undefined)[]> =>
    objectsOf((await client.ask('GET', path)).json, 'value').map((item) =>
      textOf(objectOf(item, 'properties') ?? {}, property),
    );

  it('and associations of a service are two views of one relation', async () => {
    await client.ask('PUT', 'products/p/apis/a');
    assert.deepEqual(await targetsOf('products/p/apiLinks', 'apiId'), [`${service}/apis/a`]);
    const [link] = objectsOf((await client.ask('GET', 'products/p/apiLinks')).json, 'value');
    assert.match(textOf(link ?? {}, 'name') ?? '', /^[0-9a-f]{24}$/);
    client.emulators.arm.switches.associationLinkNames = 'target';
    assert.equal((await client.ask('DELETE', 'products/p/apiLinks/a')).status, 200);
    assert.equal((await client.ask('HEAD', 'products/p/apis/a')).status, 404);

    await client.put('tags/t/apiLinks/mine', { apiId: `${service}/apis/a` });
    assert.equal((await client.ask('GET', 'apis/a/tags/t')).status, 200);
    await client.ask('DELETE', 'apis/a/tags/t');
    assert.equal((await client.ask('GET', 'tags/t/apiLinks/mine')).status, 404);
  });

  it('exist once for each target, whatever they are called', async () => {
    for (const scope of ['', 'workspaces/w/']) {
      const apiId = `${service}/${scope}apis/a`;
      assert.equal((await client.put(`${scope}products/p/apiLinks/one`, { apiId })).status, 201);
      const second = await client.put(`${scope}products/p/apiLinks/two`, { apiId });
      assert.equal(second.status, 409);
      assert.match(second.text, /Link already exists between specified Product and API/);
      assert.deepEqual(await targetsOf(`${scope}products/p/apiLinks`, 'apiId'), [apiId]);
    }
  });

  it('take ids in any case, and refuse what is not there or not here', async () => {
    const shouted = `${service}/apis/A`.toUpperCase();
    assert.equal((await client.put('products/p/apiLinks/l', { apiId: shouted })).status, 201);
    assert.deepEqual(await targetsOf('products/p/apiLinks', 'apiId'), [`${service}/apis/a`]);
    assert.match((await client.put('products/p/apiLinks/m', { apiId: '/apis/none' })).text, /API not found/);
    const elsewhere = service.replace('contoso', 'fabrikam');
    const foreign = await client.put('products/p/apiLinks/m', { apiId: `${elsewhere}/apis/a` });
    assert.equal(foreign.status, 403);
    assert.match(foreign.text, /LinkedAuthorizationFailed/);
    assert.equal((await client.put('products/p/apiLinks/m', {})).status, 400);
  });

  it('of a workspace need full ids, and may mean groups of the service', async () => {
    const path = 'workspaces/w/products/p';
    assert.equal((await client.put(`${path}/apiLinks/l`, { apiId: '/workspaces/w/apis/a' })).status, 400);
    client.emulators.arm.switches.workspaceLinkIds = 'any';
    assert.equal((await client.put(`${path}/apiLinks/l`, { apiId: '/workspaces/w/apis/a' })).status, 201);
    const groupId = `${service}/groups/administrators`;
    assert.equal((await client.put(`${path}/groupLinks/l`, { groupId })).status, 201);
    assert.deepEqual(await targetsOf(`${path}/groupLinks`, 'groupId'), [groupId]);
    const ofService = await client.put(`${path}/apiLinks/m`, { apiId: `${service}/apis/a` });
    assert.equal(ofService.status, 400, 'an API of the service');
    for (const association of ['apis/a', 'groups/administrators'])
      assert.equal((await client.ask('PUT', `${path}/${association}`)).status, 404);
  });

  it('have names of their own that are not too long', async () => {
    const path = 'workspaces/w/products/p/apiLinks';
    const apiId = `${service}/workspaces/w/apis/a`;
    for (const name of ['l'.repeat(81), 'a:b'])
      assert.match((await client.put(`${path}/${name}`, { apiId })).text, /is not valid for/);
    assert.equal((await client.put(`${path}/${'l'.repeat(80)}`, { apiId })).status, 201);
  });

  it('vanish with what they point to', async () => {
    for (const scope of ['', 'workspaces/w/']) {
      await client.put(`${scope}tags/t/apiLinks/l`, { apiId: `${service}/${scope}apis/a` });
      await client.put(`${scope}tags/t/productLinks/l`, { productId: `${service}/${scope}products/p` });
      await client.ask('DELETE', `${scope}apis/a?deleteRevisions=true`);
      await client.ask('DELETE', `${scope}products/p?deleteSubscriptions=true`);
      assert.deepEqual(await targetsOf(`${scope}tags/t/apiLinks`, 'apiId'), []);
      assert.deepEqual(await targetsOf(`${scope}tags/t/productLinks`, 'productId'), []);
    }
  });

  it('hold an API in one open product at most, too', async () => {
    for (const scope of ['', 'workspaces/w/']) {
      const apiId = `${service}/${scope}apis/a`;
      for (const name of ['x', 'y'])
        await client.put(`${scope}products/${name}`, { displayName: name, subscriptionRequired: false });
      assert.equal((await client.put(`${scope}products/x/apiLinks/l`, { apiId })).status, 201);
      assert.match(
        (await client.put(`${scope}products/y/apiLinks/l`, { apiId })).text,
        /more than one open products/,
      );
    }
  });

  it('are compared by target: a dump tells no names', async () => {
    const dump = async (name: string): Promise<unknown> => {
      for (const scope of ['', 'workspaces/w/'])
        await client.put(`${scope}products/p/apiLinks/${name}`, { apiId: `${service}/${scope}apis/a` });
      const text = JSON.stringify(client.instance.dump());
      for (const scope of ['', 'workspaces/w/'])
        await client.ask('DELETE', `${scope}products/p/apiLinks/${name}`);
      return text;
    };
    assert.equal(await dump('0123456789abcdef01234567'), await dump('by-hand'));
  });
});
