import {
  CommentThreadStatus as Status,
  CommentType,
  type GitPullRequestCommentThread,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';
import { shortened } from './pull-request-text.ts';

/** By this property of a thread the next run finds it again. */
const property = 'ApimGitOps.Thread';
/** The service takes 150,000 characters. */
const longest = 140_000;

/** One thing that the pull request has to say beside its description. */
export interface WantedThread {
  /** Unique among ours: "rest", "dispute". */
  readonly name: string;
  /** Markdown; undefined when there is nothing to say any more. */
  readonly text: string | undefined;
  /** Whether somebody has to answer. A branch may ask that all such threads are resolved before a merge. */
  readonly open: boolean;
}

/** Keeps our threads: each is made once, renewed in place where its text changes, and resolved when it is over. */
export async function keepThreads(ask: Ask, id: number, wanted: readonly WantedThread[]): Promise<void> {
  const all = await ownThreads(ask, id);
  let made = false;
  for (const thread of wanted) {
    const [found] = called(thread.name, all);
    if (found !== undefined) await renew(ask, id, thread, found);
    else made = (await create(ask, id, thread)) || made;
  }
  // A run beside this one may have made the same: both see it here, and both leave the first.
  const now = made ? await ownThreads(ask, id) : all;
  for (const { name } of wanted) for (const one of called(name, now).slice(1)) await takeBack(ask, id, one);
}

async function ownThreads(ask: Ask, id: number): Promise<readonly GitPullRequestCommentThread[]> {
  const { repository, project } = ask.place;
  const all = await ask.read(`read the threads of pull request ${id}`, (api) =>
    api.getThreads(repository, id, project),
  );
  return all.filter((one) => one.isDeleted !== true && nameOf(one) !== undefined);
}

/** Those of that name, oldest first. */
function called(name: string, all: readonly GitPullRequestCommentThread[]) {
  return all.filter((one) => nameOf(one) === name).sort((left, right) => (left.id ?? 0) - (right.id ?? 0));
}

async function create(ask: Ask, id: number, { name, text, open }: WantedThread): Promise<boolean> {
  if (text === undefined) return false;
  const { repository, project } = ask.place;
  const comment = { content: fitting(text), commentType: CommentType.Text, parentCommentId: 0 };
  const status = open ? Status.Active : Status.Closed;
  const thread = { comments: [comment], status, properties: { [property]: name } };
  await ask.write(`comment on pull request ${id}`, (api) =>
    api.createThread(thread, repository, id, project),
  );
  return true;
}

/** What was said twice; people who have answered there keep what they answered to. */
async function takeBack(
  ask: Ask,
  id: number,
  { id: threadId = 0, comments = [] }: GitPullRequestCommentThread,
): Promise<void> {
  const [said, ...answers] = comments;
  if (said?.isDeleted === true || answers.length > 0) return;
  const { repository, project } = ask.place;
  try {
    await ask.write(`take back a comment on pull request ${id}`, async (api) => {
      await api.deleteComment(repository, id, threadId, said?.id ?? 1, project);
      return true;
    });
  } catch (error) {
    // The run beside this one was quicker.
    if (!(error instanceof TaskError) || error.code !== 'REPOSITORY_NOT_FOUND') throw error;
  }
}

async function renew(
  ask: Ask,
  id: number,
  { text, open }: WantedThread,
  { id: threadId = 0, comments = [], status }: GitPullRequestCommentThread,
): Promise<void> {
  const { repository, project } = ask.place;
  const what = `renew a comment on pull request ${id}`;
  const change = (to: Status) =>
    ask.write(what, (api) => api.updateThread({ status: to }, repository, id, threadId, project));
  if (text === undefined) {
    if (status === Status.Active || status === Status.Pending) await change(Status.Fixed);
    return;
  }
  const content = fitting(text);
  const [{ id: commentId = 1, content: said = '' } = {}] = comments;
  if (said.replaceAll('\r\n', '\n') === content) return; // said already, and perhaps answered
  await ask.write(what, (api) =>
    api.updateComment({ content }, repository, id, threadId, commentId, project),
  );
  if (open && status !== Status.Active) await change(Status.Active);
}

/** Properties come back with their type beside the value. */
function nameOf({ properties }: GitPullRequestCommentThread): unknown {
  const found: unknown = (properties as Readonly<Record<string, unknown>> | undefined)?.[property];
  return typeof found === 'object' && found !== null ? Reflect.get(found, '$value') : found;
}

function fitting(text: string): string {
  const sign = '\n\n… and more: see the files of this pull request.';
  return shortened(text.replaceAll('\r\n', '\n').trimEnd(), longest, sign);
}
