import assert from 'node:assert/strict';
import type { Json } from '../../apim/json.ts';
import type { ArmAnswer, Arm } from './arm.ts';
import { findInstance } from './find-instance.ts';

function holding(body: Json | undefined): Pick<Arm, 'get' | 'list'> {
  const answer: ArmAnswer = { status: 200, body, text: '', etag: undefined, headers: {} };
  return {
    get: () => Promise.resolve(body === undefined ? undefined : answer),
    list: () => Promise.resolve([]),
  };
}

describe('findInstance', () => {
  it('tells what must be known before anything is read', async () => {
    const body = {
      id: '/subscriptions/s/resourceGroups/G/providers/Microsoft.ApiManagement/service/X',
      name: 'X',
      location: 'West Europe',
      sku: { name: 'StandardV2', capacity: 1 },
      identity: {
        type: 'SystemAssigned, UserAssigned',
        userAssignedIdentities: { '/x/shop': { clientId: 'c', principalId: 'p' } },
      },
      properties: { gatewayUrl: 'https://x.azure-api.net', provisioningState: 'Succeeded' },
    };
    assert.deepEqual(await findInstance(holding(body), 's', 'g', 'x'), {
      resourceId: body.id,
      name: 'X',
      location: 'West Europe',
      sku: 'StandardV2',
      gatewayUrl: 'https://x.azure-api.net',
      provisioningState: 'Succeeded',
      identities: { hasOwn: true, clientIds: ['c'] },
    });
    const { identities } = await findInstance(holding({ ...body, identity: {} }), 's', 'g', 'x');
    assert.equal(identities, undefined, 'nobody has said');
  });

  it('says where it looked', async () => {
    await assert.rejects(findInstance(holding(undefined), 's', 'g', 'x'), {
      code: 'INSTANCE_NOT_FOUND',
      message: /"x" in the resource group "g" of the subscription s/,
    });
  });

  it('does not take anything else for an instance', async () => {
    await assert.rejects(findInstance(holding({}), 's', 'g', 'x'), { code: 'UNEXPECTED_ANSWER' });
  });
});
