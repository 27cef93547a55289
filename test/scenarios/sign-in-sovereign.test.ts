import assert from 'node:assert/strict';
import { ProxyEmulator } from '../../emulator/http/proxy.ts';
import { claimsOf } from '../../emulator/sign-in/json-web-token.ts';
import { application, preloaded, Reach } from '../agent/reach.ts';

/** A proxy is the only way out of the process, and leads the names of the cloud to the emulators. */
describe('In a sovereign cloud', () => {
  let reach: Reach;
  let proxy: ProxyEmulator;

  before(async () => {
    reach = await Reach.start();
    reach.emulators.signIn.addPrincipal({
      ...application,
      secret: 'a-client-secret',
      acceptsAssertion: () => true,
    });
  });
  afterEach(() => proxy.stop());
  after(() => reach.stop());

  for (const scheme of ['WorkloadIdentityFederation', 'ServicePrincipal'])
    for (const [environment, arm, login] of [
      ['AzureUSGovernment', 'management.usgovcloudapi.net', 'login.microsoftonline.us'],
      ['AzureChinaCloud', 'management.chinacloudapi.cn', 'login.chinacloudapi.cn'],
    ] as const)
      it(`${environment} nobody outside of it is asked anything (${scheme})`, async () => {
        const { arm: armEmulator, signIn, azureDevOps } = reach.emulators;
        const names = { [`${arm}:443`]: armEmulator.origin, [`${login}:443`]: signIn.origin };
        proxy = new ProxyEmulator({ names });
        await proxy.start();
        const run = await reach.extract(
          { scheme, armUrl: `https://${arm}`, authority: `https://${login}`, data: { environment } },
          { variables: { 'Agent.ProxyUrl': proxy.url }, env: preloaded('emulator/http/only-loopback.mjs') },
        );
        assert.equal(run.result, 'Succeeded', run.log.join('\n'));
        assert.deepEqual(
          run.lines.filter((line) => line.includes('A stranger was asked')),
          [],
        );
        const cloud = [`${arm}:443`, `${login}:443`];
        const loopback = proxy.targets.filter((target) => target.startsWith('localhost:'));
        assert.deepEqual(proxy.targets, [...cloud, ...loopback].sort());
        assert.ok(loopback.includes(new URL(azureDevOps.collectionUri).host));
        assert.equal(claimsOf(reach.accessTokens[0] ?? '')?.aud, `https://${arm}`);
      });

  it('a process that asks a stranger would be seen', async () => {
    proxy = new ProxyEmulator();
    await proxy.start();
    const run = await reach.extract(
      { scheme: 'ServicePrincipal', authority: 'https://login.microsoftonline.us' },
      { env: preloaded('emulator/http/only-loopback.mjs') },
    );
    assert.ok(run.lines.includes('A stranger was asked: login.microsoftonline.us'), run.lines.join('\n'));
    assert.equal(run.result, 'Failed');
  });
});
