import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, demand, type RepositoryCall } from './call.ts';
import { invalidArgument, objectNotFound, Refusal } from './refusal.ts';

interface Merge {
  readonly mergeOperationId: number;
  readonly parents: readonly string[];
  readonly comment: string;
  /** Undefined when the two commits conflict. */
  readonly commit: string | undefined;
  polls: number;
}

/** Merges that a repository was asked for, by their numbers. */
export type Merges = Map<number, Merge>;

/**
 * POST asks for the merge of two commits, GET tells how far it is. The merge commit is an object only: no ref moves.
 * The first poll finds it in progress, as an operation in the background may be.
 */
export async function merges(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { merges: all } = call.repository;
  const [id] = call.rest;
  if (call.request.method === 'POST') {
    demand(call, 'GenericContribute');
    const made = await merged(call, all.size + 1);
    all.set(made.mergeOperationId, made);
    return { status: 201, body: described(made) };
  }
  const found = all.get(Number(id));
  if (found === undefined) {
    throw new Refusal(404, 'GitMergeNotFoundException', `The merge operation ${id ?? ''} was not found.`);
  }
  found.polls += 1;
  return { status: 200, body: described(found) };
}

async function merged(call: RepositoryCall, mergeOperationId: number): Promise<Merge> {
  const { bare } = call.repository;
  const { parents = [], comment = '' } = bodyOf(call) as Partial<Merge>;
  const [ours, theirs] = parents;
  if (ours === undefined || theirs === undefined || parents.length !== 2)
    throw invalidArgument('A merge takes exactly two parents.');
  for (const parent of parents) if (!(await bare.hasCommit(parent))) throw objectNotFound(parent);
  const tree = await bare.mergedTree(ours, theirs);
  const commit = tree === undefined ? undefined : await bare.commit(tree, parents, comment);
  return { mergeOperationId, parents, comment, commit, polls: 0 };
}

function described({ mergeOperationId, parents, comment, commit, polls }: Merge): object {
  const known = { mergeOperationId, parents, comment };
  if (polls < 2) return { ...known, status: polls === 0 ? 'queued' : 'inProgress' };
  return commit === undefined
    ? { ...known, status: 'failed', detailedStatus: { failureMessage: 'The merge has conflicts.' } }
    : { ...known, status: 'completed', detailedStatus: { mergeCommitId: commit } };
}
