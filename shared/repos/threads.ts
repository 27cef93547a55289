import {
  CommentThreadStatus as Status,
  CommentType,
  type GitPullRequestCommentThread,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { Ask } from './ask.ts';

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
  const { repository, project } = ask.place;
  const all = await ask.read(`read the threads of pull request ${id}`, (api) =>
    api.getThreads(repository, id, project),
  );
  for (const thread of wanted) {
    const found = all.find((one) => one.isDeleted !== true && nameOf(one) === thread.name);
    if (found === undefined) await create(ask, id, thread);
    else await renew(ask, id, thread, found);
  }
}

async function create(ask: Ask, id: number, { name, text, open }: WantedThread): Promise<void> {
  if (text === undefined) return;
  const { repository, project } = ask.place;
  const comment = { content: shortened(text), commentType: CommentType.Text, parentCommentId: 0 };
  const status = open ? Status.Active : Status.Closed;
  const thread = { comments: [comment], status, properties: { [property]: name } };
  await ask.write(`comment on pull request ${id}`, (api) =>
    api.createThread(thread, repository, id, project),
  );
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
  const content = shortened(text);
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

function shortened(text: string): string {
  const whole = text.replaceAll('\r\n', '\n').trimEnd();
  if (whole.length <= longest) return whole;
  return `${whole.slice(0, whole.lastIndexOf('\n', longest))}\n\n… and more: see the summary of the run.`;
}
