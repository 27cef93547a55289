import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stage as extension } from '../../scripts/tasks.ts';
import { environmentOf } from '../agent/environment.ts';
import { execute, machine } from '../agent/execute.ts';
import { type TaskRun, understandRun } from '../agent/task-run.ts';
import type { World } from '../services/world.ts';
import type { ReleaseDefinition, Stage, WorkflowTask } from './definition.ts';
import { releaseHost, releaseVariables } from './release-variables.ts';

/** What changes from one run of a definition to the next. */
export interface Changes {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** The commit of the primary artifact. */
  readonly commit?: string;
}

/** Runs the tasks of one stage in their order, as the agent of a release does, until one fails. */
export async function runStage(
  world: World,
  definition: ReleaseDefinition,
  name: string,
  changes: Changes = {},
): Promise<readonly TaskRun[]> {
  const stage = definition.environments.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`There is no stage ${name}.`);
  const runs: TaskRun[] = [];
  for (const task of stage.deployPhases.flatMap(({ workflowTasks }) => workflowTasks)) {
    if (!task.enabled || runs.at(-1)?.result === 'Failed') continue;
    runs.push(await runInRelease(world, definition, stage, task, changes));
  }
  return runs;
}

async function runInRelease(
  world: World,
  definition: ReleaseDefinition,
  stage: Stage,
  task: WorkflowTask,
  changes: Changes,
): Promise<TaskRun> {
  const temp = await mkdtemp(join(tmpdir(), 'apim-release-'));
  try {
    const { emulators, federated, folder } = world;
    const given = releaseVariables(definition, stage, { world, folder, temp, commit: changes.commit });
    const variables = new Map([...given, ...Object.entries(changes.variables ?? {})]);
    const place = folderOf(task);
    const environment = environmentOf({
      inputs: inputsOf(place, { ...task.inputs, ...changes.inputs }, variables),
      connection: federated,
      system: { url: releaseHost, accessToken: emulators.accessToken },
      variables,
      secretVariables: new Map(),
    });
    const trust = { NODE_EXTRA_CA_CERTS: emulators.certificate.trustFile };
    const began = performance.now();
    const { exitCode, text } = await execute(resolve(place, 'index.js'), folder, {
      ...machine(temp),
      ...environment,
      ...trust,
    });
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    const understood = await understandRun(lines, [emulators.accessToken]);
    return { exitCode, milliseconds: performance.now() - began, ...understood };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** Where the package has the task of this id, in the major version that "1.*" asks for. */
function folderOf({ taskId, version, name }: WorkflowTask): string {
  const manifests = readdirSync(`${extension}/tasks`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('task.json'))
    .map((path) => resolve(extension, 'tasks', path, '..'));
  const found = manifests.find((folder) => {
    const { id, version: own } = manifestIn(folder);
    return id === taskId && version === `${String(own.Major)}.*`;
  });
  if (found === undefined) throw new Error(`The package has no task for "${name}" (${taskId}, ${version}).`);
  return found;
}

/** Defaults first, what the definition says over them, variables replaced once (facts: azure-pipelines 2.2). */
function inputsOf(
  folder: string,
  given: Readonly<Record<string, string>>,
  variables: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { inputs } = manifestIn(folder);
  const unknown = Object.keys(given).filter((name) => !inputs.some((input) => input.name === name));
  if (unknown.length > 0) throw new Error(`task.json knows no input ${unknown.join(', ')}.`);
  const values = new Map([...variables].map(([name, value]) => [name.toLowerCase(), value]));
  const replaced = (text: string) =>
    text.replace(/\$\(([^)]+)\)/g, (whole, name: string) => values.get(name.toLowerCase()) ?? whole);
  return new Map(
    inputs.map(({ name, defaultValue = '' }) => [
      name,
      replaced((given[name] ?? String(defaultValue)).trim()),
    ]),
  );
}

interface Manifest {
  readonly id: string;
  readonly version: { readonly Major: number };
  readonly inputs: readonly { readonly name: string; readonly defaultValue?: string | boolean }[];
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8')) as Manifest;
}
