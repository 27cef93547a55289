import assert from 'node:assert/strict';
import { makeCertificate, type Certificate } from '../../../emulator/http/certificates.ts';
import {
  LoopbackServer,
  type EmulatedAnswer,
  type EmulatedRequest,
} from '../../../emulator/http/loopback-server.ts';
import { silent } from '../../log/log.ts';
import type { Arm } from './arm.ts';
import { connectArm } from './connect-arm.ts';

const path = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis';

/** Nothing that Azure answers may lead our token, or its request, to another origin. */
describe('The sign-in of a run', () => {
  let certificate: Certificate;
  let azure: LoopbackServer;
  let elsewhere: LoopbackServer;
  let arm: Arm;
  let told: string[];
  let answer: () => EmulatedAnswer;
  let answerElsewhere: (request: EmulatedRequest) => EmulatedAnswer;

  before(async () => {
    certificate = await makeCertificate();
  });

  beforeEach(async () => {
    told = [];
    azure = new LoopbackServer(certificate, () => answer());
    elsewhere = new LoopbackServer(certificate, (request) => answerElsewhere(request));
    answerElsewhere = () => ({ status: 200, body: { value: [] } });
    await azure.start();
    await elsewhere.start();
    arm = connectArm({
      endpoint: azure.origin,
      subscriptionId: '00000000-0000-0000-0000-000000000001',
      credential: {
        getToken: () => Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 }),
      },
      wayOut: { authorities: [certificate.cert] },
      log: { ...silent, line: (text) => told.push(text), debug: (text) => told.push(text) },
      clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    });
  });

  afterEach(async () => {
    await azure.stop();
    await elsewhere.stop();
  });

  const leads: readonly [string, () => EmulatedAnswer, () => Promise<unknown>][] = [
    [
      'nextLink',
      () => ({ status: 200, body: { value: [], nextLink: `${elsewhere.origin}${path}` } }),
      () => arm.list(path),
    ],
    [
      'Location',
      () => ({ status: 202, headers: { location: `${elsewhere.origin}/op` } }),
      () => arm.put(path, {}),
    ],
    [
      'Azure-AsyncOperation',
      () => ({ status: 201, headers: { 'azure-asyncoperation': `${elsewhere.origin}/op` } }),
      () => arm.delete(path),
    ],
    [
      'nextLink without encryption',
      () => ({
        status: 200,
        body: { value: [], nextLink: `${elsewhere.origin.replace('https', 'http')}${path}` },
      }),
      () => arm.list(path),
    ],
    [
      'the Location of a later answer',
      () =>
        azure.requests.entries.length === 1
          ? { status: 202, headers: { location: `${azure.origin}/op` } }
          : { status: 202, headers: { location: `${elsewhere.origin}/op` } },
      () => arm.put(path, {}),
    ],
    [
      'a redirect',
      () => ({ status: 307, headers: { location: `${elsewhere.origin}${path}` } }),
      () => arm.get(path),
    ],
  ];
  for (const [name, given, request] of leads) {
    it(`does not follow ${name} to another host`, async () => {
      answer = given;
      await assert.rejects(request(), {
        code: 'UNEXPECTED_ANSWER',
        message: new RegExp(`leads to another host, ${new URL(elsewhere.origin).host}`),
      });
      assert.deepEqual(elsewhere.requests.entries, []);
    });
  }

  it('does not follow a redirect within the host either', async () => {
    answer = () => ({ status: 307, headers: { location: '/subscriptions/other' } });
    await assert.rejects(arm.get(path), { code: 'UNEXPECTED_ANSWER', message: /with a redirect \(307\)/ });
    assert.equal(azure.requests.entries.length, 1);
  });

  it('stays at home when an exported document is fetched, and the link stays out of the log', async () => {
    answerElsewhere = (request) => {
      assert.equal(request.headers.authorization, undefined);
      return request.path === '/a.json'
        ? { status: 200, body: '{ "openapi": "3.0.1" }' }
        : { status: 403, body: '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>' };
    };
    assert.equal(await arm.download(`${elsewhere.origin}/a.json?sig=secret`), '{ "openapi": "3.0.1" }');
    await assert.rejects(arm.download(`${elsewhere.origin}/b.json?sig=secret`), (error: Error) => {
      assert.match(error.message, /could not be fetched from localhost:\d+: 403/);
      told.push(error.message, JSON.stringify(error.cause));
      return true;
    });
    assert.match(told[0] ?? '', /^Fetching an exported document: 200/);
    assert.doesNotMatch(told.join('\n'), /sig|secret|\.json/);
  });

  it('does not follow the redirect of an export link', async () => {
    answerElsewhere = () => ({ status: 302, headers: { location: `${azure.origin}${path}` } });
    await assert.rejects(arm.download(`${elsewhere.origin}/a.json?sig=secret`), { message: /: 302/ });
    assert.deepEqual(azure.requests.entries, []);
  });

  for (const link of ['http://localhost/a?sig=secret', 'nonsense?sig=secret']) {
    it(`does not go to ${link}`, async () => {
      await assert.rejects(arm.download(link), (error: Error) => {
        assert.doesNotMatch(error.message, /secret/);
        return 'code' in error && error.code === 'UNEXPECTED_ANSWER';
      });
    });
  }
});
