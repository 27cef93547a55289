import assert from 'node:assert/strict';
import { lackingInTier } from './lacking-in-tier.ts';

describe('lackingInTier', () => {
  const cases: readonly [sku: string, collection: string, lacking: boolean][] = [
    ['Consumption', 'groups', true],
    ['consumption', 'Gateways', true],
    ['Consumption', 'apis', false],
    ['StandardV2', 'gateways', true],
    ['StandardV2', 'groups', false],
    ['StandardV2', 'workspaces', false],
    ['BasicV2', 'workspaces', true],
    ['Developer', 'gateways', false],
    ['Standard', 'gateways', true],
    ['Premium', 'workspaces', false],
    ['SomethingNew', 'gateways', false],
  ];
  for (const [sku, collection, lacking] of cases)
    it(`${lacking ? 'knows that' : 'does not say that'} ${sku} lacks ${collection}`, () => {
      assert.equal(lackingInTier(sku, collection), lacking);
    });
});
