import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, demand, listOf, type RepositoryCall } from './call.ts';
import { complete } from './completion.ts';
import type { EmulatedPullRequest } from './pull-request.ts';
import { describe, shortened } from './pull-request-body.ts';
import { branchesGone, invalidArgument, pullRequestExists, pullRequestNotFound } from './refusal.ts';
import { threads } from './threads.ts';

const statuses = ['notSet', 'active', 'abandoned', 'completed', 'all'] as const;
type Given = Partial<Omit<EmulatedPullRequest, 'status'>> & { readonly status?: string | number };

/** Everything below /pullRequests of one repository. */
export async function pullRequests(call: RepositoryCall, newId: () => number): Promise<EmulatedAnswer> {
  const [id, ...rest] = call.rest;
  const { method } = call.request;
  if (method !== 'GET') demand(call, 'PullRequestContribute');
  if (id === undefined) return method === 'POST' ? create(call, newId()) : list(call);
  const found = call.repository.pullRequests.find((one) => String(one.pullRequestId) === id);
  if (found === undefined) throw pullRequestNotFound(id);
  if (rest[0] === 'threads') return threads({ ...call, rest: rest.slice(1) }, found);
  if (method === 'PATCH') await update(call, found);
  return { status: 200, body: await describe(call, found) };
}

async function create(call: RepositoryCall, pullRequestId: number): Promise<EmulatedAnswer> {
  const { repository } = call;
  const given = bodyOf(call) as Given;
  const { sourceRefName = '', targetRefName = '', title = '', description = '', isDraft = false } = given;
  if (title.trim() === '' || title.length > 400)
    throw invalidArgument('The title must have 1 to 400 characters.');
  mustBeShort(description);
  const tips = await Promise.all([repository.bare.tip(sourceRefName), repository.bare.tip(targetRefName)]);
  if (tips.includes(undefined) || sourceRefName === targetRefName) throw branchesGone();
  const twin = repository.pullRequests.some(
    (one) =>
      one.status === 'active' && one.sourceRefName === sourceRefName && one.targetRefName === targetRefName,
  );
  if (twin) throw pullRequestExists();
  // Auto-complete given here is ignored, as the service does.
  const made: EmulatedPullRequest = {
    pullRequestId,
    sourceRefName,
    targetRefName,
    title,
    description,
    isDraft,
    labels: given.labels ?? [],
    status: 'active',
    creationDate: new Date().toISOString(),
    threads: [],
  };
  repository.pullRequests.push(made);
  return { status: 201, body: await describe(call, made) };
}

async function list(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { query } = call.request;
  const criterion = (name: string) => query.get(`searchCriteria.${name}`);
  const wanted = statusOf(criterion('status') ?? 'active');
  const matches = ({ status, sourceRefName, targetRefName }: EmulatedPullRequest) =>
    (wanted === 'all' || status === wanted) &&
    (criterion('sourceRefName') ?? sourceRefName) === sourceRefName &&
    (criterion('targetRefName') ?? targetRefName) === targetRefName;
  const skip = Number(query.get('$skip') ?? 0);
  const page = call.repository.pullRequests
    .filter(matches)
    .reverse()
    .slice(skip, skip + Number(query.get('$top') ?? 101));
  return listOf(await Promise.all(page.map(async (one) => shortened(await describe(call, one)))));
}

async function update(call: RepositoryCall, pullRequest: EmulatedPullRequest): Promise<void> {
  const { title, description, isDraft, status, autoCompleteSetBy, completionOptions } = bodyOf(call) as Given;
  mustBeShort(description ?? '');
  const wanted = status === undefined ? pullRequest.status : statusOf(status);
  if (pullRequest.status !== 'active' && wanted !== 'active') {
    throw invalidArgument('TF401181: The pull request cannot be edited due to its state.');
  }
  const changes = { title, description, isDraft, autoCompleteSetBy, completionOptions };
  Object.assign(
    pullRequest,
    Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  );
  if (wanted === 'completed') {
    demand(call, 'GenericContribute');
    await complete(call.repository, pullRequest);
  } else if (wanted === 'abandoned' || wanted === 'active') pullRequest.status = wanted;
}

function statusOf(given: string | number): (typeof statuses)[number] {
  const text = String(given).toLowerCase();
  const found = statuses.find((name, at) => name.toLowerCase() === text || String(at) === text);
  if (found === undefined) throw invalidArgument(`The status ${given} is unknown.`);
  return found;
}

function mustBeShort(description: string): void {
  if (description.length <= 4000) return;
  throw invalidArgument(
    'A description for a pull request must not be longer than 4000 characters. Parameter name: description',
  );
}
