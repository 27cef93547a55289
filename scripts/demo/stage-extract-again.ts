import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contosoSecret } from '../../test/services/contoso.ts';
import { scopedPolicy } from '../../test/services/scoped-policy.ts';
import { devInstance, type DemoWorld } from './demo-world.ts';
import { say, showDiff, stageBegins } from './pipeline-log.ts';
import { showPullRequest } from './show-pull-request.ts';
import { runStep } from './run-step.ts';
import { prodSecret } from './stage-publish.ts';

/** What is in Git is what is live: an extraction finds nothing, until somebody changes something by hand. */
export async function extractAgain(world: DemoWorld): Promise<void> {
  const { pipeline, checks, dev, repository } = world;
  const step = { task: 'ApimExtract', instance: devInstance } as const;
  const { pullRequests } = pipeline.repository;
  const before = pullRequests.length;

  stageBegins(`Extract ${devInstance} again`);
  const same = await runStep(world, { ...step, name: 'extract-again' });
  checks.expect(
    'no churn: no file differs, no pull request is made',
    same.outputs['hasChanges'] === 'false' && pullRequests.length === before,
    same.outputs,
  );

  stageBegins('Somebody changes a policy in the portal');
  await dev.put('products/partners/policies/policy', { properties: { format: 'rawxml', value: byHand } });
  const drift = await runStep(world, { ...step, name: 'extract-drift' });
  const made = pullRequests.at(before);
  let files: readonly string[] = [];
  if (made !== undefined) {
    files = await showPullRequest(world, made);
    const branch = made.sourceRefName.slice('refs/heads/'.length);
    showDiff(await repository.diff(branch, '.'), 20);
  }
  const { addedCount, changedCount, removedCount } = drift.outputs;
  checks.expect(
    'a pull request asks for that one file',
    files.length === 1 && changedCount === '1' && addedCount === '0' && removedCount === '0',
    { files, ...drift.outputs },
  );
}

/** Both secrets against everything that the demo leaves but the instances themselves. */
export async function lookForSecrets({ output, checks, repository }: DemoWorld): Promise<void> {
  stageBegins('Looking for secrets');
  say('In logs, summaries, pull requests and every commit of the repository.');
  const kept = ['logs', 'summaries', 'requests', 'pull-requests'].map((folder) => join(output, folder));
  const files = await Promise.all(
    kept.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  const commits = await repository.git('log', '--all', '--patch', '--format=%B');
  const found = [contosoSecret, prodSecret].filter((secret) =>
    [...texts, commits].some((text) => text.includes(secret)),
  );
  checks.expect('no secret is anywhere', found.length === 0 && commits !== '', found.length);
}

const byHand = scopedPolicy(`<rate-limit calls="{{calls-per-minute}}" renewal-period="60" />
    <quota calls="100000" renewal-period="604800" />`);
