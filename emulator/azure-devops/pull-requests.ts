import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, demand, listOf, type RepositoryCall } from './call.ts';
import { complete } from './completion.ts';
import type { EmulatedPullRequest } from './pull-request.ts';
import { describe, shortened } from './pull-request-body.ts';
import { branchesGone, invalidArgument, pullRequestExists, pullRequestNotFound } from './refusal.ts';
import { addReviewer, reviewers, type GivenReviewer } from './reviewers.ts';
import { threads } from './threads.ts';

const statuses = ['notSet', 'active', 'abandoned', 'completed', 'all'] as const;
type Given = Partial<Omit<EmulatedPullRequest, 'status' | 'reviewers'>> & {
  readonly status?: string | number;
  readonly reviewers?: readonly GivenReviewer[];
  readonly workItemRefs?: readonly { readonly id: string }[];
};

/** Everything below /pullRequests of one repository. */
export async function pullRequests(call: RepositoryCall, newId: () => number): Promise<EmulatedAnswer> {
  const [id, ...rest] = call.rest;
  const { method } = call.request;
  if (method !== 'GET') demand(call, 'PullRequestContribute');
  if (id === undefined) return method === 'POST' ? create(call, newId()) : list(call);
  const found = call.repository.pullRequests.find((one) => String(one.pullRequestId) === id);
  if (found === undefined) throw pullRequestNotFound(id);
  const [part, ...more] = rest;
  if (part !== undefined) return partOf(part.toLowerCase(), { ...call, rest: more }, found);
  if (method === 'PATCH') await update(call, found);
  return { status: 200, body: await describe(call, found) };
}

function partOf(part: string, call: RepositoryCall, found: EmulatedPullRequest): EmulatedAnswer {
  switch (part) {
    case 'threads':
      return threads(call, found);
    case 'reviewers':
      return reviewers(call, found);
    case 'labels':
      return labels(call, found);
    case 'workitems':
      return listOf(found.workItems.map((id) => ({ id, url: `${call.repository.url}/workItems/${id}` })));
    default:
      throw invalidArgument(`Pull requests have no ${part} here.`);
  }
}

/** POST adds a label by its name; one that is there already stays once. */
function labels(call: RepositoryCall, { labels: all }: EmulatedPullRequest): EmulatedAnswer {
  if (call.request.method === 'GET') return listOf(all.map((label) => ({ ...label, active: true })));
  const { name = '' } = bodyOf(call) as { readonly name?: string };
  if (name.trim() === '') throw invalidArgument('A label must have a name.');
  if (!all.some((label) => label.name.toLowerCase() === name.toLowerCase())) all.push({ name });
  return { status: 200, body: { name, active: true } };
}

async function create(call: RepositoryCall, pullRequestId: number): Promise<EmulatedAnswer> {
  const { repository } = call;
  const given = bodyOf(call) as Given;
  const { sourceRefName = '', targetRefName = '', title = '', description = '', isDraft = false } = given;
  mustBeTitle(title);
  mustBeShort(description);
  await mustBeOpenable(repository, { sourceRefName, targetRefName });
  // Auto-complete given here is ignored, as the service does; of work items it takes those that there are.
  const { labels: names = [], workItemRefs = [] } = given;
  const made: EmulatedPullRequest = {
    pullRequestId,
    sourceRefName,
    targetRefName,
    title,
    description,
    isDraft,
    labels: [...names],
    reviewers: [],
    workItems: workItemRefs.map(({ id }) => id).filter((id) => call.workItems.has(id)),
    status: 'active',
    creationDate: new Date().toISOString(),
    threads: [],
  };
  for (const reviewer of given.reviewers ?? []) addReviewer(call, made.reviewers, reviewer);
  repository.pullRequests.push(made);
  return { status: 201, body: await describe(call, made) };
}

type Branches = Pick<EmulatedPullRequest, 'sourceRefName' | 'targetRefName'>;

/** Both branches must be there, and no active pull request between them. */
async function mustBeOpenable(repository: RepositoryCall['repository'], branches: Branches): Promise<void> {
  const { sourceRefName: source, targetRefName: target } = branches;
  const tips = await Promise.all([repository.bare.tip(source), repository.bare.tip(target)]);
  if (tips.includes(undefined) || source === target) throw branchesGone();
  const isTwin = (one: EmulatedPullRequest) =>
    one.status === 'active' &&
    one.fork === undefined &&
    one.sourceRefName === source &&
    one.targetRefName === target;
  if (repository.pullRequests.some(isTwin)) throw pullRequestExists();
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
  } else if (wanted === 'abandoned' || wanted === 'active') await move(call, pullRequest, wanted);
  if (autoCompleteSetBy !== undefined) await completeByItself(call, pullRequest);
}

/** An abandoned one is active again only while both branches exist and no other one took its place. */
async function move(
  { repository }: RepositoryCall,
  pullRequest: EmulatedPullRequest,
  wanted: 'abandoned' | 'active',
): Promise<void> {
  if (wanted === 'active' && pullRequest.status !== 'active') await mustBeOpenable(repository, pullRequest);
  pullRequest.status = wanted;
}

/** Only for oneself, not for drafts; at once where no policy asks for anything. */
async function completeByItself(call: RepositoryCall, pullRequest: EmulatedPullRequest): Promise<void> {
  const { autoCompleteSetBy: by, isDraft, reviewers: voters } = pullRequest;
  if (by === undefined || isDraft || by.id !== call.identity.id) {
    delete pullRequest.autoCompleteSetBy;
    if (by === undefined || /^0{8}-/.test(by.id)) return;
    throw invalidArgument('Auto-complete cannot be set for others, nor on a draft.');
  }
  const approvals = voters.filter(({ vote }) => vote >= 5).length;
  if (approvals >= call.repository.requiredApprovals) await complete(call.repository, pullRequest);
}

function statusOf(given: string | number): (typeof statuses)[number] {
  const text = String(given).toLowerCase();
  const found = statuses.find((name, at) => name.toLowerCase() === text || String(at) === text);
  if (found === undefined) throw invalidArgument(`The status ${given} is unknown.`);
  return found;
}

function mustBeTitle(title: string): void {
  if (title.trim() === '' || title.length > 400)
    throw invalidArgument('The title must have 1 to 400 characters.');
}

function mustBeShort(description: string): void {
  if (description.length <= 4000) return;
  throw invalidArgument(
    'A description for a pull request must not be longer than 4000 characters. Parameter name: description',
  );
}
