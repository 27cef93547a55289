import type { Job, PipelineRepository } from '../../shared/agent/job.ts';
import { invalidInput } from '../../shared/agent/parse-inputs.ts';
import { TaskError } from '../../shared/errors/task-error.ts';

/** Where the pull request goes, and with which token. */
export interface RepositoryAddress {
  readonly collectionUri: string;
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
  readonly token: string;
}

const allowed =
  'the name or id of a repository in Azure Repos, or "project/name"; ' +
  'to write a folder on the agent instead, set "createPullRequest" to "false"';

/** The repository that the input names ("name", "project/name"), else the one of the pipeline. */
export function repositoryAddress(input: string | undefined, job: Job): RepositoryAddress {
  const { collectionUri, accessToken: token, project } = job;
  if (collectionUri === undefined || project === undefined || token === undefined) {
    throw new TaskError('REPOSITORY_REFUSED', {
      message: 'The agent handed over no address or no token for Azure DevOps.',
      remedy: 'Run the task on an agent of Azure Pipelines, as a step of a job.',
    });
  }
  if (input === undefined)
    return { collectionUri, token, ...ofPipeline(job.repository, collectionUri, project) };
  const [first = '', second, ...more] = input.split('/').map((part) => part.trim());
  if (first === '' || second === '' || more.length > 0)
    throw invalidInput('repository', `is "${input}"`, allowed);
  const named =
    second === undefined ? { project, repository: first } : { project: first, repository: second };
  return { collectionUri, token, ...named };
}

function ofPipeline(
  repository: PipelineRepository | undefined,
  collectionUri: string,
  project: string,
): Pick<RepositoryAddress, 'project' | 'repository'> {
  if (repository === undefined)
    throw invalidInput(
      'repository',
      'is empty, and this pipeline has no repository of its own: a classic release has one only where its ' +
        'primary artifact is a build',
      allowed,
    );
  const { id, provider, uri = '' } = repository;
  if (provider !== undefined && provider.toLowerCase() !== 'tfsgit')
    throw invalidInput(
      'repository',
      `is empty, and the pipeline's own is in ${provider}, not in Azure Repos`,
      allowed,
    );
  return { project: projectIn(uri, collectionUri) ?? project, repository: id };
}

/**
 * A pipeline may build a repository of another project. "<collection>/Project/_git/Name"; where both have the same
 * name, the service leaves the project out.
 */
function projectIn(uri: string, collectionUri: string): string | undefined {
  const address = uri.replace(/^(https?:\/\/)[^/@]*@/, '$1');
  if (!address.toLowerCase().startsWith(`${collectionUri.toLowerCase()}/`)) return undefined;
  const [first, second] = address.slice(collectionUri.length + 1).split('/');
  const name = first === '_git' ? second : first;
  return name === undefined ? undefined : decodeURIComponent(name);
}
