import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { zeros } from './bare-repository.ts';
import { bodyOf, listOf, type RepositoryCall } from './call.ts';

interface RefUpdate {
  readonly name: string;
  readonly oldObjectId: string;
  readonly newObjectId: string;
}

/** GET lists refs by prefix (without refs/), POST moves, makes and deletes them one by one. */
export async function refs(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { repository, request, identity } = call;
  if (request.method === 'GET') {
    const found = await repository.bare.refs(`refs/${request.query.get('filter') ?? ''}`);
    const contains = request.query.get('filterContains') ?? '';
    const creator = { id: identity.id, displayName: identity.displayName };
    return listOf(
      found
        .filter(({ name }) => name.includes(contains))
        .map(({ name, id }) => ({ name, objectId: id, creator, url: `${repository.url}/${name}` })),
    );
  }
  const results = [];
  for (const update of bodyOf(call) as RefUpdate[]) {
    const updateStatus = await verdict(call, update);
    const success = updateStatus.startsWith('succeeded');
    results.push({ ...update, repositoryId: repository.id, success, updateStatus });
  }
  return listOf(results);
}

/** A refused ref is not a refused request: the answer is 200 with this word in it. */
async function verdict(call: RepositoryCall, update: RefUpdate): Promise<string> {
  const { name, oldObjectId, newObjectId } = update;
  const { bare } = call.repository;
  const refused = refusalOf(call, update);
  if (refused !== undefined) return refused;
  const tip = (await bare.tip(name)) ?? zeros;
  if (tip === zeros && newObjectId === zeros) return 'succeededNonExistentRef';
  if (tip !== oldObjectId) return 'staleOldObjectId';
  if (newObjectId !== zeros && !(await bare.hasCommit(newObjectId))) return 'unresolvableToCommit';
  if (call.denied.has('ForcePush') && !(await bare.isFastForward(oldObjectId, newObjectId)))
    return 'forcePushRequired';
  return (await bare.updateRef(name, newObjectId, oldObjectId)) ? 'succeeded' : 'staleOldObjectId';
}

function refusalOf({ repository, denied }: RepositoryCall, update: RefUpdate): string | undefined {
  if (!/^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/.test(update.name)) return 'invalidRefName';
  if (denied.has('GenericContribute')) return 'writePermissionRequired';
  if (update.oldObjectId === zeros && denied.has('CreateBranch')) return 'createBranchPermissionRequired';
  if (update.newObjectId === zeros && denied.has('ForcePush')) return 'forcePushRequired';
  return repository.protectedBranches.has(update.name) ? 'rejectedByPolicy' : undefined;
}
