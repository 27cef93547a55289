import assert from 'node:assert/strict';
import { makeCertificate, type Certificate } from '../../../emulator/http/certificates.ts';
import { LoopbackServer, type EmulatedAnswer } from '../../../emulator/http/loopback-server.ts';
import type { AzureConnection } from './connection.ts';
import { signIn } from './sign-in.ts';

const place = {
  tenantId: '11111111-1111-1111-1111-111111111111',
  clientId: '22222222-2222-2222-2222-222222222222',
  settingsUrl: 'https://dev.azure.com/o/p/_settings/adminservices?resourceId=3',
};

const scope = 'https://management.azure.com/.default';

describe('signIn', () => {
  let certificate: Certificate;
  let server: LoopbackServer;
  let answers: Record<'oidctoken' | 'openid-configuration' | 'token', EmulatedAnswer>;
  let masked: string[];

  before(async () => {
    certificate = await makeCertificate();
    server = new LoopbackServer(certificate, ({ path }) => {
      const last = path.split('/').at(-1) ?? '';
      return last in answers ? answers[last as keyof typeof answers] : { status: 404 };
    });
    await server.start();
  });

  beforeEach(() => {
    masked = [];
    server.requests.clear();
    answers = {
      oidctoken: { status: 200, body: { oidcToken: 'id-token' } },
      'openid-configuration': {
        status: 200,
        body: {
          issuer: `${server.origin}/t/v2.0`,
          token_endpoint: `${server.origin}/t/oauth2/v2.0/token`,
          authorization_endpoint: `${server.origin}/t/oauth2/v2.0/authorize`,
          jwks_uri: `${server.origin}/t/keys`,
        },
      },
      token: { status: 200, body: { access_token: 'arm-token', token_type: 'Bearer', expires_in: 3600 } },
    };
  });

  after(() => server.stop());

  function credential(connection: Partial<AzureConnection> & Pick<AzureConnection, 'scheme'>) {
    const whole = {
      armUrl: 'https://management.azure.com/',
      authorityHost: `${server.origin}/`,
      ...place,
      ...connection,
    };
    return signIn(whole as AzureConnection, {
      maskSecret: (text) => masked.push(text),
      wayOut: { authorities: [certificate.cert] },
      userAgent: 'apim-gitops/1',
      retries: 0,
    });
  }

  const withSecret = () => credential({ scheme: 'ServicePrincipal', secret: 'client-secret' });
  const federated = (more: object = {}) =>
    credential({
      scheme: 'WorkloadIdentityFederation',
      serviceConnectionId: '33333333-3333-3333-3333-333333333333',
      systemAccessToken: 'job-token',
      oidcRequestUri: `${server.origin}/o/p/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken`,
      ...more,
    });

  const refusal = (code: string) => ({
    status: 401,
    body: { error: 'invalid_client', error_description: `AADSTS${code}: Azure's own words. Trace ID: t-1` },
  });

  it('signs in with a secret', async () => {
    assert.equal((await withSecret().getToken(scope))?.token, 'arm-token');
    const form = new URLSearchParams(server.requests.entries.at(-1)?.body);
    assert.deepEqual(
      [form.get('client_id'), form.get('client_secret'), form.get('scope')?.split(' ')[0]],
      [place.clientId, 'client-secret', scope],
    );
    assert.deepEqual(masked, ['arm-token']);
  });

  it('signs in with the ID token of the job, leaving the environment as it was', async () => {
    delete process.env['SYSTEM_OIDCREQUESTURI'];
    assert.equal((await federated().getToken(scope))?.token, 'arm-token');
    assert.equal(process.env['SYSTEM_OIDCREQUESTURI'], undefined);
    const request = server.requests.entries.find(({ path }) => path.endsWith('/oidctoken'));
    assert.equal(request?.headers['authorization'], 'Bearer job-token');
    assert.equal(request.query.get('serviceConnectionId'), '33333333-3333-3333-3333-333333333333');
    const form = new URLSearchParams(server.requests.entries.at(-1)?.body);
    assert.equal(form.get('client_assertion'), 'id-token');
    assert.deepEqual(new Set(masked), new Set(['id-token', 'arm-token']));
  });

  it('asks the public cloud nothing about an authority that it does not know', async () => {
    await withSecret().getToken(scope);
    assert.deepEqual(server.requests.totals(), { 'GET 200': 1, 'POST 200': 1 });
  });

  const entra: readonly [string, RegExp][] = [
    ['7000215', /secret in the service connection is wrong or has expired.*resourceId=3/],
    ['7000222', /secret in the service connection is wrong or has expired/],
    ['700016', /application of the service connection does not exist/],
    ['90002', /tenant of the service connection does not exist/],
    ['70021', /No federated credential/],
    ['700213', /No federated credential/],
    ['700024', /clock of the agent/],
    ['99999', /Verify the service connection/],
  ];
  for (const [code, remedy] of entra) {
    it(`advises about AADSTS${code} and keeps Azure's words`, async () => {
      answers.token = refusal(code);
      await assert.rejects(
        federated().getToken(scope),
        (error: Error & { code?: string; remedy?: string }) => {
          assert.equal(error.code, 'SIGN_IN_REFUSED');
          assert.match(error.message, new RegExp(`AADSTS${code}: Azure's own words. Trace ID: t-1`));
          assert.match(error.remedy ?? '', remedy);
          return true;
        },
      );
    });
  }

  it('finds the words of a tenant that does not exist, which the SDK loses', async () => {
    answers['openid-configuration'] = { ...refusal('90002'), status: 400 };
    await assert.rejects(withSecret().getToken(scope), {
      code: 'SIGN_IN_REFUSED',
      message: /AADSTS90002: Azure's own/,
    });
  });

  const devops: readonly [number, unknown, RegExp][] = [
    [401, '', /does not accept the job's token/],
    [302, 'Object moved', /does not accept the job's token/],
    [203, '<html><body>Sign in</body></html>', /does not accept the job's token/],
    [404, { message: 'TF1: no such connection' }, /still exists/],
    [500, { message: 'oops' }, /health of Azure DevOps/],
  ];
  for (const [status, body, remedy] of devops) {
    it(`tells when Azure DevOps answers ${String(status)} to the question for an ID token`, async () => {
      answers.oidctoken = {
        status,
        body,
        headers: { 'x-vss-e2eid': 'e-1', location: 'https://login.test/' },
      };
      await assert.rejects(
        federated().getToken(scope),
        (error: Error & { code?: string; remedy?: string }) => {
          assert.equal(error.code, 'SIGN_IN_REFUSED');
          assert.match(error.message, new RegExp(`333333333333: status ${String(status)}.*activity id e-1`));
          assert.doesNotMatch(error.message, /job-token/);
          assert.match(error.remedy ?? '', remedy);
          return true;
        },
      );
    });
  }

  it('tells a network that fails from a sign-in that is refused', async () => {
    answers.token = { status: 200, reset: true };
    await assert.rejects(withSecret().getToken(scope), { code: 'AZURE_UNREACHABLE', message: /ECONNRESET/ });
    answers.token = { status: 503, body: '<html><body>Busy</body></html>' };
    await assert.rejects(withSecret().getToken(scope), { code: 'AZURE_UNREACHABLE', message: /503: Busy/ });
  });

  it('refuses a connection that lacks something', () => {
    assert.throws(() => federated({ clientId: '' }), { code: 'CONNECTION_UNSUPPORTED', message: /clientId/ });
    assert.throws(() => federated({ authorityHost: 'http://login.test' }), {
      code: 'CONNECTION_UNSUPPORTED',
    });
  });
});
