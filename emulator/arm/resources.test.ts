import assert from 'node:assert/strict';
import { type JsonObject, objectsOf, textOf } from './json.ts';
import { type Reply, TestClient } from './test-client.ts';

describe('Resources of an emulated service', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.stop());

  const tag = (displayName: string): { properties: JsonObject } => ({ properties: { displayName } });

  it('are created, replaced and found again in the casing of their creation', async () => {
    assert.equal((await client.ask('PUT', 'tags/Blue', tag('Blue'))).status, 201);
    assert.equal((await client.ask('PUT', 'TAGS/blue', tag('Bluish'))).status, 200);
    const { json, status } = await client.ask('GET', 'Tags/BLUE');
    assert.equal(status, 200);
    assert.equal(json['id'], `${client.instance.resourceId}/tags/Blue`);
    assert.equal(json['type'], 'Microsoft.ApiManagement/service/tags');
    assert.deepEqual(json['properties'], { displayName: 'Bluish' });
  });

  it('are deleted once', async () => {
    await client.ask('PUT', 'tags/t', tag('T'));
    assert.equal((await client.ask('DELETE', 'tags/t')).status, 200);
    assert.equal((await client.ask('DELETE', 'tags/t')).status, 204);
    const { json, status } = await client.ask('GET', 'tags/t');
    assert.equal(status, 404);
    assert.deepEqual(json['error'], { code: 'ResourceNotFound', message: 'Tag not found.', details: null });
  });

  it('need properties, and those that are required', async () => {
    const bare = await client.ask('PUT', 'tags/t', { displayName: 'T' });
    assert.equal(bare.status, 400);
    assert.match(bare.text, /Contract should have 'properties' specified/);
    const empty = await client.ask('PUT', 'tags/t', { properties: {} });
    assert.equal(empty.status, 400);
    assert.match(empty.text, /"target":"name"/);
    const broken = await client.ask('PUT', 'tags/t', '{');
    assert.match(broken.text, /InvalidRequestContent/);
  });

  it('are replaced as a whole by PUT and merged by PATCH', async () => {
    const group = { displayName: 'G', description: 'about' };
    await client.ask('PUT', 'groups/g', { properties: group });
    await client.ask('PATCH', 'groups/g', { properties: { displayName: 'H' } });
    assert.equal(propertiesOf(await client.ask('GET', 'groups/g'))['description'], 'about');
    await client.ask('PUT', 'groups/g', { properties: { displayName: 'H' } });
    assert.equal(propertiesOf(await client.ask('GET', 'groups/g'))['description'], undefined);
    assert.equal((await client.ask('PATCH', 'groups/none', { properties: group })).status, 404);
  });

  it('obey If-Match, and do without it unless told otherwise', async () => {
    await client.ask('PUT', 'tags/t', tag('T'));
    const etag = String((await client.ask('HEAD', 'tags/t')).headers['etag']);
    assert.equal((await client.ask('PUT', 'tags/t', tag('U'), { 'if-match': etag })).status, 200);
    const late = await client.ask('PUT', 'tags/t', tag('V'), { 'if-match': etag });
    assert.equal(late.status, 412);
    assert.match(late.text, /PreconditionFailed/);
    assert.equal((await client.ask('DELETE', 'tags/t', undefined, { 'if-match': etag })).status, 412);
    assert.equal((await client.ask('PUT', 'tags/t', tag('W'), { 'if-match': '*' })).status, 200);
    client.emulators.arm.switches.missingIfMatch = 'refused';
    assert.equal((await client.ask('PUT', 'tags/t', tag('X'))).status, 400);
  });

  it('come in pages of a hundred, with an absolute link to the next', async () => {
    for (let number = 0; number < 205; number += 1)
      await client.instance.put(`tags/t${number}`, tag(`T${number}`));
    const first = await client.ask('GET', 'tags');
    assert.equal(first.json['count'], 205);
    const sizes = [objectsOf(first.json, 'value').length];
    let link = textOf(first.json, 'nextLink');
    while (link !== undefined) {
      assert.ok(link.startsWith(`${client.emulators.arm.origin}/subscriptions/`));
      const page = await client.fetch('GET', link, undefined, { authorization: `Bearer ${client.token}` });
      sizes.push(objectsOf(page.json, 'value').length);
      link = textOf(page.json, 'nextLink');
    }
    assert.deepEqual(sizes, [100, 100, 5]);
    client.emulators.arm.switches.lastPage = 'empty';
    assert.equal((await client.ask('GET', 'groups')).json['nextLink'], '');
  });

  it('are not found below a parent that is not there', async () => {
    const reply = await client.ask('GET', 'apis/none/operations');
    assert.equal(reply.status, 404);
    assert.match(reply.text, /Api not found/);
    assert.equal((await client.ask('PUT', 'products/none/tags/t')).status, 404);
  });

  it('are linked: 405, 204 and 409 where links are, bare 404 where not', async () => {
    await client.put('products/p', { displayName: 'P' });
    await client.put('apis/a', { displayName: 'A', path: 'a' });
    const link = 'products/p/apis/a';
    assert.equal((await client.ask('HEAD', link)).status, 404);
    const created = await client.ask('PUT', link);
    assert.equal(created.status, 201);
    assert.equal(propertiesOf(created)['displayName'], 'A');
    assert.equal((await client.ask('HEAD', link)).status, 204);
    assert.equal((await client.ask('GET', link)).status, 405);
    const again = await client.ask('PUT', link);
    assert.equal(again.status, 409);
    assert.match(again.text, /Link already exists between specified/);
    client.emulators.arm.switches.repeatedLink = 'ok';
    assert.equal((await client.ask('PUT', link)).status, 200);
    const missing = await client.ask('PUT', 'products/p/apis/none');
    assert.equal(missing.status, 400);
    assert.match(missing.text, /API not found/);
    assert.equal(objectsOf((await client.ask('GET', 'apis/a/products')).json, 'value').length, 1);
    assert.equal((await client.ask('DELETE', link)).status, 200);
    assert.equal((await client.ask('DELETE', link)).status, 204);
  });

  it('carry tags that can be read, and lose them with the tag', async () => {
    await client.put('products/p', { displayName: 'P' });
    await client.put('tags/t', { displayName: 'T' });
    assert.equal((await client.ask('PUT', 'products/p/tags/t')).status, 201);
    assert.equal((await client.ask('PUT', 'products/p/tags/t')).status, 200);
    assert.equal(propertiesOf(await client.ask('GET', 'products/p/tags/t'))['displayName'], 'T');
    await client.ask('DELETE', 'tags/t');
    assert.deepEqual((await client.ask('GET', 'products/p/tags')).json['value'], []);
  });
});

function propertiesOf({ json }: Reply): JsonObject {
  return json['properties'] as JsonObject;
}
