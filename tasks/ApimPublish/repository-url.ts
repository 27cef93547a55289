import type { Job, PipelineRepository } from '../../shared/agent/job.ts';
import {
  inCollection,
  isAzureRepos,
  plainAddress,
  type RepositoryInAzureRepos,
} from '../repository-in-azure-repos.ts';

/** The address of a repository for people, as the pipeline knows it; undefined when the pipeline names none. */
export function repositoryUrl(
  repository: PipelineRepository | undefined,
  { collectionUri = '', project = '' }: Job,
): string | undefined {
  if (repository === undefined) return undefined;
  const { id, name, provider, uri } = repository;
  if (uri !== undefined) return plainAddress(uri);
  return isAzureRepos(provider) ? plainAddress(`${collectionUri}/${project}/_git/${name ?? id}`) : id;
}

/**
 * The repository in Azure Repos of this collection that the files come from: the one that a checkout was cloned from,
 * else the one of the pipeline. Undefined for those of others.
 */
export function repositoryIn(
  origin: string | undefined,
  repository: PipelineRepository | undefined,
  { collectionUri = '', project }: Job,
): RepositoryInAzureRepos | undefined {
  const cloned = origin === undefined ? undefined : inCollection(origin, collectionUri);
  if (cloned !== undefined) return cloned;
  if (repository === undefined || project === undefined || !isAzureRepos(repository.provider))
    return undefined;
  const { uri, id } = repository;
  return {
    project: (uri === undefined ? undefined : inCollection(uri, collectionUri)?.project) ?? project,
    repository: id,
  };
}
