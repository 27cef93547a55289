import assert from 'node:assert/strict';
import { claimsOf } from '../../emulator/sign-in/json-web-token.ts';
import { application, Reach } from '../agent/reach.ts';

describe('Workload identity federation signs in', () => {
  let reach: Reach;

  before(async () => {
    reach = await Reach.start();
    reach.emulators.signIn.addPrincipal({
      ...application,
      tokenSeconds: 3,
      acceptsAssertion: (jwt) => claimsOf(jwt)?.aud === 'api://AzureADTokenExchange',
    });
  });
  after(() => reach.stop());

  it('again for as long as the job runs, each time with a new ID token', async () => {
    const { arm } = reach.emulators;
    // Azure makes us wait longer than a token lives, three times; it refuses tokens that have ended.
    for (const nth of [1, 2, 3])
      arm.faults.push({
        path: /\/service\//,
        nth,
        answer: { status: 429, headers: { 'retry-after': '4' }, body: {} },
      });
    const run = await reach.extract();
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.ok(run.milliseconds > 12_000, 'the run outlives its tokens');
    assert.deepEqual(
      arm.requests.entries.filter(({ status }) => status === 401),
      [],
    );
    assert.ok(reach.accessTokens.length >= 4, `${reach.accessTokens.length} access tokens`);
    for (const { headers, at } of arm.requests.entries) {
      const { exp = 0 } = claimsOf(String(headers['authorization'])) ?? {};
      assert.ok(exp * 1000 > at, 'no token is used after its end');
    }
    const tokens = reach.emulators.signIn.requests.entries.filter(({ path }) => path.endsWith('/token'));
    for (const { at } of tokens)
      assert.ok(
        reach.idTokensAskedAt.some((asked) => asked <= at && asked > at - 1500),
        'an ID token was asked for just before',
      );
    for (const { body, at } of tokens) {
      const { iat } = claimsOf(new URLSearchParams(body).get('client_assertion') ?? '') ?? {};
      assert.ok(Number(iat) * 1000 > at - 2500, 'the ID token is the one just asked for');
    }
  }).timeout(90_000);

  it('though the sign-in is out of order for a while in which no token is needed', async () => {
    const { arm, signIn } = reach.emulators;
    let first: number | undefined;
    signIn.addPrincipal({
      ...application,
      clientId: 'sometimes',
      tokenSeconds: 4,
      acceptsAssertion: () => {
        first ??= Date.now();
        const since = Date.now() - first;
        return since < 100 || since > 7000;
      },
    });
    arm.faults.length = 0;
    arm.faults.push({
      path: /\/service\//,
      nth: 2,
      answer: { status: 429, headers: { 'retry-after': '9' }, body: {} },
    });
    const run = await reach.extract({ clientId: 'sometimes' });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.ok(run.milliseconds > 9000 && reach.accessTokens.length > 1);
  }).timeout(60_000);

  it('and masks every token that it obtains, as it is and in base64', async () => {
    const run = await reach.extract({}, { variables: { 'System.Debug': 'true' } });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    const idTokens = reach.tokenRequests.map((form) => form.get('client_assertion') ?? '');
    const obtained = [...reach.accessTokens, ...idTokens];
    assert.ok(obtained.length >= 2);
    for (const token of obtained) {
      for (const form of [token, Buffer.from(token).toString('base64')])
        assert.ok(run.secrets.includes(form), 'the token is masked');
      const inClear = run.lines.filter((line) => line.includes(token) && !line.includes('task.setsecret'));
      assert.deepEqual(inClear, []);
    }
  });
});
