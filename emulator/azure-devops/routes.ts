import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';
import { blobs } from './blobs.ts';
import { listOf, type CollectionState, type RepositoryCall } from './call.ts';
import { commits } from './commits.ts';
import { items } from './items.ts';
import { merges } from './merges.ts';
import { pullRequests } from './pull-requests.ts';
import { push } from './pushes.ts';
import { refs } from './refs.ts';
import { pullRequestNotFound, Refusal, repositoryNotFound } from './refusal.ts';
import type { EmulatedProject, EmulatedRepository } from './repository.ts';

interface Collection extends CollectionState {
  readonly repositories: readonly EmulatedRepository[];
  identityOf(project: EmulatedProject): RepositoryCall['identity'];
  readonly newPullRequestId: () => number;
}

/** Finds repository and resource of a request to /{collection}[/{project}]/_apis/git/... */
export async function answerGit(request: EmulatedRequest, collection: Collection): Promise<EmulatedAnswer> {
  const parts = /^\/[^/]+(?:\/([^/]+))?\/_apis\/git\/([^/]+)(?:\/(.+))?$/i.exec(request.path);
  const [, project, area = '', tail = ''] = parts ?? [];
  const [name = '', resource, ...rest] = tail.split('/').filter((part) => part !== '');
  const visible = collection.denied.has('Read')
    ? []
    : collection.repositories.filter((one) => project === undefined || names(one.project, project));

  if (area.toLowerCase() === 'pullrequests') return byIdAlone(request, collection, visible, name);
  if (area.toLowerCase() !== 'repositories') throw noSuchRoute(request);
  if (name === '') return listOf(await Promise.all(visible.map((one) => one.body())));
  const repository = visible.find((one) => names(one, name));
  if (repository === undefined) throw repositoryNotFound(name);
  if (resource === undefined) return { status: 200, body: await repository.body() };
  if (repository.disabled) {
    throw new Refusal(403, 'GitRepositoryDisabledException', `VS403597: The repository ${name} is disabled.`);
  }
  const identity = collection.identityOf(repository.project);
  const call = { ...collection, request, repository, rest, identity };
  return dispatch(resource.toLowerCase(), call, collection);
}

async function dispatch(
  resource: string,
  call: RepositoryCall,
  { newPullRequestId }: Collection,
): Promise<EmulatedAnswer> {
  switch (resource) {
    case 'refs':
      return refs(call);
    case 'items':
      return items(call);
    case 'blobs':
      return blobs(call);
    case 'commits':
      return commits(call);
    case 'merges':
      return merges(call);
    case 'pushes':
      return push(call);
    case 'pullrequests':
      return pullRequests(call, newPullRequestId);
    default:
      throw noSuchRoute(call.request);
  }
}

/** Pull request numbers are unique in a collection, so a number finds its repository. */
function byIdAlone(
  request: EmulatedRequest,
  collection: Collection,
  visible: readonly EmulatedRepository[],
  id: string,
): Promise<EmulatedAnswer> {
  const repository = visible.find((one) => one.pullRequests.some((p) => String(p.pullRequestId) === id));
  if (repository === undefined) throw pullRequestNotFound(id);
  const identity = collection.identityOf(repository.project);
  const call = { ...collection, request, repository, rest: [id], identity };
  return pullRequests(call, collection.newPullRequestId);
}

const names = (thing: { readonly id: string; readonly name: string }, given: string) =>
  thing.id === given.toLowerCase() || thing.name.toLowerCase() === given.toLowerCase();

const noSuchRoute = ({ path }: EmulatedRequest) =>
  new Refusal(404, 'HttpException', `The controller for path '${path}' was not found.`);
