// Measures both tasks against the emulators on a workload of known size, and compares with budget.json.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fillManyApis, manyApis, type Size } from '../../test/services/many-apis.ts';
import { type Pipeline, startPipeline } from '../../test/services/pipeline.ts';
import { ensureBundles } from '../demo/bundles.ts';
import { overspent } from './budget.ts';
import { measureComparison } from './comparison.ts';
import { type Growth, growthOf } from './growth.ts';
import { type Job, measure, type Measurement } from './measured-job.ts';
import { measurePace, type Pace } from './pace.ts';
import { circumstances, comparisonTable, growthTable, jobsTable, paceTable, startUpTable } from './report.ts';
import { measureStartUp } from './start-up.ts';

/** As large as an instance can become; measured with `npm run bench -- large`, which takes minutes. */
const large: Size = { apis: 2000, operations: 15, operationPolicies: 5, products: 10, tags: 20 };
const quarter: Size = { ...large, apis: large.apis / 4 };

const withLarge = process.argv.includes('large');

process.chdir(resolve(import.meta.dirname, '../..'));
ensureBundles();
const scratch = await mkdtemp(join(tmpdir(), 'apim-bench-'));
const pipeline = await startPipeline({ files: { 'README.md': '# Benchmark\n' } });
try {
  console.log(`${circumstances()}\n`);
  console.log(`${sizeInWords(manyApis)}:\n`);
  const measurements = await measureJobs(pipeline, join(scratch, 'files'));
  console.log(`${jobsTable(measurements)}\n`);
  const ofLarge = withLarge ? await measureLarge(pipeline, join(scratch, 'files of large')) : undefined;
  const startUps = await measureStartUp();
  console.log(`${startUpTable(startUps)}\n`);
  const comparison = measureComparison();
  console.log(`${comparisonTable(comparison)}\n`);
  const excess = overspent({
    ...{ startUps, comparison, pace: ofLarge?.pace, growth: ofLarge?.growth ?? [] },
    jobs: [...measurements, ...(ofLarge?.jobs ?? [])],
  });
  console.log(excess.length === 0 ? 'All within the budget.' : excess.join('\n'));
  process.exitCode = excess.length === 0 ? 0 : 1;
} finally {
  await pipeline.stop();
  await rm(scratch, { recursive: true, force: true });
}

function sizeInWords({ apis, operations }: Size): string {
  return `${apis} APIs with ${operations} operations each`;
}

interface OfLarge {
  readonly jobs: readonly Measurement[];
  readonly growth: readonly Growth[];
  readonly pace: Pace;
}

async function measureLarge(on: Pipeline, folder: string): Promise<OfLarge> {
  console.log(`${sizeInWords(quarter)}, and ${sizeInWords(large)}:\n`);
  const fewer = await measureExtractions(on, 'a quarter of it', quarter, `${folder} quarter`);
  const more = await measureExtractions(on, 'a large instance', large, folder);
  const jobs = [...fewer, ...more];
  console.log(`${jobsTable(jobs)}\n`);
  const growth = fewer.flatMap((one, at) => {
    const other = more[at];
    return other === undefined ? [] : [growthOf(one, other, large.apis / quarter.apis)];
  });
  console.log(`${growthTable(growth)}\n`);
  const pace = await measurePace(large);
  console.log(`${paceTable(pace)}\n`);
  return { jobs, growth, pace };
}

async function measureExtractions(
  on: Pipeline,
  words: string,
  size: Size,
  artifactsFolder: string,
): Promise<readonly Measurement[]> {
  await fillManyApis(on.addInstance(`apis-${size.apis}`), size);
  const inputs = { createPullRequest: 'false', artifactsFolder };
  const measured = (name: string) =>
    measure(on, { name, task: 'ApimExtract', instance: `apis-${size.apis}`, inputs }, scratch);
  return [await measured(`extract ${words} into an empty folder`), await measured(`extract ${words} again`)];
}

/** One after the other: each begins with what the one before left. */
async function measureJobs(on: Pipeline, folder: string): Promise<readonly Measurement[]> {
  await fillManyApis(on.addInstance('full'));
  on.addInstance('empty');
  const extract = {
    task: 'ApimExtract',
    instance: 'full',
    inputs: { createPullRequest: 'false', artifactsFolder: folder },
  } as const;
  const publish = { task: 'ApimPublish', instance: 'empty', inputs: { artifactsFolder: folder } } as const;
  const measured = async (job: Job) => await measure(on, job, scratch);
  const before = [
    await measured({ ...extract, name: 'extract into an empty folder' }),
    await measured({ ...extract, name: 'extract again' }),
    await measured({ ...publish, name: 'publish to an empty instance' }),
    await measured({ ...publish, name: 'publish again' }),
  ];
  const policy = join(folder, 'apis', 'api-1', 'operations', 'operation-1', 'policy.xml');
  await writeFile(policy, (await readFile(policy, 'utf8')).replace('calls="1"', 'calls="2"'));
  const inputs = { ...publish.inputs, action: 'plan' };
  return [...before, await measured({ ...publish, inputs, name: 'plan with one changed policy' })];
}
