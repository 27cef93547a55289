import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, listOf, type RepositoryCall } from './call.ts';
import type { EmulatedPullRequest, EmulatedReviewer } from './pull-request.ts';
import { invalidArgument } from './refusal.ts';

export interface GivenReviewer {
  readonly id?: string;
  readonly isRequired?: boolean;
  readonly vote?: number;
}

/** GET lists the reviewers of a pull request, PUT adds one or changes what is said of them. */
export function reviewers(call: RepositoryCall, pullRequest: EmulatedPullRequest): EmulatedAnswer {
  const [id] = call.rest;
  if (call.request.method === 'PUT' && id !== undefined) {
    addReviewer(call, pullRequest.reviewers, { ...(bodyOf(call) as GivenReviewer), id });
    return { status: 200, body: pullRequest.reviewers.find((one) => one.id === id) ?? {} };
  }
  return listOf(pullRequest.reviewers);
}

/** Who has no access is left out in silence, or refused: either may be so. */
export function addReviewer(call: RepositoryCall, to: EmulatedReviewer[], given: GivenReviewer): void {
  const { id = '', isRequired = false, vote = 0 } = given;
  const person = call.directory.byId(id);
  if (person === undefined)
    throw invalidArgument(`TF14045: The identity with type 'Id' and identifier '${id}' could not be found.`);
  if (call.repository.withoutAccess.has(id)) {
    if (call.unfitReviewers === 'ignored') return;
    throw invalidArgument(`TF401186: ${person.displayName} does not have access to this repository.`);
  }
  const found = to.find((one) => one.id === id);
  if (found === undefined) to.push({ id, displayName: person.displayName, isRequired, vote });
  else Object.assign(found, { isRequired, vote });
}
