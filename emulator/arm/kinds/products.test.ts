import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { objectsOf } from '../json.ts';

describe('Products, emulated', () => {
  it('come with the administrators and a subscription of their own', async () => {
    const { emulated } = instanceForTests();
    await emulated.put('products/p', { properties: { displayName: 'P', subscriptionRequired: false } });
    const list = async (path: string): Promise<unknown[]> =>
      objectsOf({ ...(await emulated.get(path)) }, 'value');
    assert.match(JSON.stringify(await list('products/p/groups')), /"name":"administrators"/);
    const [subscription] = await list('products/p/subscriptions');
    assert.match(JSON.stringify(subscription), /"name":"[0-9a-f]{24}"/);
    assert.doesNotMatch(JSON.stringify(subscription), /primaryKey/);
    await emulated.put('products/p', { properties: { displayName: 'P' } });
    assert.equal((await list('products/p/subscriptions')).length, 1);
  });

  it('are unique by display name and keep their subscriptions from being lost', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('products/p', { properties: { displayName: 'P' } });
    await assert.rejects(
      emulated.put('products/q', { properties: { displayName: 'p' } }),
      /Product with the same name already exists/,
    );
    await assert.rejects(emulated.delete('products/p'), /400/);
    await emulated.delete('products/p?deleteSubscriptions=true');
    assert.deepEqual(
      instance.store.list('subscriptions').map(({ name }) => name),
      ['master'],
    );
  });

  it('hold an API in one open product at most', async () => {
    const { emulated } = instanceForTests();
    await emulated.put('apis/a', { properties: { displayName: 'A', path: 'a' } });
    for (const name of ['open', 'other'])
      await emulated.put(`products/${name}`, {
        properties: { displayName: name, subscriptionRequired: false },
      });
    await emulated.put('products/closed', { properties: { displayName: 'closed' } });
    await emulated.put('products/open/apis/a', {});
    await emulated.put('products/closed/apis/a', {});
    await assert.rejects(emulated.put('products/other/apis/a', {}), /more than one open products/);
  });

  it('know approval and limits only where a subscription is required', async () => {
    const { emulated } = instanceForTests();
    const properties = { displayName: 'P', subscriptionRequired: false, approvalRequired: true };
    await assert.rejects(emulated.put('products/p', { properties }), /approvalRequired/);
  });
});

describe('Backends, emulated', () => {
  it('form pools of what there is, named in full', async () => {
    const { emulated, instance } = instanceForTests();
    const pool = (id: string): object => ({ properties: { type: 'Pool', pool: { services: [{ id }] } } });
    await assert.rejects(emulated.put('backends/p', pool('/backends/a')), /Backend Entity 'a' not found/);
    await emulated.put('backends/a', { properties: { url: 'https://a', protocol: 'http' } });
    await emulated.put('backends/p', pool('/backends/a'));
    assert.match(
      JSON.stringify(await emulated.get('backends/p')),
      new RegExp(`${instance.resourceId}/backends/a`),
    );
    await assert.rejects(emulated.delete('backends/a'), /400/);
  });

  it('need the named values of their credentials', async () => {
    const { emulated } = instanceForTests();
    const credentials = { header: { key: ['{{none}}'] } };
    const properties = { url: 'https://a', protocol: 'http', credentials };
    await assert.rejects(emulated.put('backends/a', { properties }), /Property 'none' not found/);
  });
});

describe('Groups, emulated', () => {
  it('are born three and cannot lose these', async () => {
    const { emulated } = instanceForTests();
    assert.equal(objectsOf({ ...(await emulated.get('groups')) }, 'value').length, 3);
    await assert.rejects(emulated.delete('groups/guests'), /System group cannot be deleted/);
  });
});
