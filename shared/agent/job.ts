import { getEndpointAuthorizationParameter, getVariable } from 'azure-pipelines-task-lib/task.js';
import { present, textOrNothing, withoutSlash } from './present.ts';

/** The job that runs the task, as plain data. What a kind of pipeline does not have is absent. */
export interface Job {
  /** The job's own token for Azure DevOps: also there when scripts may not see it. */
  readonly accessToken?: string;
  /** The organisation, also in releases: without a slash at the end. */
  readonly collectionUri?: string;
  readonly project?: string;
  /** The repository that the pipeline was made from. */
  readonly repository?: PipelineRepository;
  /** Where relative paths start. */
  readonly workingDirectory: string;
  readonly tempDirectory?: string;
  /** Where workload identity federation asks for its tokens. */
  readonly oidcRequestUri?: string;
}

/** The pipeline's repository; `provider` is TfsGit for Azure Repos. */
export interface PipelineRepository {
  readonly id: string;
  readonly name?: string;
  readonly provider?: string;
}

/** Reads what the task must know about its job, once. */
export function readJob(): Job {
  // Never System.TeamFoundationServerUri: in classic releases it is another host (facts: azure-pipelines 1.11).
  const collection = variable('System.CollectionUri') ?? variable('System.TeamFoundationCollectionUri');
  return {
    ...present({
      accessToken: getEndpointAuthorizationParameter('SystemVssConnection', 'AccessToken', true),
      collectionUri: collection === undefined ? undefined : withoutSlash(collection),
      project: variable('System.TeamProject'),
      tempDirectory: variable('Agent.TempDirectory'),
      oidcRequestUri: variable('System.OidcRequestUri'),
      repository: pipelineRepository(),
    }),
    workingDirectory: variable('System.DefaultWorkingDirectory') ?? process.cwd(),
  };
}

function pipelineRepository(): PipelineRepository | undefined {
  const id = variable('Build.Repository.ID');
  if (id === undefined) return undefined;
  return {
    id,
    ...present({ name: variable('Build.Repository.Name'), provider: variable('Build.Repository.Provider') }),
  };
}

function variable(name: string): string | undefined {
  return textOrNothing(getVariable(name));
}
