import assert from 'node:assert/strict';
import { type Emulators, startEmulators } from '../../emulator/emulators.ts';
import { emulatedConnection, emulatedSubscription } from './emulated-connection.ts';
import { runTask } from './run-task.ts';
import type { TaskRun } from './task-run.ts';

const identity = { tenantId: '66666666-7777-4888-8999-000000000000', clientId: 'an-application' };

describe('ApimExtract and the repository of its pipeline', () => {
  let emulators: Emulators;
  let repository: { readonly id: string };
  let projectId: string;

  before(async () => {
    emulators = await startEmulators();
    emulators.signIn.addPrincipal({ ...identity, acceptsAssertion: () => true });
    const address = {
      subscriptionId: emulatedSubscription,
      resourceGroup: 'apis-dev',
      name: 'contoso-apis-dev',
    };
    emulators.arm.addInstance(address);
    projectId = emulators.azureDevOps.addProject('Contoso').id;
    const files = { 'README.md': 'The APIs of Contoso' };
    repository = await emulators.azureDevOps.addRepository('Contoso', 'apis', { files });
  });

  after(() => emulators.stop());

  function extract(provider = 'TfsGit'): Promise<TaskRun> {
    const { arm, signIn, azureDevOps, accessToken, certificate } = emulators;
    return runTask('ApimExtract', {
      inputs: { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev' },
      connection: emulatedConnection({ ...identity, armUrl: arm.origin, authority: signIn.origin }),
      system: { url: azureDevOps.collectionUri, accessToken },
      variables: {
        'System.TeamProjectId': projectId,
        'System.PlanId': 'plan',
        'System.JobId': 'job',
        'Build.Repository.ID': repository.id,
        'Build.Repository.Provider': provider,
        'Build.Repository.Uri': `${azureDevOps.collectionUri}Contoso/_git/apis`,
      },
      trustFile: certificate.trustFile,
    });
  }

  it('makes one pull request, and keeps it', async () => {
    const [first, second] = [await extract(), await extract()];
    assert.equal(first.result, 'Succeeded', first.log.join('\n'));
    assert.equal(first.outputs['hasChanges'], 'true');
    assert.equal(first.outputs['removedCount'], '0');
    assert.match(first.outputs['pullRequestUrl'] ?? '', /\/Contoso\/_git\/apis\/pullrequest\/1$/);
    assert.ok(first.summary?.includes('[Pull request 1]'));
    assert.equal(second.outputs['pullRequestId'], first.outputs['pullRequestId']);
  });

  it('asks nobody anything when the repository is not in Azure Repos', async () => {
    const { arm, azureDevOps } = emulators;
    arm.requests.clear();
    azureDevOps.requests.clear();
    const { issues } = await extract('GitHub');
    assert.equal(issues[0]?.code, 'INVALID_INPUT');
    assert.match(issues[0].message, /"repository" is empty, and the pipeline's own is in GitHub/);
    assert.equal(arm.requests.entries.length + azureDevOps.requests.entries.length, 0);
  });
});
