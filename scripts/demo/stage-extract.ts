import { contosoApis, contosoSecret } from '../../test/services/contoso.ts';
import { artifacts, devInstance, type DemoWorld } from './demo-world.ts';
import { say, show, showDiff, stageBegins } from './pipeline-log.ts';
import { showPullRequest } from './show-pull-request.ts';
import { runStep } from './run-step.ts';

/** An instance that nobody ever had in Git becomes a pull request, and is merged. */
export async function extractAndMerge(world: DemoWorld): Promise<void> {
  stageBegins(`Extract ${devInstance}`);
  say(
    `${devInstance} has ${Object.keys(contosoApis).length} APIs, imported from published OpenAPI documents that we did`,
    'not write, with named values (one secret), tags, a backend, a fragment, products and policies of every scope.',
    'The repository "apis" holds a README. The service connection uses workload identity federation.',
  );
  const run = await runStep(world, { name: 'extract', task: 'ApimExtract', instance: devInstance });

  stageBegins('The pull request');
  const { pipeline, repository, checks } = world;
  const [made] = pipeline.repository.pullRequests;
  if (made === undefined) throw new Error('There is no pull request: the demo cannot go on.');
  const changes = await showPullRequest(world, made);
  say('One of its files:');
  showDiff(await repository.diff(made.sourceRefName.slice('refs/heads/'.length), example), 20);
  checks.expect(
    'the pull request is the one that the task told of',
    run.outputs['pullRequestId'] === String(made.pullRequestId),
    run.outputs,
  );
  checks.expect(
    'it adds files below apim-artifacts and touches nothing else',
    changes.length > 0 && changes.every((line) => line.startsWith(`A\t${artifacts}/`)),
  );
  const missing = Object.keys(contosoApis).filter(
    (api) => !changes.includes(`A\t${artifacts}/apis/${api}/specification.yaml`),
  );
  checks.expect('every API is there with its specification', missing.length === 0, missing);

  await pipeline.repository.complete(made.pullRequestId);
  await repository.checkoutMain();
  const leaks = await repository.git('grep', '--fixed-strings', '--name-only', contosoSecret).catch(() => '');
  checks.expect('the secret named value is in no file', leaks === '', leaks);
  say('An operator has reviewed and merged it. main now holds:');
  const folders = await repository.git('ls-tree', '--name-only', '-d', `main:${artifacts}`);
  show(folders.split('\n').map((folder) => `${artifacts}/${folder}/`));
}

const example = `${artifacts}/apis/train-travel/policy.xml`;
