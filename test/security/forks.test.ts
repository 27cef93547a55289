import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { runTask } from '../agent/run-task.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const fork = {
  'Build.Reason': 'PullRequest',
  'System.PullRequest.IsFork': 'True',
  'System.PullRequest.PullRequestNumber': '7',
};

describe('The build of a pull request from a fork', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  before(async () => {
    await writeFileAt(
      join(world.folder, 'files/tags/a/tagInformation.json'),
      '{"properties":{"displayName":"A"}}',
    );
  });

  /** Should the agent not skip the step: it hands over no connection. */
  const start = (task: 'ApimExtract' | 'ApimPublish', inputs: Readonly<Record<string, string>>) =>
    runTask(task, {
      inputs: {
        azureSubscription: world.federated.id,
        resourceGroupName: 'apis',
        serviceName: 'contoso-dev',
        ...inputs,
      },
      system: { url: world.emulators.azureDevOps.collectionUri, accessToken: planted.jobToken },
      variables: fork,
      workingDirectory: world.folder,
      trustFile: world.emulators.certificate.trustFile,
    });

  const runs: readonly (readonly [string, () => Promise<TaskRun>])[] = [
    ['extracts nothing', () => start('ApimExtract', intoFolder)],
    ['plans nothing', () => start('ApimPublish', { artifactsFolder: 'files', action: 'plan' })],
    ['publishes nothing', () => start('ApimPublish', { artifactsFolder: 'files' })],
  ];
  for (const [what, run] of runs)
    it(`${what}, asks nobody, and says why`, async () => {
      const ended = await run();
      assertRed(ended, 'INVALID_INPUT', /no such service connection/, /pull request from a fork gets none/);
      const { arm, azureDevOps, signIn } = world.emulators;
      for (const { requests } of [arm, azureDevOps, signIn])
        assert.deepEqual(requests.entries, [], seen(ended));
    });
});
