import assert from 'node:assert/strict';
import { type Emulators, startEmulators } from '../../emulator/emulators.ts';
import { type ConnectionParts, emulatedConnection, emulatedSubscription } from './emulated-connection.ts';
import { runTask } from './run-task.ts';
import type { TaskRun } from './task-run.ts';

const identity = { tenantId: '66666666-7777-4888-8999-000000000000', clientId: 'an-application' };
const secret = 'a~very/secret+value';

describe('Signing in from the bundle', () => {
  let emulators: Emulators;

  before(async () => {
    emulators = await startEmulators();
    emulators.signIn.addPrincipal({ ...identity, secret, acceptsAssertion: () => true });
    emulators.arm.addInstance({
      subscriptionId: emulatedSubscription,
      resourceGroup: 'apis-dev',
      name: 'contoso-apis-dev',
    });
    emulators.azureDevOps.addProject('Contoso');
  });

  after(() => emulators.stop());

  function extractWith(parts: ConnectionParts, variables: Record<string, string> = {}): Promise<TaskRun> {
    const { arm, signIn, azureDevOps, accessToken, certificate } = emulators;
    return runTask('ApimExtract', {
      inputs: { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev', createPullRequest: 'false' },
      connection: emulatedConnection({ ...identity, armUrl: arm.origin, authority: signIn.origin, ...parts }),
      system: { url: azureDevOps.collectionUri, accessToken },
      variables: {
        'System.TeamProjectId': 'project',
        'System.PlanId': 'plan',
        'System.JobId': 'job',
        ...variables,
      },
      trustFile: certificate.trustFile,
    });
  }

  for (const parts of [
    { scheme: 'WorkloadIdentityFederation' },
    { scheme: 'ServicePrincipal', secret },
  ] satisfies ConnectionParts[])
    it(`works with ${parts.scheme}, and shows no secret even with System.Debug`, async () => {
      const run = await extractWith(parts, { 'System.Debug': 'true' });
      assert.equal(run.result, 'Succeeded', run.log.join('\n'));
      const tokens = emulators.arm.requests.entries.map(({ headers }) => String(headers['authorization']));
      const sent = [...new Set(tokens)].map((token) => token.replace('Bearer ', ''));
      assert.ok(sent.length > 0);
      for (const token of sent)
        assert.ok(!run.lines.some((line) => line.includes(token) && !line.includes('task.setsecret')));
      emulators.arm.requests.clear();
    });

  it('masks the secret in the forms in which requests carry it', async () => {
    const { secrets } = await extractWith({ scheme: 'ServicePrincipal', secret });
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      assert.ok(secrets.includes(form), form);
  });

  it('tells what is wrong with the secret, with the code for it', async () => {
    const { result, issues } = await extractWith({ scheme: 'ServicePrincipal', secret: 'an old one' });
    assert.equal(result, 'Failed');
    assert.equal(issues[0]?.code, 'SIGN_IN_REFUSED');
    assert.match(issues[0].message, /AADSTS7000215/);
  });
});
