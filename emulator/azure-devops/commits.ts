import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { listOf, type RepositoryCall } from './call.ts';
import { invalidArgument, objectNotFound, Refusal } from './refusal.ts';

/** GET one commit by its id, or the merge bases of it and another one. */
export async function commits(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { repository, request } = call;
  const [id = '', part] = call.rest;
  await mustExist(call, id);
  if (part?.toLowerCase() === 'mergebases') {
    const other = request.query.get('otherCommitId');
    if (other === null) throw invalidArgument('otherCommitId must be given.');
    await mustExist(call, other);
    return listOf((await repository.bare.mergeBases(id, other)).map((commitId) => ({ commitId })));
  }
  const { message, parents, tree, author, committer } = await repository.bare.describe(id);
  return { status: 200, body: { commitId: id, treeId: tree, parents, comment: message, author, committer } };
}

async function mustExist({ repository }: RepositoryCall, id: string): Promise<void> {
  if (await repository.bare.hasCommit(id)) return;
  throw new Refusal(404, 'GitCommitDoesNotExistException', objectNotFound(id).message);
}
