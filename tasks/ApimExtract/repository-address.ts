import type { Job, PipelineRepository } from '../../shared/agent/job.ts';
import { invalidInput } from '../../shared/agent/parse-inputs.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { inCollection, isAzureRepos, type RepositoryInAzureRepos } from '../repository-in-azure-repos.ts';

/** Where the pull request goes, and with which token. */
export interface RepositoryAddress extends RepositoryInAzureRepos {
  readonly collectionUri: string;
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
): RepositoryInAzureRepos {
  if (repository === undefined)
    throw invalidInput(
      'repository',
      'is empty, and this pipeline has no repository of its own: a classic release has one only where its ' +
        'primary artifact is a build',
      allowed,
    );
  const { id, provider = 'TfsGit', uri = '' } = repository;
  if (!isAzureRepos(provider))
    throw invalidInput(
      'repository',
      `is empty, and the pipeline's own is in ${provider}, not in Azure Repos`,
      allowed,
    );
  // A pipeline may build a repository of another project.
  return { project: inCollection(uri, collectionUri)?.project ?? project, repository: id };
}
