import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { taskFolder, type TaskName } from '../../scripts/tasks.ts';
import type { EmulatedConnection } from './emulated-connection.ts';
import { execute, machine } from './execute.ts';
import { environmentOf, type SystemConnection } from './environment.ts';
import { type TaskRun, understandRun } from './task-run.ts';

export interface TaskStart {
  /** By the names of task.json; `azureSubscription` is the connection's id where it is not given. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly connection?: EmulatedConnection;
  /** The job's token for Azure DevOps. Default: an address that nobody listens to. */
  readonly system?: SystemConnection;
  /** Variables of the job by their names: "System.CollectionUri". */
  readonly variables?: Readonly<Record<string, string>>;
  readonly secretVariables?: Readonly<Record<string, string>>;
  /** Default: an empty folder. */
  readonly workingDirectory?: string;
  /** PEM file of authorities to trust besides Node's own. */
  readonly trustFile?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the task as it lies on an agent. Default: what was built last. */
  readonly taskFolder?: string;
  /** The Node that the agent starts it with. Default: the one that runs the tests. */
  readonly node?: string;
  /** Cancels the run, as the agent does, when this is fulfilled. */
  readonly cancelWhen?: () => Promise<void>;
}

/** Starts the bundle of a task as the agent does and reads what it tells. Asserts nothing. */
export async function runTask(task: TaskName, start: TaskStart = {}): Promise<TaskRun> {
  const folder = resolve(start.taskFolder ?? taskFolder(task));
  if (!existsSync(join(folder, 'index.js')))
    throw new Error(`${folder} is missing: run "npm run build" first.`);
  const temp = await mkdtemp(join(tmpdir(), 'apim-agent-'));
  try {
    const workingDirectory = start.workingDirectory ?? (await mkdtemp(join(temp, 'work-')));
    const system = start.system ?? { url: 'https://127.0.0.1:9/', accessToken: 'the-token-of-the-job' };
    const variables = {
      'System.CollectionUri': system.url,
      'System.TeamProject': 'Contoso',
      'System.HostType': 'build',
      'System.DefaultWorkingDirectory': workingDirectory,
      'Agent.TempDirectory': temp,
      ...start.variables,
    };
    const { connection, secretVariables = {} } = start;
    const environment = environmentOf({
      inputs: inputsOf(folder, { azureSubscription: connection?.id ?? '', ...start.inputs }),
      ...(connection === undefined ? {} : { connection }),
      system,
      variables: new Map(Object.entries(variables)),
      secretVariables: new Map(Object.entries(secretVariables)),
    });
    const masked = [system.accessToken, ...Object.values(secretVariables), ...secretsOf(connection)];
    const trust = start.trustFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: start.trustFile };
    const began = performance.now();
    const { exitCode, text } = await execute(
      join(folder, 'index.js'),
      workingDirectory,
      { ...machine(temp), ...environment, ...trust, ...start.env },
      start.node,
      start.cancelWhen,
    );
    const milliseconds = performance.now() - began;
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    return { exitCode, milliseconds, ...(await understandRun(lines, masked)) };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** Defaults of task.json first, what the step says over them, trimmed (facts: azure-pipelines 2.2). */
function inputsOf(folder: string, given: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const { inputs } = JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8')) as {
    inputs: readonly { name: string; defaultValue?: string | boolean }[];
  };
  const unknown = Object.keys(given).filter((name) => !inputs.some((input) => input.name === name));
  if (unknown.length > 0) throw new Error(`task.json knows no input ${unknown.join(', ')}.`);
  return new Map(
    inputs.map(({ name, defaultValue = '' }) => [name, (given[name] ?? String(defaultValue)).trim()]),
  );
}

/** The agent hides all of a connection's authorization but what is known to be harmless. */
function secretsOf(connection: EmulatedConnection | undefined): readonly string[] {
  const harmless = ['tenantid', 'serviceprincipalid', 'authenticationtype'];
  return Object.entries(connection?.authorization ?? {})
    .filter(([key]) => !harmless.includes(key.toLowerCase()))
    .map(([, value]) => value);
}
