import assert from 'node:assert/strict';
import { portalUrl } from './portal-url.ts';

const instance = { subscriptionId: 'sub', resourceGroup: 'apis (dev)', serviceName: 'contoso' };

describe('portalUrl', () => {
  it('leads to the instance in the portal of its cloud', () => {
    const path =
      '/#resource/subscriptions/sub/resourceGroups/apis%20(dev)/providers/Microsoft.ApiManagement/service/contoso/overview';
    for (const [arm, portal] of [
      ['https://management.azure.com', 'https://portal.azure.com'],
      ['https://management.usgovcloudapi.net/', 'https://portal.azure.us'],
      ['https://management.chinacloudapi.cn', 'https://portal.azure.cn'],
    ] as const)
      assert.equal(portalUrl(arm, instance), portal + path);
  });

  it('is none where nobody knows the portal', () => {
    assert.equal(portalUrl('https://management.local.azurestack.external', instance), undefined);
    assert.equal(portalUrl('https://constructor', instance), undefined);
  });
});
