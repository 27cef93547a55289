import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import type { EmulatedProject, EmulatedRepository } from '../../emulator/azure-devops/repository.ts';
import { type Emulators, startEmulators } from '../../emulator/emulators.ts';
import { type EmulatedConnection, emulatedSubscription } from '../agent/emulated-connection.ts';
import { runTask, type TaskStart } from '../agent/run-task.ts';
import type { TaskRun } from '../agent/task-run.ts';
import { kindsContent, secretsOfKinds } from './kinds-content.ts';
import { secretsOfWorkspace, workspaceContent } from './workspace-content.ts';
import { fill } from './world-content.ts';
import { replaceFiles, writeFileAt } from './world-files.ts';
import { identity, planted } from './world-identity.ts';

export type Inputs = Readonly<Record<string, string>>;

/**
 * A small company: the instances contoso-dev (with content) and contoso-prod (as it was born), a project with a
 * repository, a service connection, and an agent with a working folder.
 */
export interface World {
  readonly emulators: Emulators;
  readonly dev: EmulatedInstance;
  readonly prod: EmulatedInstance;
  readonly project: EmulatedProject;
  readonly repository: EmulatedRepository;
  /** The working folder of the agent: relative inputs start here. */
  readonly folder: string;
  /** Workload identity federation. */
  readonly federated: EmulatedConnection;
  /** A service principal and its secret. */
  readonly withSecret: EmulatedConnection;
  /** Starts ApimExtract on contoso-dev, unless the inputs say otherwise. */
  readonly extract: (inputs?: Inputs, start?: TaskStart) => Promise<TaskRun>;
  /** Starts ApimPublish to contoso-prod with the overrides that hold its one secret, unless the inputs say otherwise. */
  readonly publish: (inputs?: Inputs, start?: TaskStart) => Promise<TaskRun>;
  /** Makes the working folder a checkout of this branch. */
  readonly checkout: (branch?: string) => Promise<void>;
  /** One more instance, as it was born. */
  readonly newInstance: (name: string) => EmulatedInstance;
  /**
   * What was sent to Azure Resource Manager since the last call that could have changed something, without the marker
   * of what was published.
   */
  readonly writes: () => readonly string[];
  /** The same with the marker: nothing at all. */
  readonly allWrites: () => readonly string[];
  /** What was sent to anybody since the last call: Azure Resource Manager, sign-in, Azure DevOps. */
  readonly requests: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export const devName = 'contoso-dev';
export const prodName = 'contoso-prod';
export const resourceGroup = 'apis';

/** Inputs of an extraction into the working folder. */
export const intoFolder: Inputs = { createPullRequest: 'false', artifactsFolder: 'files' };

const secretsOfProd = `namedValues:
  - name: partner-key
    properties:
      value: ${planted.partnerKeyOfProd}
`;

export interface WorldOptions {
  readonly switches?: Partial<Switches>;
  /** Leaves contoso-dev as it was born. */
  readonly withoutContent?: true;
  /** Puts something of every kind into contoso-dev. */
  readonly everyKind?: true;
  /** The instances are of a tier that has workspaces, and contoso-dev has one with a thing of each kind. */
  readonly withWorkspace?: true;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { switches = {}, withoutContent, everyKind, withWorkspace } = options;
  const sku = withWorkspace === true ? 'Premium' : 'Developer';
  const emulators = await startEmulators({ switches, accessToken: planted.jobToken });
  const { arm, azureDevOps, certificate } = emulators;
  const instance = (name: string) =>
    arm.addInstance({ subscriptionId: emulatedSubscription, resourceGroup, name, sku });
  const [dev, prod] = [instance(devName), instance(prodName)];
  if (withoutContent === undefined) await fill(dev, arm);
  if (everyKind === true) await fill(dev, arm, kindsContent);
  if (withWorkspace === true) await fill(dev, arm, workspaceContent(dev.resourceId));
  const project = azureDevOps.addProject('Contoso');
  const files = { 'README.md': '# APIs of Contoso\n' };
  const repository = await azureDevOps.addRepository(project.name, 'apis', { files });
  const { federated, withSecret } = identity(emulators, project);
  const root = await mkdtemp(join(tmpdir(), 'apim-world-'));
  const folder = join(root, 'work');
  await mkdir(folder);
  const secrets = join(root, 'secrets-of-prod.yaml');
  const more = [
    ...(everyKind === true ? [secretsOfKinds] : []),
    ...(withWorkspace === true ? [secretsOfWorkspace] : []),
  ];
  await writeFileAt(secrets, [secretsOfProd, ...more].join(''));

  const agent: TaskStart = {
    connection: federated,
    system: { url: azureDevOps.collectionUri, accessToken: emulators.accessToken },
    workingDirectory: folder,
    trustFile: certificate.trustFile,
    variables: jobVariables(azureDevOps.collectionUri, project, repository),
  };
  const run = (task: 'ApimExtract' | 'ApimPublish', inputs: Inputs, start: TaskStart) =>
    runTask(task, {
      ...agent,
      ...start,
      variables: { ...agent.variables, ...start.variables },
      inputs: { resourceGroupName: resourceGroup, ...inputs },
    });
  const allWrites = () => {
    const told = arm.requests.writes.map(({ method, path }) => `${method} ${belowInstance(path)}`);
    arm.requests.clear();
    return told;
  };
  return {
    emulators,
    dev,
    prod,
    project,
    repository,
    folder,
    federated,
    withSecret,
    extract: (inputs = {}, start = {}) => run('ApimExtract', { serviceName: devName, ...inputs }, start),
    publish: (inputs = {}, start = {}) =>
      run(
        'ApimPublish',
        { serviceName: prodName, overridesFile: secrets, firstRun: 'publish', ...inputs },
        start,
      ),
    newInstance: instance,
    checkout: async (branch = 'main') => {
      await replaceFiles(folder, await repository.files(branch));
    },
    writes: () => allWrites().filter((write) => !isMarker(write)),
    allWrites,
    requests: () => {
      const logs = [arm.requests, emulators.signIn.requests, azureDevOps.requests];
      const told = logs.flatMap(({ entries }) => entries.map(({ method, path }) => `${method} ${path}`));
      for (const log of logs) log.clear();
      return told;
    },
    stop: async () => {
      await emulators.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** "/subscriptions/.../service/contoso-prod/apis/petstore" -> "apis/petstore" */
export function belowInstance(path: string): string {
  return path.replace(/^.*\/service\/[^/]+\/?/, '');
}

/** Whether a path, or a request, is about the named value that remembers what was published. */
export function isMarker(path: string): boolean {
  return /(?:^|[/ ])namedValues\/apim-gitops-[0-9a-f]+$/.test(path);
}

function jobVariables(
  collectionUri: string,
  project: EmulatedProject,
  repository: EmulatedRepository,
): Readonly<Record<string, string>> {
  const [planId, jobId] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
  return {
    'System.TeamProject': project.name,
    'System.TeamProjectId': project.id,
    'System.PlanId': planId,
    'System.JobId': jobId,
    'System.OidcRequestUri': `${collectionUri}${project.id}/_apis/distributedtask/hubs/build/plans/${planId}/jobs/${jobId}/oidctoken`,
    'Build.Repository.ID': repository.id,
    'Build.Repository.Name': repository.name,
    'Build.Repository.Provider': 'TfsGit',
    'Build.Repository.Uri': repository.webUrl,
  };
}
