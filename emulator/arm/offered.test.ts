import assert from 'node:assert/strict';
import { TestClient } from './test-client.ts';

const classicOnly = ['tenant', 'policyRestrictions'];
const portal = ['portalsettings', 'portalconfigs', 'portalRevisions', 'contentTypes', 'templates'];
const people = ['groups', 'users', 'identityProviders', 'notifications'];

/** Facts 4.6: what a tier does not have. */
const tiers: Readonly<Record<string, readonly string[]>> = {
  Consumption: [...people, ...portal, ...classicOnly, 'gateways', 'workspaces', 'apis/a/issues'],
  Developer: ['workspaces'],
  Basic: ['gateways', 'workspaces'],
  Standard: ['gateways', 'workspaces'],
  Premium: [],
  BasicV2: [...classicOnly, 'gateways', 'workspaces'],
  StandardV2: [...classicOnly, 'gateways'],
  PremiumV2: [...classicOnly, 'gateways'],
};

const all = [...new Set(Object.values(tiers).flat()), 'caches', 'apis', 'namedValues', 'products', 'loggers'];

describe('Tiers, emulated', () => {
  for (const [tier, lacking] of Object.entries(tiers))
    it(`${tier} lacks ${lacking.length === 0 ? 'nothing' : lacking.join(', ')}`, async () => {
      const client = await TestClient.start({ longRunning: 'none' }, tier);
      try {
        await client.put('apis/a', { displayName: 'A', path: 'a' });
        for (const collection of all) {
          const { status, text } = await client.ask('GET', collection);
          assert.equal(status, lacking.includes(collection) ? 400 : 200, `${collection}: ${text}`);
          if (status === 400) assert.match(text, /MethodNotAllowedInPricingTier.*not allowed in/);
        }
        for (const collection of lacking)
          assert.match(
            (await client.put(`${collection}/x`, {})).text,
            new RegExp(`Method not allowed in ${tier} pricing tier`),
          );
      } finally {
        await client.stop();
      }
    });

  it('say so with a 500 where the service is like that, which other lists may answer as well', async () => {
    const client = await TestClient.start({ notOffered: 'internalError', failingLists: ['products'] });
    try {
      for (const collection of ['workspaces', 'products']) {
        const { status, text } = await client.ask('GET', collection);
        assert.equal(status, 500);
        assert.match(text, /Request processing failed due to internal error/);
      }
      assert.equal((await client.put('products/p', { displayName: 'P' })).status, 201);
      assert.equal((await client.ask('GET', 'products/p')).status, 200);
    } finally {
      await client.stop();
    }
  });

  it('say so with a 404 where the service is like that', async () => {
    const client = await TestClient.start({ notOffered: 'notFound' });
    try {
      assert.equal((await client.ask('GET', 'workspaces')).status, 404);
    } finally {
      await client.stop();
    }
  });

  it('disagree on workspaces in BasicV2', async () => {
    const client = await TestClient.start({ workspacesInBasicV2: true }, 'BasicV2');
    try {
      assert.equal((await client.put('workspaces/w', { displayName: 'W' })).status, 201);
    } finally {
      await client.stop();
    }
  });

  it('have workspaces whose first lists may fail', async () => {
    const client = await TestClient.start({ freshWorkspaceLists: 2 }, 'Premium');
    try {
      await client.put('workspaces/w', { displayName: 'W' });
      const statuses = [];
      for (let time = 0; time < 3; time += 1)
        statuses.push((await client.ask('GET', 'workspaces/w/apis')).status);
      assert.deepEqual(statuses, [500, 500, 200]);
    } finally {
      await client.stop();
    }
  });
});
