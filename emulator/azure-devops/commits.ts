import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { RepositoryCall } from './call.ts';
import { objectNotFound, Refusal } from './refusal.ts';

/** GET one commit by its id. */
export async function commits({ repository, rest }: RepositoryCall): Promise<EmulatedAnswer> {
  const id = rest[0] ?? '';
  if (!(await repository.bare.hasCommit(id))) {
    throw new Refusal(404, 'GitCommitDoesNotExistException', objectNotFound(id).message);
  }
  const { message, parents, tree } = await repository.bare.describe(id);
  return { status: 200, body: { commitId: id, treeId: tree, parents, comment: message } };
}
