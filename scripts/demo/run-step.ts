import type { Step, Task } from '../../test/services/pipeline.ts';
import type { TaskRun } from '../../test/agent/task-run.ts';
import { type AzureRequests, requestsIn } from './azure-requests.ts';
import type { DemoWorld } from './demo-world.ts';
import { collapsed, painted, show } from './pipeline-log.ts';

/** What a step of the demo's pipeline said and did. */
export interface StepRun extends TaskRun {
  readonly requests: AzureRequests;
}

interface NamedStep extends Step {
  /** Names the files that the step leaves: "1-extract". */
  readonly name: string;
  readonly task: Task;
  readonly instance: string;
  /** So many lines of one group of the log are shown. */
  readonly mostLines?: number;
}

let passed = 0;

/** Runs a task and shows its log as a pipeline does: commands are carried out, not shown. */
export async function runStep(world: DemoWorld, step: NamedStep): Promise<StepRun> {
  const { name, task, instance, mostLines = 6, ...more } = step;
  const { arm } = world.pipeline.emulators;
  passed += 1;
  const file = `${passed}-${name}`;
  showYaml(task, { serviceName: instance, ...more.inputs });
  arm.requests.clear();
  const run = await world.pipeline.run(task, instance, more);
  const requests = requestsIn(arm.requests);
  showLog(run.log, mostLines);
  await world.keep(`logs/${file}.log`, `${run.log.join('\n')}\n`);
  await world.keep(`requests/${file}.log`, `${requests.lines.join('\n')}\n`);
  await showResult(world, run, file);
  showRequests(requests);
  console.log(`  time      ${(run.milliseconds / 1000).toFixed(1)} s`);
  const { result, exitCode } = run;
  const words = `${task} succeeds (${name})`;
  world.checks.expect(words, result === 'Succeeded' && exitCode === 0, { result, exitCode });
  return { ...run, requests };
}

function showYaml(task: Task, inputs: Readonly<Record<string, string>>): void {
  const shown = Object.entries(inputs).map(([name, value]) => `    ${name}: ${value}`);
  for (const line of [
    `- task: ${task}@1`,
    '  inputs:',
    '    azureSubscription: contoso',
    '    resourceGroupName: apis',
    ...shown,
  ])
    console.log(painted('blue', `  ${line}`));
}

/** Groups as folders that are open; what repeats itself is cut. */
function showLog(log: readonly string[], most: number): void {
  let inGroup = false;
  for (const line of collapsed(log, most)) {
    const [, kind, text = ''] = /^##\[(\w+)\](.*)$/.exec(line) ?? [];
    if (kind === 'group') show([`> ${text}`]);
    else if (kind === 'error' || kind === 'warning') show([painted('red', `${kind.toUpperCase()}: ${text}`)]);
    else if (kind === undefined) show([line], { indent: inGroup ? 8 : 4 });
    inGroup = kind === 'group' || (inGroup && kind !== 'endgroup');
  }
}

async function showResult({ keep }: DemoWorld, run: TaskRun, file: string): Promise<void> {
  const outputs = Object.entries(run.outputs).filter(([, value]) => value !== '');
  console.log(`  outputs   ${outputs.map(([name, value]) => `${name}=${value}`).join('  ')}`);
  if (run.summary === undefined) return;
  const path = await keep(`summaries/${file}.md`, run.summary);
  const [headline = ''] = run.summary.split('\n');
  console.log(`  summary   ${headline.replace(/^#+ /, '')}  (${path})`);
}

function showRequests({ byMethod, writesByKind }: AzureRequests): void {
  const totals = Object.entries(byMethod).map(([method, count]) => `${count} ${method}`);
  console.log(`  requests  ${totals.join(', ')}`);
  show(
    Object.entries(writesByKind).map(([kind, count]) => `${String(count).padStart(4)}  ${kind}`),
    { indent: 10 },
  );
}
