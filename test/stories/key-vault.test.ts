import assert from 'node:assert/strict';
import { refusal } from '../../emulator/arm/faults.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { codesOf, namesAt, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { information } from './files.ts';

const clientId = '9d1f4b3c-0000-4000-8000-000000000001';
const secretIdentifier = 'https://shop-vault.vault.azure.net/secrets/partner-key';
const key = (identityClientId?: string, identifier = secretIdentifier) => ({
  'named values/key/namedValueInformation.json': information({
    ...{ displayName: 'key', secret: true },
    keyVault: {
      secretIdentifier: identifier,
      ...(identityClientId === undefined ? {} : { identityClientId }),
    },
  }),
  'tags/other/tagInformation.json': information({ displayName: 'Other' }),
});
const unreadable = { code: 'AccessDenied', message: 'Access denied to first party service' };

describe('A secret in Key Vault that the instance cannot read (story 25)', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true });

  /** What Azure says of the identities of an instance. */
  const withIdentity = (identity: object): Fault => ({
    method: 'GET',
    path: /\/service\/[^/]+$/,
    answer: (truth) => ({ ...truth, body: { ...(truth.body as object), identity } }),
  });
  const assigned = {
    type: 'UserAssigned',
    userAssignedIdentities: { '/x/shop': { clientId, principalId: 'p' } },
  };

  it('is named with its vault and its identity before any write, where the instance says so', async () => {
    const keyVault = { secretIdentifier, lastStatus: unreadable };
    const live = { 'namedValues/key': { displayName: 'key', secret: true, keyVault } };
    const story = await tellStory(world, live);
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(key()), {
        code: 'KEY_VAULT_UNREADABLE',
        message:
          /named value key refers to the secret partner-key of the vault shop-vault\.vault\.azure\.net, read with its own identity.*AccessDenied: Access denied/,
      });
    assert.deepEqual(story.writes(), []);
    // Another reference is another matter.
    const run = await story.publish(key(undefined, secretIdentifier.replace('shop', 'other')));
    assert.deepEqual(codesOf(run), []);
  });

  it('is found by the identity that the instance does not have, before any write', async () => {
    world.arm.faults.push(withIdentity(assigned));
    const story = await tellStory(world);
    for (const [files, says] of [
      [
        key('9d1f4b3c-0000-4000-8000-000000000002'),
        /no such identity \(user-assigned: 9d1f4b3c-0000-4000-8000-000000000001\)/,
      ],
      [key(), /it has no identity of its own/],
    ] as const)
      for (const run of [story.plan, story.publish])
        await assert.rejects(run(files), { code: 'KEY_VAULT_UNREADABLE', message: says });
    assert.deepEqual(story.writes(), []);
    assert.deepEqual(codesOf(await story.publish(key(clientId.toUpperCase()))), []);
  });

  it('is taken where nothing speaks against it', async () => {
    for (const identity of [
      undefined,
      { type: 'SystemAssigned' },
      { ...assigned, type: 'SystemAssigned, UserAssigned' },
    ]) {
      world.arm.faults.length = 0;
      if (identity !== undefined) world.arm.faults.push(withIdentity(identity));
      const story = await tellStory(world);
      assert.deepEqual(codesOf(await story.publish(key())), []);
      assert.deepEqual(await namesAt(story.instance, 'tags'), ['other']);
    }
  });

  it('fails the run with the words of Azure where only the write shows it, also in the background', async () => {
    const answer = refusal(400, 'ValidationError', 'Failed to retrieve the secret.');
    for (const fault of [
      { method: 'PUT', path: /\/namedValues\/key$/, answer },
      { method: 'GET', path: /\/namedValues\/key\?.*asyncId/, answer },
    ]) {
      world.arm.faults.splice(0, Infinity, fault);
      const story = await tellStory(world);
      const run = await story.publish(key(clientId));
      assert.deepEqual(codesOf(run), ['KEY_VAULT_UNREADABLE']);
      const [error] = run.errors;
      assert.match(
        error?.message ?? '',
        /partner-key of the vault shop-vault.*9d1f4b3c.*Failed to retrieve the secret/,
      );
      assert.deepEqual(await namesAt(story.instance, 'tags'), ['other'], 'the others are published');
    }
  });

  it('fails the run where Azure takes the write and says afterwards that it could not read it', async () => {
    const story = await tellStory(world);
    world.arm.faults.push({
      method: 'GET',
      path: /\/namedValues$/,
      nth: 2,
      times: 5,
      answer: (truth) => {
        const { value } = truth.body as { value: { properties: { keyVault?: object } }[] };
        for (const { properties } of value)
          if (properties.keyVault !== undefined)
            Object.assign(properties.keyVault, { lastStatus: unreadable });
        return truth;
      },
    });
    assert.deepEqual(codesOf(await story.publish(key())), ['KEY_VAULT_UNREADABLE']);
  });
});
