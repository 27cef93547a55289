import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, listOf, type RepositoryCall } from './call.ts';
import type { EmulatedComment, EmulatedPullRequest, EmulatedThread } from './pull-request.ts';
import { invalidArgument, Refusal } from './refusal.ts';

interface GivenThread {
  readonly comments?: readonly { readonly content?: string; readonly parentCommentId?: number }[];
  readonly status?: string | number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The service's limit for one comment, in characters. */
const longestComment = 150_000;

const statuses = ['unknown', 'active', 'fixed', 'wontFix', 'closed', 'byDesign', 'pending'];

/** Threads of one pull request and their comments. */
export function threads(call: RepositoryCall, { threads: all }: EmulatedPullRequest): EmulatedAnswer {
  const [id, part, commentId] = call.rest;
  const { method } = call.request;
  if (id === undefined) return method === 'POST' ? create(call, all) : listOf(all);
  const thread = all.find((one) => String(one.id) === id);
  if (thread === undefined) throw notFound('thread', id);
  if (part === 'comments') return comments(call, thread, commentId);
  if (method === 'PATCH') {
    const { status, properties } = bodyOf(call) as GivenThread;
    if (status !== undefined) thread.status = statusOf(status);
    Object.assign(thread.properties, wrapped(properties));
  }
  return { status: 200, body: thread };
}

function create(call: RepositoryCall, all: EmulatedThread[]): EmulatedAnswer {
  const { comments: given = [], status = 'unknown', properties } = bodyOf(call) as GivenThread;
  if (given.length === 0) throw invalidArgument('A thread needs at least one comment.');
  const thread = {
    id: all.length + 1,
    status: statusOf(status),
    comments: given.map(({ content = '' }, at) => comment(at + 1, content, 0)),
    properties: wrapped(properties),
  };
  all.push(thread);
  return { status: 200, body: thread };
}

function comments(call: RepositoryCall, thread: EmulatedThread, id: string | undefined): EmulatedAnswer {
  if (id === undefined) {
    if (call.request.method === 'GET') return listOf(thread.comments);
    const { content = '', parentCommentId = 0 } = bodyOf(call) as Partial<EmulatedComment>;
    const made = comment(thread.comments.length + 1, content, parentCommentId);
    thread.comments.push(made);
    return { status: 200, body: made };
  }
  const found = thread.comments.find((one) => String(one.id) === id);
  if (found === undefined) throw notFound('comment', id);
  if (call.request.method === 'PATCH') {
    found.content = mustFit((bodyOf(call) as Partial<EmulatedComment>).content ?? found.content ?? '');
  }
  if (call.request.method === 'DELETE') {
    if (found.isDeleted) throw notFound('comment', id);
    delete found.content;
    found.isDeleted = true;
    if (thread.comments.every(({ isDeleted }) => isDeleted)) thread.isDeleted = true;
    return { status: 200 };
  }
  return { status: 200, body: found };
}

function comment(id: number, content: string, parentCommentId: number): EmulatedComment {
  return { id, content: mustFit(content), parentCommentId, commentType: 'text' };
}

function mustFit(content: string): string {
  if (content.length <= longestComment) return content;
  throw invalidArgument(`A comment must not be longer than ${longestComment} characters.`);
}

function statusOf(given: string | number): string {
  return typeof given === 'number' ? (statuses[given] ?? 'unknown') : given;
}

/** Properties come back with their type beside the value. */
function wrapped(properties: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const type = (value: unknown) => (typeof value === 'number' ? 'System.Int32' : 'System.String');
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, { $type: type(value), $value: value }]),
  );
}

const notFound = (what: string, id: string) =>
  new Refusal(404, 'CommentThreadNotFoundException', `The ${what} ${id} could not be found.`);
