import assert from 'node:assert/strict';
import { isLiveSubscription } from './subscriptions.ts';

describe('A subscription', () => {
  const made = '65f0c1a2b3c4d5e6f7a8b9c0';
  const service = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x';
  const ofProduct = { scope: `${service}/products/p`, displayName: null, state: 'active' };
  const cases = [
    ['that is active', 'ann', { ...ofProduct, displayName: 'Ann' }, true],
    ['that waits for approval', 'ann', { ...ofProduct, displayName: 'Ann', state: 'submitted' }, true],
    ['that is suspended', 'ann', { ...ofProduct, displayName: 'Ann', state: 'suspended' }, true],
    ['that says nothing of its state', 'ann', { scope: ofProduct.scope, displayName: 'Ann' }, true],
    ['that was cancelled', 'ann', { ...ofProduct, displayName: 'Ann', state: 'Cancelled' }, false],
    ['that was rejected', 'ann', { ...ofProduct, displayName: 'Ann', state: 'rejected' }, false],
    ['that has expired', 'ann', { ...ofProduct, displayName: 'Ann', state: 'expired' }, false],
    ['that Azure made', made, { ...ofProduct, ownerId: `${service}/users/1` }, false],
    ['that Azure made for nobody', made, ofProduct, false],
    ['without a name of another owner', made, { ...ofProduct, ownerId: `${service}/users/21` }, true],
    ['with a name, whoever owns it', made, { ...ofProduct, displayName: 'Ann' }, true],
  ] as const;
  for (const [words, name, properties, isLive] of cases)
    it(`${words} is ${isLive ? '' : 'not '}live`, () => {
      assert.equal(isLiveSubscription(name, properties), isLive);
    });
});
