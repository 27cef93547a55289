import { decoded } from '../shared/apim/decoded.ts';

/** A repository of Azure Repos. */
export interface RepositoryInAzureRepos {
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
}

/**
 * The repository of this collection that has the address: "<collection>/Project/_git/Name"; where both have the same
 * name, the service leaves the project out. Undefined for those of others.
 */
export function inCollection(url: string, collectionUri: string): RepositoryInAzureRepos | undefined {
  const address = plainAddress(url);
  const start = `${plainAddress(collectionUri)}/`;
  if (start === '/' || !address.toLowerCase().startsWith(start.toLowerCase())) return undefined;
  const match = /^(?:(?<project>[^/]+)\/)?_git\/(?<name>[^/]+)$/.exec(address.slice(start.length));
  const { project, name } = match?.groups ?? {};
  if (name === undefined) return undefined;
  return { project: decoded(project ?? name), repository: decoded(name) };
}

/** An address without who signs in, and without a slash at its end. */
export function plainAddress(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/, '$1').replace(/\/+$/, '');
}

/** Whether a pipeline's repository is in Azure Repos, by its provider; one that says none is. */
export function isAzureRepos(provider: string | undefined): boolean {
  return provider === undefined || provider.toLowerCase() === 'tfsgit';
}
