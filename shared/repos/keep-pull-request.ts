import { PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { applySettings, type RepositoryIds } from './apply-settings.ts';
import type { Ask } from './ask.ts';
import { closePullRequest } from './close-pull-request.ts';
import { disputeText } from './dispute.ts';
import { readDescription } from './mark.ts';
import { introduction, respected, type KeptPullRequest, type WantedPullRequest } from './proposal.ts';
import { isPlain, settingsDigest, settingsOfNew } from './pull-request-settings.ts';
import { firstText } from './pull-request-text.ts';
import {
  abandonedBefore,
  activePullRequest,
  pullRequest,
  readPullRequest,
  refNames,
  type PullRequest,
} from './pull-requests.ts';
import { renewText } from './renew-text.ts';
import type { Reviewer } from './reviewer.ts';
import { isAnswer } from './service-answer.ts';
import { bringBranch, type BroughtBranch } from './source-branch.ts';
import { keepThreads } from './threads.ts';

/**
 * Keeps one pull request alive: its branch first, then itself, then what is beside it.
 *
 *   what there is     pull-requests: the open one, the abandoned one      proposal: is that respected
 *   the branch        source-branch > starting-point: where it goes on    history, own-commit: whose commits these are
 *                       wanted-tree, push-parts: what is pushed           merge, move-branch: how others' are kept
 *   the pull request  pull-request-text, mark: words, ours and people's   apply-settings: reviewers, labels, completion
 *   beside it         threads: what has no room; dispute: what people decide
 *   at the end        close-pull-request
 */
export async function keepPullRequest(
  ask: Ask,
  wanted: WantedPullRequest,
  ids: RepositoryIds,
  log: Log,
): Promise<KeptPullRequest> {
  const open = await activePullRequest(ask, wanted, wanted.about);
  if (open === undefined && wanted.changes.length === 0) return { kind: 'none' };
  const former = open === undefined ? await abandonedBefore(ask, wanted) : undefined;
  const decided = respected(former, wanted);
  if (decided !== undefined) return { kind: 'abandoned', id: decided.id };

  const brought = await bringBranch(ask, wanted, log);
  const { commit, differs, shared } = brought;
  if (open !== undefined && !differs && !shared) return await closePullRequest(ask, wanted, open, log);
  // What others left on a branch is no reason to open a pull request.
  if (commit === undefined || (open === undefined && !differs)) return { kind: 'none' };

  const { kind, request } = await opened(ask, wanted, open, former, log);
  return { kind, id: request.id, commit, ...(await completed(ask, wanted, { request, brought, ids }, log)) };
}

interface Begun {
  readonly request: PullRequest;
  readonly brought: BroughtBranch;
  readonly ids: RepositoryIds;
}

/** What is beside a pull request that is there. What is refused of it is told together with the pull request. */
async function completed(
  ask: Ask,
  wanted: WantedPullRequest,
  { request, brought, ids }: Begun,
  log: Log,
): Promise<{ readonly missing: readonly Reviewer[]; readonly failure?: TaskError }> {
  try {
    const missing = await refresh(ask, wanted, request, ids, log);
    await keepThreads(ask, request.id, threadsOf(wanted, brought));
    return { missing };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { missing: [], failure: error };
  }
}

interface Opened {
  readonly kind: 'created' | 'updated' | 'reopened';
  readonly request: PullRequest;
}

async function opened(
  ask: Ask,
  wanted: WantedPullRequest,
  open: PullRequest | undefined,
  former: PullRequest | undefined,
  log: Log,
): Promise<Opened> {
  if (open !== undefined) return { kind: 'updated', request: open };
  const again = wanted.reopen ? await reopened(ask, former, log) : undefined;
  return again === undefined ? await create(ask, wanted) : { kind: 'reopened', request: again };
}

async function create(ask: Ask, wanted: WantedPullRequest): Promise<Opened> {
  const { repository, project } = ask.place;
  const body = {
    ...refNames(wanted),
    ...firstText(introduction(wanted, '')),
    ...settingsOfNew(wanted.settings),
  };
  try {
    const made = await ask.write('create a pull request', (api) =>
      api.createPullRequest(body, repository, project),
    );
    return { kind: 'created', request: readPullRequest(made) };
  } catch (error) {
    const lost = error instanceof TaskError && error.code === 'REPOSITORY_UNREACHABLE';
    if (!lost && !isAnswer(error, 'TF401179')) throw error;
    // Somebody was quicker, or it is ours and only the answer was lost.
    const there = await activePullRequest(ask, wanted, wanted.about);
    if (there === undefined) throw error;
    return { kind: lost ? 'created' : 'updated', request: there };
  }
}

async function reopened(
  ask: Ask,
  former: PullRequest | undefined,
  log: Log,
): Promise<PullRequest | undefined> {
  if (former === undefined) return undefined;
  const { repository, project } = ask.place;
  const { id } = former;
  try {
    await ask.write(`reopen pull request ${id}`, (api) =>
      api.updatePullRequest({ status: PullRequestStatus.Active }, repository, id, project),
    );
    return await pullRequest(ask, id);
  } catch (error) {
    if (!isAnswer(error, 'TF401398')) throw error;
    log.line(`Pull request ${id} cannot be opened again; another one is made.`);
    return undefined;
  }
}

/** Brings text and settings up to date. The mark says last that the settings are done: a run that fails is repaired. */
async function refresh(
  ask: Ask,
  wanted: WantedPullRequest,
  { id, title, description }: PullRequest,
  ids: RepositoryIds,
  log: Log,
): Promise<readonly Reviewer[]> {
  const { settings } = wanted;
  const done = readDescription(description)?.mark.settings;
  const digest = settingsDigest(settings);
  const actual = await renewText(ask, id, { title, description }, introduction(wanted, done ?? ''));
  if (done === undefined || done === digest || isPlain(settings)) return [];
  const missing = await applySettings(ask, id, settings, ids, log);
  const { status } = await pullRequest(ask, id);
  if (status === PullRequestStatus.Active) await renewText(ask, id, actual, introduction(wanted, digest));
  else log.line(`Pull request ${id} completed itself: no policy of the branch asks for anything more.`);
  return missing;
}

function threadsOf({ rest, targetBranch }: WantedPullRequest, brought: BroughtBranch) {
  return [
    { name: 'rest', text: rest ?? undefined, open: false },
    { name: 'dispute', text: disputeText(brought, targetBranch), open: true },
  ];
}
