import type { Job, PipelineRepository } from '../../shared/agent/job.ts';

interface InAzureRepos {
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
}

/** The address of a repository for people, as the pipeline knows it; undefined when the pipeline names none. */
export function repositoryUrl(
  repository: PipelineRepository | undefined,
  { collectionUri = '', project = '' }: Job,
): string | undefined {
  if (repository === undefined) return undefined;
  const { id, name, provider, uri } = repository;
  if (uri !== undefined) return normal(uri);
  return isAzureRepos(provider) ? normal(`${collectionUri}/${project}/_git/${name ?? id}`) : id;
}

/**
 * The repository in Azure Repos of this collection that the files come from: the one that a checkout was cloned from,
 * else the one of the pipeline. Undefined for those of others.
 */
export function repositoryIn(
  origin: string | undefined,
  repository: PipelineRepository | undefined,
  { collectionUri = '', project }: Job,
): InAzureRepos | undefined {
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

/** "<collection>/Project/_git/Name"; where both have the same name, the service leaves the project out. */
function inCollection(url: string, collectionUri: string): InAzureRepos | undefined {
  const address = normal(url);
  const start = `${normal(collectionUri)}/`;
  if (start === '/' || !address.toLowerCase().startsWith(start.toLowerCase())) return undefined;
  const match = /^(?:(?<project>[^/]+)\/)?_git\/(?<name>[^/]+)$/.exec(address.slice(start.length));
  const { project, name } = match?.groups ?? {};
  if (name === undefined) return undefined;
  return { project: decodeURIComponent(project ?? name), repository: decodeURIComponent(name) };
}

function normal(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/, '$1').replace(/\/+$/, '');
}

function isAzureRepos(provider: string | undefined): boolean {
  return provider === undefined || provider.toLowerCase() === 'tfsgit';
}
