import assert from 'node:assert/strict';
import { codesOf, namesAt, propertiesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyOf } from './files.ts';

const product = (properties: object): Files => ({
  'products/gold/productInformation.json': information({ displayName: 'Gold', ...properties }),
});
const shop = {
  ...api('shop'),
  'apis/shop/policy.xml': policyOf('x-checked'),
  'apis/shop/operations/get-first/policy.xml': policyOf('x-first'),
  ...product({ state: 'published' }),
  'products/gold/policy.xml': policyOf('x-gold'),
  'products/gold/apis/shop/productApiInformation.json': '{}',
};

describe('An API that a product opens to callers', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let story: ToldStory;
  beforeEach(async () => {
    story = await tellStory(world);
  });

  it('is opened after the policies of both', async () => {
    assert.deepEqual(codesOf(await story.publish(shop)), []);
    assert.equal(story.writes().at(-1), 'PUT products/gold/apis/shop');
  });

  for (const policy of ['apis/shop', 'apis/shop/operations/get-first', 'products/gold'])
    it(`stays closed where the policy of ${policy} is refused, until that is written`, async () => {
      const path = new RegExp(`/${policy}/policies/policy$`);
      world.arm.faults.push({
        method: 'PUT',
        path,
        answer: refusal(400, 'ValidationError', 'No such thing.'),
      });
      assert.deepEqual(codesOf(await story.publish(shop)), ['AZURE_REFUSED', 'NOT_ATTEMPTED']);
      assert.deepEqual(await namesAt(story.instance, 'products/gold/apis'), []);
      world.arm.faults.splice(0);
      assert.deepEqual(codesOf(await story.publish(shop)), []);
      assert.deepEqual(await namesAt(story.instance, 'products/gold/apis'), ['shop']);
    });

  it('asks for no key any more after its policy is there, and not at all where that is refused', async () => {
    const unchanged = { 'tags/other/tagInformation.json': information({ displayName: 'Other' }) };
    const closed = { ...api('shop'), ...product({ state: 'published' }), ...unchanged };
    const path = /\/policies\/policy$/;
    const open = {
      ...unchanged,
      ...api('shop', { subscriptionRequired: false }),
      ...product({ state: 'published', subscriptionRequired: false }),
      'apis/shop/policy.xml': policyOf('x-checked'),
      'products/gold/policy.xml': policyOf('x-gold'),
    };
    assert.deepEqual(codesOf(await story.publish(closed)), []);
    world.arm.faults.push({ method: 'PUT', path, answer: refusal(400, 'ValidationError', 'No such thing.') });
    const codes = ['AZURE_REFUSED', 'AZURE_REFUSED', 'NOT_ATTEMPTED', 'NOT_ATTEMPTED'];
    assert.deepEqual(codesOf(await story.publish(open)), codes);
    for (const name of ['apis/shop', 'products/gold'])
      assert.equal((await propertiesAt(story.instance, name))['subscriptionRequired'], true, name);
    world.arm.faults.splice(0);
    assert.deepEqual(codesOf(await story.publish(open)), []);
    const order = story.writes().filter((one) => one.includes('shop'));
    assert.deepEqual(order, ['PUT apis/shop/policies/policy', 'PUT apis/shop']);
  });

  it('asks for a key until its policies are there, though it is new and shall ask for none', async () => {
    const open = {
      ...api('shop', { subscriptionRequired: false }),
      'apis/shop/policy.xml': policyOf('x-checked'),
      'apis/shop/operations/get-first/policy.xml': policyOf('x-first'),
    };
    const asksForKey = async () => (await propertiesAt(story.instance, 'apis/shop'))['subscriptionRequired'];
    const path = /\/get-first\/policies\/policy$/;
    world.arm.faults.push({ method: 'PUT', path, answer: refusal(400, 'ValidationError', 'No such thing.') });
    const first = await story.publish(open);
    assert.deepEqual(codesOf(first), ['AZURE_REFUSED', 'NOT_ATTEMPTED']);
    assert.match(first.errors[1]?.message ?? '', /was not published, so it stays closed to callers\.$/);
    assert.match(
      story.log.join('\n'),
      /does what is left: create API shop, create operation policy shop\/get-first\./,
    );
    assert.equal(first.created, 1);
    assert.equal(await asksForKey(), true);
    world.arm.faults.splice(0);
    assert.deepEqual(codesOf(await story.publish(open)), []);
    assert.equal(await asksForKey(), false);
    await story.instance.delete('apis/shop');
    assert.deepEqual(codesOf(await story.publish(open, { scope: 'all' })), []);
    const own = story.writes().filter((one) => one.includes('shop'));
    assert.deepEqual([own.length, own[0], own.at(-1)], [4, 'PUT apis/shop', 'PUT apis/shop']);
    assert.equal(await asksForKey(), false);
    await story.publish(open, { scope: 'all' });
    assert.deepEqual(story.writes(), []);
  });

  it('is closed before the policies of both go, which stay where it cannot be', async () => {
    assert.deepEqual(codesOf(await story.publish(shop)), []);
    const rest = { ...api('shop'), ...product({ state: 'published' }) };
    const link = 'products/gold/apis/shop';
    const path = new RegExp(`/${link}$`);
    world.arm.faults.push({ method: 'DELETE', path, answer: refusal(400, 'ValidationError', 'No.') });
    const held = ['NOT_ATTEMPTED', 'NOT_ATTEMPTED', 'NOT_ATTEMPTED'];
    assert.deepEqual(codesOf(await story.publish(rest)), ['AZURE_REFUSED', ...held]);
    assert.deepEqual(story.writes(), [`DELETE ${link}`]);
    world.arm.faults.splice(0);
    assert.deepEqual(codesOf(await story.publish(rest)), []);
    assert.deepEqual([story.writes().length, story.writes()[0]], [4, `DELETE ${link}`]);
  });
});
