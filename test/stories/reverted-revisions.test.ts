import assert from 'node:assert/strict';
import { codesOf, namesAt, propertiesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyOf } from './files.ts';

const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };
const first = api('shop', { ...shop, apiRevision: '1' });
const repaired = { ...api('shop;rev=1', shop), ...api('shop', { ...shop, apiRevision: '2' }) };
const broken = {
  ...repaired,
  'apis/shop/policy.xml': policyOf('x-checked'),
  'apis/shop/operations/get-first/policy.xml': policyOf('x-broken'),
};
const tag = { 'tags/a/tagInformation.json': information({ displayName: 'a' }) };

describe('A revision whose commit is reverted', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let story: ToldStory;
  const currentOf = async () => (await propertiesAt(story.instance, 'apis/shop'))['apiRevision'];
  const writes = () => story.writes().map((one) => one.replace(/-\d{14}$/, ''));
  const green = async (...args: Parameters<ToldStory['publish']>) => {
    assert.deepEqual(codesOf(await story.publish(...args)), [], story.log.join('\n'));
  };

  it('stays, is told each time, and loses what is not in its files when it comes back', async () => {
    const scope = 'changes';
    story = await tellStory(world);
    for (const files of [first, broken, first]) await green(files, { scope });
    assert.equal(await currentOf(), '1');
    for (const files of [first, { ...first, ...tag }]) {
      await green(files, { scope });
      assert.ok(
        story.log.some((line) => /^Not deleted, .*: API shop;rev=2\./.test(line)),
        story.log.join('\n'),
      );
    }
    // Not of this repository: nobody takes it away.
    await story.instance.put('apis/shop;rev=2/operations/get-second/policies/policy', {
      properties: { format: 'rawxml', value: policyOf('x-of-somebody') },
    });
    await green({ ...repaired, ...tag }, { scope });
    assert.deepEqual(writes(), [
      'DELETE apis/shop;rev=2/policies/policy',
      'DELETE apis/shop;rev=2/operations/get-first/policies/policy',
      'PUT apis/shop/releases/published-rev-2',
    ]);
    assert.equal(await currentOf(), '2');
    assert.deepEqual(await namesAt(story.instance, 'apis/shop/operations/get-second/policies'), ['policy']);
    await green({ ...repaired, ...tag }, { scope });
    assert.deepEqual([writes(), story.log.filter((line) => line.startsWith('Not deleted'))], [[], []]);
  });

  it('goes when its files come back and are taken away again', async () => {
    story = await tellStory(world);
    for (const files of [first, repaired, first]) await green(files);
    const both = { ...first, ...api('shop;rev=2', shop) };
    for (const files of [both, first]) await green(files);
    assert.deepEqual(writes(), ['DELETE apis/shop;rev=2']);
  });
});
