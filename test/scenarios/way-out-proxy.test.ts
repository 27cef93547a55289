import assert from 'node:assert/strict';
import { ProxyEmulator } from '../../emulator/http/proxy.ts';
import { application, preloaded, Reach } from '../agent/reach.ts';
import type { TaskRun } from '../agent/task-run.ts';

const credentials = { username: 'CONTOSO\\build', password: 'p@ss:100%/w#rd' };

/** The four stacks: Azure Resource Manager, sign-in, the storage of exports, Azure DevOps. */
describe('The proxy of the agent', () => {
  let reach: Reach;
  let proxy: ProxyEmulator;
  let trap: ProxyEmulator;

  before(async () => {
    reach = await Reach.start();
    reach.emulators.signIn.addPrincipal({ ...application, acceptsAssertion: () => true });
  });
  beforeEach(async () => {
    proxy = new ProxyEmulator({ credentials });
    trap = new ProxyEmulator();
    await Promise.all([proxy.start(), trap.start()]);
  });
  afterEach(() => Promise.all([proxy.stop(), trap.stop()]));
  after(() => reach.stop());

  interface Settings {
    readonly password?: string;
    readonly bypass?: readonly string[];
    readonly env?: Record<string, string>;
  }

  function extract({
    password = credentials.password,
    bypass = [],
    env = {},
  }: Settings = {}): Promise<TaskRun> {
    return reach.extract(
      {},
      {
        variables: {
          'Agent.ProxyUrl': proxy.url,
          'Agent.ProxyUsername': credentials.username,
          'Agent.ProxyBypassList': JSON.stringify(bypass),
        },
        secretVariables: { 'Agent.ProxyPassword': password },
        env: { ...preloaded('emulator/http/only-loopback.mjs'), ...env },
      },
    );
  }

  function stacks(): Record<'arm' | 'signIn' | 'storage' | 'devOps', string> {
    const { arm, signIn, azureDevOps } = reach.emulators;
    return {
      arm: new URL(arm.origin).host,
      signIn: new URL(signIn.origin).host,
      storage: String(arm.downloads.entries[0]?.headers['host']),
      devOps: new URL(azureDevOps.collectionUri).host,
    };
  }

  it('takes every stack, with its credentials', async () => {
    const run = await extract();
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.deepEqual(proxy.targets, Object.values(stacks()).sort());
    assert.ok(proxy.tunnels.every(({ status }) => status === 200));
  });

  it('decides alone, whatever HTTPS_PROXY and NO_PROXY say', async () => {
    const env = { HTTPS_PROXY: trap.url, HTTP_PROXY: trap.url, NO_PROXY: 'localhost,127.0.0.1' };
    const run = await extract({ env });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.deepEqual(proxy.targets, Object.values(stacks()).sort());
    assert.deepEqual(trap.tunnels, []);
  });

  for (const stack of ['arm', 'signIn', 'storage', 'devOps'] as const)
    it(`is passed by where the bypass list says so (${stack})`, async () => {
      await extract();
      const hosts = stacks();
      proxy.tunnels.length = 0;
      const { [stack]: passed, ...others } = hosts;
      const run = await extract({
        bypass: ['', '(', `^https://local.*:${passed.split(':')[1] ?? ''}$`],
        env: { HTTPS_PROXY: trap.url },
      });
      assert.equal(run.result, 'Succeeded', run.log.join('\n'));
      assert.deepEqual(proxy.targets, Object.values(others).sort());
      assert.deepEqual(trap.tunnels, [], 'directly means directly');
    });

  it('is not passed by for a name that stands in a path only', async () => {
    const run = await extract({ bypass: ['contoso', 'apis-dev', 'oauth2'] });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.deepEqual(proxy.targets, Object.values(stacks()).sort());
  });

  it('that wants another password is told in one line, at once', async () => {
    const run = await extract({ password: 'wrong' });
    assert.equal(run.result, 'Failed');
    assert.equal(run.issues.length, 1);
    assert.equal(run.issues[0]?.code, 'AZURE_UNREACHABLE');
    assert.match(
      run.issues[0].message,
      /^The proxy http:\/\/127\.0\.0\.1:\d+ does not accept the user name and the password.*407.*--proxypassword/,
    );
    assert.ok(run.milliseconds < 10_000);
    assert.ok(proxy.tunnels.length <= 2, 'it is not tried again: accounts get locked');
  });

  it('that wants another password only for Azure DevOps is told in one line too', async () => {
    await extract();
    const { devOps, ...azure } = stacks();
    const before = proxy.tunnels.length;
    const bypass = Object.values(azure).map((host) => `:${host.split(':')[1] ?? ''}$`);
    // Without ID tokens, which come from Azure DevOps, sign-in would fail first.
    reach.emulators.signIn.addPrincipal({ ...application, clientId: 'secretive', secret: 'a-client-secret' });
    const run = await reach.extract(
      { scheme: 'ServicePrincipal', clientId: 'secretive' },
      { variables: { 'Agent.ProxyUrl': proxy.url, 'Agent.ProxyBypassList': JSON.stringify(bypass) } },
    );
    assert.deepEqual(proxy.tunnels.slice(before), [{ target: devOps, status: 407 }]);
    assert.equal(run.issues.length, 1);
    assert.equal(run.issues[0]?.code, 'REPOSITORY_UNREACHABLE');
    assert.match(run.issues[0].message, /^The proxy .* does not accept requests without a user name.*407/);
  });

  describe('of the environment', () => {
    const named = (password: string) => {
      const [user = '', secret = ''] = [credentials.username, password].map(encodeURIComponent);
      return { HTTPS_PROXY: proxy.url.replace('//', `//${user}:${secret}@`) };
    };

    it('takes every stack, with its credentials, but those that NO_PROXY excepts', async () => {
      const run = await reach.extract({}, { env: named(credentials.password) });
      assert.equal(run.result, 'Succeeded', run.log.join('\n'));
      const { devOps, ...others } = stacks();
      assert.deepEqual(proxy.targets, [devOps, ...Object.values(others)].sort());
      assert.ok(proxy.tunnels.every(({ status }) => status === 200));
      proxy.tunnels.length = 0;
      await reach.extract({}, { env: { ...named(credentials.password), NO_PROXY: devOps } });
      assert.deepEqual(proxy.targets, Object.values(others).sort());
    });

    it('that wants another password is told in one line', async () => {
      const { issues } = await reach.extract({}, { env: named('wrong') });
      assert.equal(issues.length, 1);
      assert.equal(issues[0]?.code, 'AZURE_UNREACHABLE');
      assert.match(issues[0].message, /407.*Check the user name and the password in HTTPS_PROXY/);
      assert.doesNotMatch(issues[0].message, /wrong/);
    });
  });
});
