import assert from 'node:assert/strict';
import { makeCertificate, type Certificate } from '../../../emulator/http/certificates.ts';
import { LoopbackServer } from '../../../emulator/http/loopback-server.ts';
import { signIn } from './sign-in.ts';

/** What proves who we are goes to the authority of the connection, and nowhere else. */
describe('A secret on its way', () => {
  let certificate: Certificate;
  let authority: LoopbackServer;
  let elsewhere: LoopbackServer;
  let redirects: RegExp;

  before(async () => {
    certificate = await makeCertificate();
    elsewhere = new LoopbackServer(certificate, () => ({
      status: 200,
      body: { access_token: 'stolen', token_type: 'Bearer', expires_in: 3600, oidcToken: 'stolen' },
    }));
    authority = new LoopbackServer(certificate, ({ path }) => {
      if (redirects.test(path))
        return { status: 307, headers: { location: `${elsewhere.origin}${path}` }, body: '' };
      if (path.endsWith('oidctoken')) return { status: 200, body: { oidcToken: 'id-token' } };
      return {
        status: 200,
        body: {
          issuer: `${authority.origin}/t/v2.0`,
          token_endpoint: `${authority.origin}/t/oauth2/v2.0/token`,
          authorization_endpoint: `${authority.origin}/t/oauth2/v2.0/authorize`,
          jwks_uri: `${authority.origin}/t/keys`,
        },
      };
    });
    await Promise.all([authority.start(), elsewhere.start()]);
  });
  after(() => Promise.all([authority.stop(), elsewhere.stop()]));

  for (const [what, path] of [
    ['the endpoint of tokens', /oauth2\/v2\.0\/token$/],
    ['the configuration of the authority', /openid-configuration$/],
    ['Azure DevOps', /oidctoken$/],
  ] as const)
    it(`does not follow a redirect of ${what} to another host`, async () => {
      redirects = path;
      const credential = signIn(
        {
          scheme: 'WorkloadIdentityFederation',
          armUrl: 'https://management.azure.com/',
          authorityHost: authority.origin,
          tenantId: '11111111-1111-1111-1111-111111111111',
          clientId: '22222222-2222-2222-2222-222222222222',
          serviceConnectionId: '33333333-3333-3333-3333-333333333333',
          systemAccessToken: 'job-token',
          oidcRequestUri: `${authority.origin}/oidctoken`,
        },
        { maskSecret: () => undefined, wayOut: { authorities: [certificate.cert] }, retries: 0 },
      );
      await assert.rejects(credential.getToken('https://management.azure.com/.default'), {
        code: 'SIGN_IN_REFUSED',
      });
      assert.deepEqual(elsewhere.requests.entries, []);
    });
});
