import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Emulators } from '../emulators.ts';
import { subscription, TestClient } from '../arm/test-client.ts';
import { claimsOf, makeToken } from './json-web-token.ts';

const tenant = '11111111-1111-1111-1111-111111111111';
const app = '22222222-2222-2222-2222-222222222222';

/** Asks for a token as the tasks do, and for the subscription with it. */
const script = `
  import { ClientSecretCredential } from '@azure/identity';
  const [authorityHost, arm, secret] = process.argv.slice(-3);
  const credential = new ClientSecretCredential('${tenant}', '${app}', secret, { authorityHost, disableInstanceDiscovery: true });
  try {
    const { token } = await credential.getToken(arm + '/.default');
    const reply = await fetch(arm + '/subscriptions/${subscription}?api-version=2022-12-01', { headers: { authorization: 'Bearer ' + token } });
    console.log(reply.status);
  } catch (error) {
    console.log(error.message);
  }
`;

describe('Sign-in, emulated', () => {
  let client: TestClient;
  let emulators: Emulators;
  before(async () => {
    client = await TestClient.start();
    ({ emulators } = client);
    const federated = {
      clientId: 'federated',
      acceptsAssertion: (jwt: string) => claimsOf(jwt)?.sub === 'sc://a/b/c',
    };
    emulators.signIn.addPrincipal({ tenantId: tenant, clientId: app, secret: 'right' });
    emulators.signIn.addPrincipal({
      tenantId: tenant,
      clientId: 'old',
      secret: 'right',
      secretExpired: true,
    });
    emulators.signIn.addPrincipal({ tenantId: tenant, tokenSeconds: 60, ...federated });
  });
  after(() => client.stop());

  const child = async (secret: string): Promise<string> => {
    const process_ = spawn(
      process.execPath,
      ['--input-type=module', '-e', script, emulators.signIn.origin, emulators.arm.origin, secret],
      {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: emulators.certificate.trustFile },
      },
    );
    let output = '';
    process_.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(process_, 'close');
    return output.trim();
  };

  const ask = (form: Record<string, string>, inTenant = tenant) =>
    client.fetch(
      'POST',
      `${emulators.signIn.origin}/${inTenant}/oauth2/v2.0/token`,
      new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'https://arm/.default',
        ...form,
      }).toString(),
    );

  it('gives ClientSecretCredential a token that ARM takes', async () => {
    assert.equal(await child('right'), '200');
  });

  it('tells ClientSecretCredential that the secret is wrong', async () => {
    assert.match(await child('wrong'), /AADSTS7000215: Invalid client secret provided/);
  });

  it('refuses in the shape of Entra', async () => {
    const expired = makeToken({ sub: 'sc://a/b/c', exp: 1_700_000_000 });
    const stranger = makeToken({ sub: 'sc://x/y/z' });
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const cases: [number, Promise<Awaited<ReturnType<typeof ask>>>][] = [
      [90002, ask({}, 'nowhere')],
      [700016, ask({ client_id: 'nobody', client_secret: 'right' })],
      [7000215, ask({ client_id: app, client_secret: 'wrong' })],
      [7000222, ask({ client_id: 'old', client_secret: 'right' })],
      [70011, ask({ client_id: app, client_secret: 'right', scope: 'https://arm' })],
      [7000216, ask({ client_id: app })],
      [70021, ask({ client_id: app, client_assertion_type, client_assertion: stranger })],
      [700213, ask({ client_id: 'federated', client_assertion_type, client_assertion: stranger })],
      [700024, ask({ client_id: 'federated', client_assertion_type, client_assertion: expired })],
    ];
    for (const [number, asked] of cases) {
      const { json, status } = await asked;
      assert.ok(status >= 400);
      assert.deepEqual(json['error_codes'], [number]);
      assert.match(JSON.stringify(json['error_description']), new RegExp(`^"AADSTS${number}: `));
      for (const name of ['error', 'timestamp', 'trace_id', 'correlation_id'])
        assert.equal(typeof json[name], 'string');
    }
  });

  it('takes an ID token that a federated credential matches, and says how long the access token lives', async () => {
    const { json, status } = await ask({
      client_id: 'federated',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: makeToken({ sub: 'sc://a/b/c', exp: Math.floor(Date.now() / 1000) + 600 }),
    });
    assert.deepEqual([status, json['expires_in'], json['token_type']], [200, 60, 'Bearer']);
  });
});
