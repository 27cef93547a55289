import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { EmulatedRepository, FileChanges } from '../../emulator/azure-devops/repository.ts';
import { type Emulators, startEmulators } from '../../emulator/emulators.ts';
import { claimsOf } from '../../emulator/sign-in/json-web-token.ts';
import { emulatedConnection, emulatedSubscription } from '../agent/emulated-connection.ts';
import { runTask, type TaskStart } from '../agent/run-task.ts';
import type { TaskRun } from '../agent/task-run.ts';

export type Task = 'ApimExtract' | 'ApimPublish';

/** One step of a pipeline as its YAML says it. */
export interface Step extends Pick<TaskStart, 'taskFolder' | 'node'> {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where the pipeline checked the repository out. */
  readonly workingDirectory?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly secretVariables?: Readonly<Record<string, string>>;
}

/** A project of the emulated Azure DevOps with a service connection to the emulated Azure. */
export interface Pipeline {
  readonly emulators: Emulators;
  readonly repository: EmulatedRepository;
  /** A new instance in the resource group "apis". */
  addInstance(name: string): EmulatedInstance;
  /** Runs the bundled task against an instance, signed in with workload identity federation. */
  run(task: Task, instance: string, step?: Step): Promise<TaskRun>;
  stop(): Promise<void>;
}

const resourceGroup = 'apis';
const ids = { plan: '3d1f4d8e-60e1-4a4b-9d0a-35a4c3f2b6a1', job: '12f1170f-54f2-53f3-20dd-22fc7dff55f9' };

export interface PipelineOptions {
  /** What the repository starts with. */
  readonly files: FileChanges;
  /** Where bare repositories live and stay; by default they go away in the end. */
  readonly repositories?: string;
}

export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { files, repositories } = options;
  const emulators = await startEmulators(repositories === undefined ? {} : { repositories });
  const { arm, signIn, azureDevOps, accessToken, certificate } = emulators;
  const project = azureDevOps.addProject('Contoso');
  const repository = await azureDevOps.addRepository(project.name, 'apis', { files });
  const connection = emulatedConnection({ armUrl: arm.origin, authority: signIn.origin });
  const subject = `sc://contoso/${project.id}/${connection.id}`;
  signIn.addPrincipal({
    tenantId: connection.authorization['tenantid'] ?? '',
    clientId: connection.authorization['serviceprincipalid'] ?? '',
    acceptsAssertion: (token) => claimsOf(token)?.sub === subject,
  });
  const { collectionUri } = azureDevOps;
  const job = `hubs/build/plans/${ids.plan}/jobs/${ids.job}`;
  const variables = {
    'System.TeamProject': project.name,
    'System.TeamProjectId': project.id,
    'System.PlanId': ids.plan,
    'System.JobId': ids.job,
    'System.OidcRequestUri': `${collectionUri}${project.id}/_apis/distributedtask/${job}/oidctoken`,
    'Build.Repository.ID': repository.id,
    'Build.Repository.Name': repository.name,
    'Build.Repository.Provider': 'TfsGit',
    'Build.Repository.Uri': repository.webUrl,
  };
  return {
    emulators,
    repository,
    addInstance: (name) => arm.addInstance({ subscriptionId: emulatedSubscription, resourceGroup, name }),
    run: (task, instance, { inputs, ...more } = {}) =>
      runTask(task, {
        ...more,
        inputs: {
          resourceGroupName: resourceGroup,
          serviceName: instance,
          ...(task === 'ApimPublish' ? { firstRun: 'publish' } : {}),
          ...inputs,
        },
        connection,
        system: { url: collectionUri, accessToken },
        variables,
        trustFile: certificate.trustFile,
      }),
    stop: () => emulators.stop(),
  };
}
