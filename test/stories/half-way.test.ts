import assert from 'node:assert/strict';
import { refusal } from '../../emulator/arm/faults.ts';
import { acceptedButNotStored } from '../services/world-lies.ts';
import { codesOf, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyUsing } from './files.ts';

const backend = (url: string) => information({ url, protocol: 'http' });
const old = {
  ...api('shop'),
  'backends/old/backendInformation.json': backend('https://old'),
  'apis/shop/policy.xml': policyUsing('old'),
};
const { 'backends/old/backendInformation.json': _, ...withoutOld } = old;
const wanted = {
  ...withoutOld,
  'backends/new/backendInformation.json': backend('https://new'),
  'apis/shop/policy.xml': policyUsing('new'),
  'tags/t/tagInformation.json': information({ displayName: 'T' }),
};

describe('A publication that fails half-way', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  for (const scope of ['all', 'changes'] as const)
    it(`says what is done, failed and not begun and what the next run does, which does that, with scope ${scope}`, async () => {
      const story = await tellStory(world);
      assert.deepEqual(codesOf(await story.publish(old, { scope })), []);
      world.arm.faults.push({
        ...{ method: 'PUT', path: /\/backends\/new$/ },
        answer: refusal(400, 'ValidationError', 'No such host.'),
      });
      const red = await story.publish(wanted, { scope });
      assert.deepEqual(codesOf(red), ['AZURE_REFUSED', 'NOT_ATTEMPTED', 'NOT_ATTEMPTED']);
      const log = story.log.join('\n');
      const policy = String.raw`API policy shop {2}\(policy: inbound: set-backend-service[^\n]*\)`;
      for (const line of [
        /^create {2}tag t$/,
        /^FAILED {2}create {2}backend new: Azure refused .*No such host/,
        new RegExp(`^NOT BEGUN update {2}${policy}: backend new was not published$`),
        /^NOT BEGUN delete {2}backend old: API policy shop, which may need it, was not published$/,
      ])
        assert.ok(
          story.log.some((one) => line.test(one)),
          `${String(line)}\n${log}`,
        );
      const halt =
        '1 done, 1 failed, 2 not begun. The next run compares all of them again, whatever is committed until then, ' +
        'and does what is left: update API policy shop, create backend new, delete backend old.';
      assert.ok(story.log.includes(halt), log);
      assert.ok(red.summary.includes(halt), red.summary);
      assert.match(red.headline, /^1 created, 0 updated, \d unchanged, 1 failed, 2 not begun$/);

      world.arm.faults.length = 0;
      assert.deepEqual(codesOf(await story.publish(wanted, { scope })), []);
      assert.deepEqual(story.writes(), [
        ...['PUT backends/new', 'PUT apis/shop/policies/policy', 'DELETE backends/old'],
      ]);
      assert.deepEqual(codesOf(await story.publish(wanted, { scope })), []);
      assert.deepEqual(story.writes(), []);
    });

  it('says what it means that the instance could not be told of it, before the writes and after them', async () => {
    const changed = { ...wanted, 'tags/u/tagInformation.json': information({ displayName: 'U' }) };
    const story = await tellStory(world);
    await story.publish(wanted);
    const answer = refusal(400, 'ValidationError', 'No.');
    world.arm.faults.push({ ...{ method: 'PUT', path: /apim-gitops-/, times: 1 }, answer });
    await assert.rejects(story.publish(changed), {
      code: 'AZURE_REFUSED',
      message:
        /^story-\d+ could not be told what is about to be published\. Nothing was written\. Azure refused .* No\./,
    });
    assert.deepEqual(story.writes(), []);
    world.arm.faults.splice(0, 1, { ...{ method: 'PUT', path: /apim-gitops-/, nth: 2 }, answer });
    const red = await story.publish(changed);
    assert.deepEqual([codesOf(red), story.writes()], [['AZURE_REFUSED'], ['PUT tags/u']]);
    assert.match(
      red.errors.map(({ message }) => message).join(),
      /could not be told that all is published\. The next run compares all of it again/,
    );
    assert.deepEqual(codesOf(await story.publish(changed, { scope: 'changes' })), []);
    assert.deepEqual(story.writes(), []);
  });

  it('says the same where Azure took what it did not store', async () => {
    const story = await tellStory(world);
    world.arm.faults.push(acceptedButNotStored('PUT', /\/tags\/t$/, 'always'));
    const red = await story.publish(wanted);
    assert.deepEqual(codesOf(red), ['READ_BACK_MISMATCH']);
    assert.match(red.summary, /\n4 done, 1 is not as written\. The next run compares all of them again/);
    world.arm.faults.length = 0;
    assert.deepEqual(codesOf(await story.publish(wanted, { scope: 'changes' })), []);
    assert.deepEqual(story.writes(), ['PUT tags/t']);
  });
});
