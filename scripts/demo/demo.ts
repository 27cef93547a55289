// Shows the whole way of an API, from an instance that was never in Git to production, against emulators of Azure.
import { resolve } from 'node:path';
import { ensureBundles } from './bundles.ts';
import { type DemoWorld, openDemo } from './demo-world.ts';
import { painted, say, stageBegins } from './pipeline-log.ts';
import { develop } from './stage-develop.ts';
import { extractAgain, lookForSecrets } from './stage-extract-again.ts';
import { extractAndMerge } from './stage-extract.ts';
import { publishToDev, publishToProd } from './stage-publish.ts';

process.chdir(resolve(import.meta.dirname, '../..'));
const began = performance.now();
say(ensureBundles() ? 'Built the bundles of both tasks.' : 'The bundles of both tasks are up to date.');
const world = await openDemo();
say(
  'Emulators of Azure Resource Manager, Entra sign-in and Azure DevOps listen on this machine. Nothing leaves it.',
);
try {
  await extractAndMerge(world);
  await develop(world);
  await publishToDev(world);
  await publishToProd(world);
  await extractAgain(world);
  await lookForSecrets(world);
} catch (error) {
  world.checks.expect('the demo runs to its end', false, error instanceof Error ? error.message : error);
} finally {
  await world.pipeline.stop();
}
end(world);

function end({ checks }: DemoWorld): void {
  stageBegins('The end');
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  for (const failure of checks.failures) console.log(painted('red', `  NOT ${failure}`));
  const verdict = checks.failures.length === 0 ? 'All' : `${checks.count - checks.failures.length} of`;
  console.log(`  ${verdict} ${checks.count} promises of this demo came true, in ${seconds} s.`);
  console.log('  To look at:');
  console.log('    demo-output/repository     the clone: apim-artifacts, overrides.prod.yaml, git log');
  console.log('    demo-output/summaries      what each run shows on the page of the pipeline');
  console.log('    demo-output/pull-requests  their descriptions');
  console.log('    demo-output/logs           the logs, whole');
  console.log('    demo-output/requests       every request to Azure, by run');
  process.exitCode = checks.failures.length === 0 ? 0 : 1;
}
