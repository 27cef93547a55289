import assert from 'node:assert/strict';
import { refusal } from '../../../emulator/arm/faults.ts';
import { makeCertificate, type Certificate } from '../../../emulator/http/certificates.ts';
import {
  LoopbackServer,
  type EmulatedAnswer,
  type EmulatedRequest,
} from '../../../emulator/http/loopback-server.ts';
import { steppingClock } from '../../../test/services/stepping-clock.ts';
import { silent } from '../../log/log.ts';
import type { Arm } from './arm.ts';
import { connectArm } from './connect-arm.ts';
import { NotOffered } from './not-offered.ts';
import { refusalOf } from './refusal.ts';

const service = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x';
const api = `${service}/apis/a`;

describe('connectArm', () => {
  let certificate: Certificate;
  let server: LoopbackServer;
  let arm: Arm;
  let answers: (EmulatedAnswer | ((request: EmulatedRequest) => EmulatedAnswer))[];
  let debug: string[];
  let tokens: number;

  before(async () => {
    certificate = await makeCertificate();
  });

  beforeEach(async () => {
    answers = [];
    debug = [];
    tokens = 0;
    server = new LoopbackServer(certificate, (request) => {
      const next = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200 };
      return typeof next === 'function' ? next(request) : next;
    });
    await server.start();
    arm = connectArm({
      endpoint: `${server.origin}/`,
      subscriptionId: '00000000-0000-0000-0000-000000000001',
      credential: {
        getToken: (scopes) => {
          tokens += 1;
          assert.equal(String(scopes), `${server.origin}/.default`);
          return Promise.resolve({ token: 'arm-token', expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      },
      userAgent: 'apim-gitops/1',
      wayOut: { authorities: [certificate.cert] },
      log: { ...silent, debug: (text) => debug.push(text) },
      clock: steppingClock(),
    });
  });

  afterEach(() => server.stop());

  const asked = () =>
    server.requests.entries.map(({ method, path, query }) => `${method} ${path}?${query.toString()}`);

  it('reads opaque JSON with its ETag, and signs in once', async () => {
    answers = [{ status: 200, headers: { etag: '"AAA="' }, body: { futureProp: { nested: null } } }];
    const answer = await arm.get(api, { query: { export: 'true' } });
    await arm.get(api);
    assert.deepEqual(answer?.body, { futureProp: { nested: null } });
    assert.equal(answer.etag, '"AAA="');
    assert.deepEqual(asked()[0], `GET ${api}?api-version=2024-05-01&export=true`);
    const { headers } = server.requests.entries[0]!;
    assert.equal(headers['authorization'], 'Bearer arm-token');
    assert.match(String(headers['user-agent']), /^apim-gitops\/1 /);
    assert.equal(tokens, 1);
  });

  it('hands out text that is no JSON', async () => {
    answers = [{ status: 200, body: '<policies />' }];
    const answer = await arm.get(`${service}/policies/policy`);
    assert.deepEqual([answer?.body, answer?.text], [undefined, '<policies />']);
  });

  it('hands out XML by whatever name it comes', async () => {
    const headers = { 'content-type': 'application/xml; charset=utf-8' };
    answers = [{ status: 200, headers, body: '<definitions />' }];
    assert.equal((await arm.get(`${service}/apis/a`))?.text, '<definitions />');
  });

  it('knows a missing resource from a missing instance', async () => {
    answers = [refusal(404, 'ResourceNotFound', 'Api not found.')];
    assert.equal(await arm.get(api), undefined);
    assert.equal(await arm.delete(api), 'absent');
    const message =
      "The Resource 'Microsoft.ApiManagement/service/x' under resource group 'g' was not found.";
    answers = [refusal(404, 'ResourceNotFound', message)];
    await assert.rejects(arm.get(api), { code: 'INSTANCE_NOT_FOUND' });
    await assert.rejects(arm.delete(api), { code: 'INSTANCE_NOT_FOUND' });
    await assert.rejects(arm.listIfOffered(api), { code: 'INSTANCE_NOT_FOUND' });
  });

  it('asks whether something is there', async () => {
    answers = [{ status: 204 }, { status: 200 }, { status: 404, headers: { 'x-ms-request-id': 'r-1' } }];
    assert.deepEqual([await arm.head(api), await arm.head(api), await arm.head(api)], [true, true, false]);
  });

  it('follows pages', async () => {
    const next = () => `${server.origin}${service}/apis?%24skip=1&api-version=2022-08-01`;
    answers = [
      () => ({ status: 200, body: { value: [{ name: 'a' }], count: 2, nextLink: next() } }),
      { status: 200, body: { value: [{ name: 'b' }], count: 2, nextLink: '' } },
    ];
    assert.deepEqual(await arm.list(`${service}/apis`), [{ name: 'a' }, { name: 'b' }]);
    assert.match(asked()[1] ?? '', /skip=1&api-version=2022-08-01$/);
  });

  const internalError = refusal(500, 'X', 'Request processing failed due to internal error.');
  const lacking: readonly [string, EmulatedAnswer][] = [
    ['404', refusal(404, 'NotFound', 'no')],
    ['a tier', refusal(400, 'MethodNotAllowedInPricingTier', 'no')],
    ['500', internalError],
  ];
  it('repeats an internal error and takes it for a failure, unless it is expected of what is not there', async () => {
    answers = [internalError];
    await assert.rejects(arm.listIfOffered(`${service}/groups`), { code: 'AZURE_REFUSED' });
    assert.equal(asked().length, 8);
  });

  for (const [name, answer] of lacking) {
    it(`tells a list that is not offered (${name}) from one that fails`, async () => {
      answers = [answer];
      const options = { errorMeansAbsence: name === '500' };
      assert.ok((await arm.listIfOffered(`${service}/gateways`, options)) instanceof NotOffered);
      assert.equal(asked().length, 1);
      await assert.rejects(arm.list(`${service}/gateways`), { code: 'AZURE_REFUSED' });
    });
  }

  for (const [name, answer] of lacking) {
    it(`takes ${name} on a later page for a failure: the list is offered`, async () => {
      answers = [{ status: 200, body: { value: [], nextLink: `${server.origin}/next` } }, answer];
      await assert.rejects(arm.listIfOffered(`${service}/gateways`), { code: 'AZURE_REFUSED' });
    });
  }

  it('writes with a condition and tells how Azure refused it', async () => {
    answers = [refusal(412, 'PreconditionFailed', 'changed')];
    const error: unknown = await arm
      .put(api, { properties: {} }, { ifMatch: '"AAA="' })
      .catch((e: unknown) => e);
    assert.deepEqual([refusalOf(error)?.status, refusalOf(error)?.mayBeDone], [412, false]);
    const [{ headers, body }] = [server.requests.entries[0]!];
    assert.deepEqual([headers['if-match'], body], ['"AAA="', '{"properties":{}}']);
    assert.match(String(headers['content-type']), /^application\/json/);
  });

  it('writes associations without a body', async () => {
    answers = [{ status: 201, body: { name: 'a' } }];
    assert.equal((await arm.put(`${service}/products/p/apis/a`, undefined)).status, 201);
    assert.equal(server.requests.entries[0]?.headers['content-length'], '0');
  });

  it('waits for a write that goes on in the background', async () => {
    const location = `${api}?api-version=2024-05-01&asyncId=1&asyncCode=201`;
    const running = { type: 'apis', properties: { provisioningState: 'InProgress' } };
    answers = [
      {
        status: 201,
        headers: { location, 'azure-asyncoperation': `${service}/operationResults/1` },
        body: running,
      },
      { status: 202, headers: { location, 'retry-after': '2' } },
      { status: 202 },
      { status: 201, headers: { etag: '"B"' }, body: { type: 'apis', properties: {} } },
    ];
    const answer = await arm.put(api, { properties: {} });
    assert.deepEqual([answer.status, answer.etag], [201, '"B"']);
    assert.deepEqual(server.requests.totals(), { 'PUT 201': 1, 'GET 202': 2, 'GET 201': 1 });
    assert.ok(
      asked()
        .slice(1)
        .every((line) => line.includes('asyncId=1')),
    );
  });

  it('reports a failure in the background like one at once', async () => {
    const error = {
      code: 'ValidationError',
      message: 'wrong',
      details: [{ target: 'path', message: 'is taken' }],
    };
    answers = [
      { status: 202, headers: { location: `${api}?asyncId=1` } },
      { status: 400, body: { error } },
    ];
    const expected = {
      code: 'AZURE_REFUSED',
      message: /refused PUT .*\/apis\/a with 400 ValidationError: wrong path: is taken/,
    };
    await assert.rejects(arm.put(api, {}), expected);
    answers = [
      { status: 202, headers: { 'azure-asyncoperation': `${service}/op` } },
      { status: 200, body: { status: 'Failed', error } },
    ];
    await assert.rejects(arm.put(api, {}), expected);
  });

  it('reads the resource after an operation that only tells of itself', async () => {
    answers = [
      { status: 202, headers: { 'azure-asyncoperation': `${service}/op` } },
      { status: 200, body: { status: 'InProgress' } },
      { status: 200, body: { status: 'Succeeded' } },
      { status: 404 },
      { status: 200, body: { type: 'namedValues', name: 'a' } },
    ];
    assert.deepEqual((await arm.put(api, {}, { query: { import: 'true' } })).body, {
      type: 'namedValues',
      name: 'a',
    });
    assert.equal(asked().at(-1), `GET ${api}?api-version=2024-05-01`);
  });

  it('waits for a deletion until the resource is gone', async () => {
    answers = [{ status: 202 }, { status: 200, body: {} }, { status: 404 }];
    assert.equal(await arm.delete(api), 'deleted');
  });

  it('does not wait for ever', async () => {
    answers = [{ status: 202, headers: { location: `${api}?asyncId=1` } }];
    await assert.rejects(arm.put(api, {}), {
      code: 'AZURE_REFUSED',
      message: /not ended it within 30 minutes/,
    });
  });

  it('logs path, status and correlation, neither bodies nor queries', async () => {
    answers = [{ status: 200, headers: { 'x-ms-correlation-request-id': 'c-1' }, body: { value: 'hidden' } }];
    await arm.post(`${service}/namedValues/n/listValue`, undefined, { query: { sig: 'hidden' } });
    assert.deepEqual(debug, [`POST ${service}/namedValues/n/listValue: 200, correlation c-1, after 0 ms`]);
  });

  it('takes a web page for somebody else', async () => {
    answers = [{ status: 200, body: '<html><body>Please accept our terms</body></html>' }];
    await assert.rejects(arm.get(api), { code: 'UNEXPECTED_ANSWER', message: /Please accept our terms/ });
  });
});
