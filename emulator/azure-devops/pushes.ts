import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { zeros } from './bare-repository.ts';
import { bodyOf, demand, type RepositoryCall } from './call.ts';
import { changedFiles, type PushedChange } from './pushed-changes.ts';
import { invalidArgument, objectNotFound, policyProtects, staleReference } from './refusal.ts';

/** The service's limit for the body of a push, in bytes. */
const pushLimit = 26_214_400;

interface Push {
  readonly refUpdates?: readonly { readonly name: string; readonly oldObjectId: string }[];
  readonly commits?: readonly { readonly comment?: string; readonly changes?: readonly PushedChange[] }[];
}

let pushes = 0;

/** POST makes one commit out of changes and moves one ref to it, if the ref is still where the caller saw it. */
export async function push(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { name, oldObjectId, comment, changes } = read(call);
  const { repository, identity } = call;
  const { bare } = repository;
  const tip = await bare.tip(name);
  mayPush(call, name, tip);
  if (tip !== undefined && tip !== oldObjectId) throw staleReference(name);
  const base = oldObjectId === zeros ? undefined : oldObjectId;
  if (base !== undefined && !(await bare.hasCommit(base))) throw objectNotFound(base);

  const tree = await bare.changedTree(base, await changedFiles(bare, base, changes));
  const parents = base === undefined ? [] : [base];
  const commitId = await bare.commit(tree, parents, comment);
  const isFirst = (await bare.tip(await bare.head())) === undefined;
  if (!(await bare.updateRef(name, commitId, tip ?? zeros))) throw staleReference(name);
  if (isFirst) await bare.setDefaultBranch(name);

  pushes += 1;
  const body = {
    pushId: pushes,
    date: new Date().toISOString(),
    pushedBy: { id: identity.id, displayName: identity.displayName },
    repository: await repository.body(),
    commits: [{ commitId, comment, treeId: tree, parents }],
    refUpdates: [{ repositoryId: repository.id, name, oldObjectId: tip ?? zeros, newObjectId: commitId }],
    url: `${repository.url}/pushes/${pushes}`,
  };
  return { status: 201, body };
}

function read(call: RepositoryCall) {
  if (Buffer.byteLength(call.request.body) > pushLimit) {
    throw invalidArgument(`The maximum request size of ${pushLimit} bytes was exceeded.`);
  }
  const { refUpdates = [], commits = [] } = bodyOf(call) as Push;
  const [update, commit] = [refUpdates[0], commits[0]];
  if (update === undefined || commit === undefined || refUpdates.length + commits.length !== 2) {
    throw invalidArgument('A push takes exactly one ref update and one commit. Parameter name: newPush');
  }
  return { ...update, comment: commit.comment ?? '', changes: commit.changes ?? [] };
}

function mayPush(call: RepositoryCall, ref: string, tip: string | undefined): void {
  demand(call, 'GenericContribute');
  if (tip === undefined) demand(call, 'CreateBranch');
  if (call.repository.protectedBranches.has(ref)) throw policyProtects();
}
