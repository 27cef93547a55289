import assert from 'node:assert/strict';
import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { ArmEmulator } from './arm-emulator.ts';
import { makeCertificate } from '../http/certificates.ts';

const subscription = '/subscriptions/0a000000-0000-0000-0000-00000000000b';
const service = `${subscription}/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso`;

describe('The throttling of ARM, emulated', () => {
  let arm: ArmEmulator;
  let time: number;

  before(async () => {
    arm = new ArmEmulator(await makeCertificate(), { throttling: true, now: () => time });
    await arm.start();
    arm.addInstance({
      subscriptionId: subscription.slice('/subscriptions/'.length),
      ...{ resourceGroup: 'rg', name: 'contoso' },
    });
    for (const token of ['one', 'other']) arm.acceptToken(token);
  });
  beforeEach(() => {
    time = (time || 0) + 3_600_000;
    arm.requests.clear();
  });
  after(() => arm.stop());

  const ask = (method: string, token = 'one'): Promise<EmulatedAnswer> =>
    arm.ask({
      ...{ method, headers: { authorization: `Bearer ${token}` }, body: '' },
      url: new URL(`${arm.origin}${service}/tags?api-version=2024-05-01`),
    });

  it('gives 250 reads at once, then 25 a second, and tells what is left', async () => {
    const first = await ask('GET');
    assert.equal(first.headers?.['x-ms-ratelimit-remaining-subscription-reads'], '249');
    assert.equal(first.headers['x-ms-ratelimit-remaining-subscription-global-reads'], '3749');
    for (let count = 1; count < 250; count += 1) await ask('GET');
    const refused = await ask('GET');
    assert.deepEqual([refused.status, refused.headers?.['retry-after']], [429, '1']);
    assert.match(JSON.stringify(refused.body), /SubscriptionRequestsThrottled.*try again after '1' seconds/);
    time += 1000;
    for (let count = 0; count < 26; count += 1) await ask('GET');
    assert.deepEqual(arm.requests.totals(), { 'GET 200': 275, 'GET 429': 2 });
  });

  it('lets those who do not wait pay for it, where refused requests count', async () => {
    const waits = async (throttledRequests: 'free' | 'counted') => {
      arm.switches.throttledRequests = throttledRequests;
      time += 3_600_000;
      for (let count = 0; count < 350; count += 1) await ask('GET');
      return (await ask('GET')).headers?.['retry-after'];
    };
    assert.equal(await waits('free'), '1');
    assert.equal(await waits('counted'), '5');
    arm.switches.throttledRequests = 'free';
  });

  it('counts reads, writes and deletes apart, actions as writes, and each principal for itself', async () => {
    for (let count = 0; count < 200; count += 1) await ask('POST');
    assert.equal((await ask('PUT')).status, 429);
    assert.equal((await ask('DELETE')).status, 405);
    assert.equal((await ask('GET')).status, 200);
    assert.equal((await ask('PUT', 'other')).status, 405);
  });

  it('counts requests by kind of resource', async () => {
    await ask('GET');
    await ask('DELETE');
    assert.deepEqual(arm.requests.totalsByKind(), { 'GET tags 200': 1, 'DELETE tags 405': 1 });
  });
});
