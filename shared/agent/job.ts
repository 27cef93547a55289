import { getEndpointAuthorizationParameter, getVariable } from 'azure-pipelines-task-lib/task.js';
import { present, textOrNothing, withoutSlash } from './present.ts';

/** The job that runs the task, as plain data. What a kind of pipeline does not have is absent. */
export interface Job {
  /** The job's own token for Azure DevOps: also there when scripts may not see it. */
  readonly accessToken?: string;
  /** The organisation, also in releases: without a slash at the end. */
  readonly collectionUri?: string;
  readonly project?: string;
  readonly projectId?: string;
  /** The repository that the pipeline was made from. */
  readonly repository?: PipelineRepository;
  /** Where relative paths start. */
  readonly workingDirectory: string;
  readonly tempDirectory?: string;
  /** Where workload identity federation asks for its tokens. */
  readonly oidcRequestUri?: string;
  /** How Microsoft's servers want to be told of pipelines; other clients put their own name before it. */
  readonly userAgent?: string;
}

/** The pipeline's repository; `provider` is TfsGit for Azure Repos. */
export interface PipelineRepository {
  readonly id: string;
  readonly name?: string;
  readonly provider?: string;
  readonly uri?: string;
}

/** Reads what the task must know about its job, once. */
export function readJob(): Job {
  // Never System.TeamFoundationServerUri: in classic releases it is another host (facts: azure-pipelines 1.11).
  const collection = variable('System.CollectionUri') ?? variable('System.TeamFoundationCollectionUri');
  const collectionUri = collection === undefined ? undefined : withoutSlash(collection);
  return {
    ...present({
      accessToken: getEndpointAuthorizationParameter('SystemVssConnection', 'AccessToken', true),
      collectionUri,
      project: variable('System.TeamProject'),
      projectId: variable('System.TeamProjectId'),
      tempDirectory: variable('Agent.TempDirectory'),
      oidcRequestUri: variable('System.OidcRequestUri') ?? composedOidcRequestUri(collectionUri),
      userAgent: variable('AZURE_HTTP_USER_AGENT'),
      repository: pipelineRepository(),
    }),
    workingDirectory: variable('System.DefaultWorkingDirectory') ?? process.cwd(),
  };
}

/** Older servers do not say it (facts: azure-pipelines 2.8). */
function composedOidcRequestUri(collectionUri: string | undefined): string | undefined {
  const parts = ['System.TeamProjectId', 'System.HostType', 'System.PlanId', 'System.JobId'].map(variable);
  const [projectId, hub, planId, jobId] = parts;
  if (collectionUri === undefined || parts.includes(undefined)) return undefined;
  const plan = `_apis/distributedtask/hubs/${hub ?? ''}/plans/${planId ?? ''}`;
  return `${collectionUri}/${projectId ?? ''}/${plan}/jobs/${jobId ?? ''}/oidctoken`;
}

function pipelineRepository(): PipelineRepository | undefined {
  const id = variable('Build.Repository.ID');
  if (id === undefined) return undefined;
  return {
    id,
    ...present({
      name: variable('Build.Repository.Name'),
      provider: variable('Build.Repository.Provider'),
      uri: variable('Build.Repository.Uri'),
    }),
  };
}

/** What the agent says under this name; empty is absent. */
export function variable(name: string): string | undefined {
  return textOrNothing(getVariable(name));
}
