import assert from 'node:assert/strict';
import { ProxyEmulator } from '../../emulator/http/proxy.ts';
import { type MachineIdentities, MachineEmulator } from '../../emulator/sign-in/machine.ts';
import { Reach } from '../agent/reach.ts';
import type { TaskRun } from '../agent/task-run.ts';

describe('A managed identity signs in', () => {
  let reach: Reach;
  let proxy: ProxyEmulator;
  let machine: MachineEmulator;
  let machineHost: string;

  before(async () => {
    reach = await Reach.start();
    proxy = new ProxyEmulator();
    await proxy.start();
  });
  after(() => Promise.all([reach.stop(), proxy.stop()]));

  async function extract(
    identities: MachineIdentities,
    data: Record<string, string> = {},
    variables: Record<string, string> = {},
    more: Record<string, string> = {},
  ): Promise<TaskRun> {
    machine = new MachineEmulator(identities, (token) => {
      reach.emulators.arm.acceptToken(token);
    });
    await machine.start();
    machineHost = new URL(machine.origin).host;
    try {
      // Where the library looks for the metadata service instead of 169.254.169.254.
      const env = { AZURE_POD_IDENTITY_AUTHORITY_HOST: machine.origin, ...more };
      return await reach.extract({ scheme: 'ManagedServiceIdentity', data }, { env, variables });
    } finally {
      await machine.stop();
    }
  }

  const asked = () => machine.requests.entries.map(({ query }) => Object.fromEntries(query));

  it('as the one of the machine', async () => {
    const run = await extract({ system: true });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.deepEqual(asked(), [{ 'api-version': '2018-02-01', resource: reach.emulators.arm.origin }]);
    assert.equal(reach.emulators.signIn.requests.entries.length, 0, 'Entra is not asked');
    for (const token of reach.accessTokens) {
      assert.ok(run.secrets.includes(token));
      assert.ok(run.secrets.includes(Buffer.from(token).toString('base64')));
    }
  });

  it('as the one that a user assigned to the machine', async () => {
    const run = await extract({ userAssigned: ['of-a-user'] }, { msiclientId: 'of-a-user' });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.deepEqual(
      asked().map(({ client_id }) => client_id),
      ['of-a-user'],
    );
  });

  for (const [what, settings] of [
    ['that the agent was configured with', (url: string) => [{ 'Agent.ProxyUrl': url }, {}] as const],
    ['of the environment', (url: string) => [{}, { HTTPS_PROXY: url, HTTP_PROXY: url }] as const],
  ] as const)
    it(`without the proxy ${what}, which takes everything else`, async () => {
      proxy.tunnels.length = 0;
      const [variables, env] = settings(proxy.url);
      const run = await extract({ system: true }, {}, variables, env);
      assert.equal(run.result, 'Succeeded', run.log.join('\n'));
      assert.equal(machine.requests.entries.length, 1);
      assert.ok(proxy.targets.includes(new URL(reach.emulators.arm.origin).host));
      assert.ok(!proxy.targets.some((target) => target.includes(machineHost)), proxy.targets.join());
    });

  it('or tells that the machine does not have it', async () => {
    const { issues } = await extract({ system: true }, { msiclientId: 'another' });
    assert.equal(issues[0]?.code, 'SIGN_IN_REFUSED');
    assert.match(issues[0].message, /client id another: Identity not found\. Assign this identity/);
  });

  it('or tells that the machine has none at all', async () => {
    const nobody = { AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:9' };
    const { issues, milliseconds } = await extract({}, {}, {}, nobody);
    assert.equal(issues[0]?.code, 'SIGN_IN_REFUSED');
    assert.match(
      issues[0].message,
      /gives out no managed identity: nobody is at 127\.0\.0\.1:9 \(ECONNREFUSED\)/,
    );
    assert.ok(milliseconds < 10_000);
  });
});
