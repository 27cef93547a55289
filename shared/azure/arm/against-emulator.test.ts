import assert from 'node:assert/strict';
import { lastingFaults } from '../../../emulator/arm/faults.ts';
import { startEmulators, type Emulators } from '../../../emulator/emulators.ts';
import { steppingClock } from '../../../test/services/stepping-clock.ts';
import { textAt } from '../../apim/json.ts';
import { silent } from '../../log/log.ts';
import { signIn } from '../sign-in/sign-in.ts';
import type { Arm } from './arm.ts';
import { armPath, instancePath } from './arm-path.ts';
import { connectArm } from './connect-arm.ts';
import { findInstance } from './find-instance.ts';
import { NotOffered } from './not-offered.ts';

const subscription = '0a000000-0000-0000-0000-00000000000b';
const tenantId = '11111111-1111-1111-1111-111111111111';
const clientId = '22222222-2222-2222-2222-222222222222';
const service = instancePath(subscription, 'rg', 'contoso');

describe('The ARM transport, signed in at the emulated service', () => {
  let emulators: Emulators;
  let arm: Arm;
  let told: string[];

  before(async () => {
    emulators = await startEmulators({ switches: { pollsUntilDone: 3, lockOutlivesSuccessByWrites: 2 } });
    emulators.arm.addInstance({ subscriptionId: subscription, resourceGroup: 'rg', name: 'contoso' });
    emulators.signIn.addPrincipal({ tenantId, clientId, acceptsAssertion: () => true });
  });

  beforeEach(() => {
    told = [];
    emulators.arm.requests.clear();
    emulators.arm.faults.length = 0;
    const wayOut = { authorities: [emulators.certificate.cert] };
    const credential = signIn(
      {
        scheme: 'WorkloadIdentityFederation',
        armUrl: emulators.arm.origin,
        authorityHost: emulators.signIn.origin,
        tenantId,
        clientId,
        serviceConnectionId: 'c',
        systemAccessToken: emulators.accessToken,
        oidcRequestUri: `${emulators.azureDevOps.collectionUri}p/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken`,
      },
      { maskSecret: () => undefined, wayOut },
    );
    arm = connectArm({
      endpoint: emulators.arm.origin,
      subscriptionId: subscription,
      credential,
      wayOut,
      log: { ...silent, line: (text) => told.push(text) },
      clock: steppingClock(Date.now()),
    });
  });

  after(() => emulators.stop());

  it('finds the instance, and says which part of its address is wrong', async () => {
    assert.equal((await findInstance(arm, subscription, 'rg', 'contoso')).sku, 'Developer');
    await assert.rejects(findInstance(arm, subscription, 'rg', 'other'), { code: 'INSTANCE_NOT_FOUND' });
    await assert.rejects(findInstance(arm, subscription, 'gone', 'contoso'), {
      code: 'RESOURCE_GROUP_NOT_FOUND',
    });
    const stranger = '0a000000-0000-0000-0000-00000000000c';
    await assert.rejects(findInstance(arm, stranger, 'rg', 'contoso'), { code: 'SUBSCRIPTION_NOT_FOUND' });
  });

  it('says that the instance was deleted and can be recovered, when it may ask for that', async () => {
    emulators.arm.addInstance({
      ...{ subscriptionId: subscription, resourceGroup: 'rg', name: 'Gone' },
      softDeleted: { deletionDate: '2026-01-01T00:00:00Z', scheduledPurgeDate: '2026-01-03T00:00:00Z' },
    });
    const finding = () => findInstance(arm, subscription, 'rg', 'gone');
    await assert.rejects(finding(), {
      code: 'INSTANCE_NOT_FOUND',
      message: /"gone" was deleted \(2026-01-01T00:00:00Z\) and can be recovered until 2026-01-03T00:00:00Z/,
    });
    emulators.arm.denied.push(/deletedservices/);
    await assert.rejects(finding(), { code: 'INSTANCE_NOT_FOUND', message: /correlation id/ });
    emulators.arm.denied.length = 0;
  });

  it('says that the instance may not be read, with the role that allows it', async () => {
    emulators.arm.denied.push(/GET .*\/service\/contoso$/);
    await assert.rejects(findInstance(arm, subscription, 'rg', 'contoso'), {
      code: 'MISSING_RIGHTS',
      remedy: /API Management Service Reader Role.*Microsoft\.ApiManagement\/service\/read/,
    });
    emulators.arm.denied.length = 0;
  });

  it('says that the network is closed to the agent', async () => {
    emulators.arm.faults.push({ path: /contoso$/, ...lastingFaults['a closed network (403)'] });
    await assert.rejects(findInstance(arm, subscription, 'rg', 'contoso'), {
      code: 'AZURE_REFUSED',
      remedy: /inside the network of the private endpoint/,
    });
  });

  it('signs in anew when Azure takes the token for expired', async () => {
    await arm.list(`${service}/tags`);
    emulators.arm.expireTokens();
    emulators.signIn.requests.clear();
    emulators.arm.requests.clear();
    await Promise.all(['tags', 'backends', 'products'].map((name) => arm.list(`${service}/${name}`)));
    assert.deepEqual(emulators.arm.requests.totals(), { 'GET 401': 3, 'GET 200': 3 });
    assert.equal(emulators.signIn.requests.totals()['POST 200'], 1);
  });

  it('says so when a new token is expired too', async () => {
    const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
    const expired = {
      status: 401,
      headers: challenge,
      body: {
        error: { code: 'ExpiredAuthenticationToken', message: 'The access token expiry UTC time is over.' },
      },
    };
    emulators.arm.faults.push({ path: /\/tags/, answer: expired });
    await assert.rejects(arm.list(`${service}/tags`), {
      code: 'MISSING_RIGHTS',
      remedy: /clock of the agent/,
    });
    assert.deepEqual(emulators.arm.requests.totals(), { 'GET 401': 2 });
  });

  it('imports in the background, exports, and deletes', async () => {
    const path = service + armPath('apis', 'pets');
    const value = JSON.stringify({ openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths: {} });
    await arm.put(path, { properties: { path: 'pets', format: 'openapi+json', value } });
    assert.ok((emulators.arm.requests.totals()['GET 202'] ?? 0) > 0);
    // The lock outlives the import: the write below it meets 409 first.
    await arm.put(`${path}/tags/t`, undefined).catch(() => undefined);
    assert.ok((emulators.arm.requests.totals()['PUT 409'] ?? 0) > 0);
    const exported = await arm.get(path, { query: { export: 'true', format: 'openapi+json-link' } });
    const text = await arm.download(textAt(exported?.body, 'value', 'link') ?? '');
    assert.match(text, /"openapi"/);
    assert.equal(await arm.delete(path, { query: { deleteRevisions: 'true' }, ifMatch: '*' }), 'deleted');
    assert.equal(await arm.get(path), undefined);
    assert.equal(await arm.delete(path, { ifMatch: '*' }), 'absent');
  });

  it('exports what somebody else is still importing once that has ended', async () => {
    const path = service + armPath('apis', 'late');
    const value = JSON.stringify({ openapi: '3.0.1', info: { title: 'Late', version: '1' }, paths: {} });
    emulators.arm.faults.push({ path: /asyncId/, ...lastingFaults['a lock on the scope (409)'] });
    await assert.rejects(arm.put(path, { properties: { path: 'late', format: 'openapi+json', value } }));
    const query = { export: 'true', format: 'openapi+json-link' };
    const early = await arm.get(path, { query });
    assert.equal(textAt(early?.body, 'properties', 'provisioningState'), 'InProgress');
    const exported = await arm.get(path, { query, onceWritten: true });
    assert.match(textAt(exported?.body, 'value', 'link') ?? '', /^https:/);
  });

  it('reports what fails only in the background', async () => {
    const path = service + armPath('policyFragments', 'f');
    await assert.rejects(arm.put(path, { properties: { format: 'rawxml', value: '<fragment' } }), {
      code: 'AZURE_REFUSED',
      message: /PUT .*\/policyFragments\/f with 400 ValidationError/,
    });
  });

  it('reads a hundred and one tags through pages and throttling', async () => {
    const tags = Array.from({ length: 101 }, (_, number) => `t${String(number)}`);
    await Promise.all(
      tags.map((name) => arm.put(service + armPath('tags', name), { properties: { displayName: name } })),
    );
    const throttled = { status: 429, headers: { 'retry-after': '17' }, body: {} };
    emulators.arm.faults.push({ method: 'GET', path: /\/tags/, nth: 2, times: 1, answer: throttled });
    assert.equal((await arm.list(`${service}/tags`)).length, 101);
    assert.match(told.join('\n'), /asked us to wait: waiting 17 s before GET .*\/tags is tried again/);
  });

  it('asks for the right that is missing', async () => {
    emulators.arm.denied.push(/GET .*\/backends/);
    await assert.rejects(arm.list(`${service}/backends`), {
      code: 'MISSING_RIGHTS',
      message: /AuthorizationFailed/,
      remedy: /API Management Service Reader Role.*Microsoft\.ApiManagement\/service\/backends\/read/,
    });
  });

  it('takes a collection that is not there for one that is not offered', async () => {
    const refusal = { error: { code: 'MethodNotAllowedInPricingTier', message: 'Method not allowed' } };
    emulators.arm.faults.push({ path: /\/gateways/, answer: { status: 400, body: refusal } });
    assert.ok((await arm.listIfOffered(`${service}/gateways`)) instanceof NotOffered);
  });
});
