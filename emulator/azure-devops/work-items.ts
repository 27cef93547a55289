import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';
import { Refusal } from './refusal.ts';
import type { EmulatedRepository } from './repository.ts';

const route = /^\/[^/]+\/(?:[^/]+\/)?_apis\/wit\/workitems\/(\d+)$/i;

/** Whether this is a request to change a work item. */
export const changesWorkItem = ({ path, method }: EmulatedRequest) => method === 'PATCH' && route.test(path);

interface Patch {
  readonly op: string;
  readonly path: string;
  readonly value?: { readonly rel?: string; readonly url?: string };
}

/** PATCH adds links to a work item; of all links only those to pull requests are known here. */
export function workItem(
  request: EmulatedRequest,
  known: ReadonlySet<string>,
  repositories: readonly EmulatedRepository[],
  mayEdit: boolean,
): EmulatedAnswer {
  const [, id = ''] = route.exec(request.path) ?? [];
  if (!known.has(id)) throw workItemNotFound(id);
  if (!mayEdit) {
    const text = `TF237111: The current user does not have permissions to save work items under the specified area path.`;
    throw new Refusal(403, 'WorkItemUnauthorizedAccessException', text);
  }
  if (request.headers['content-type']?.startsWith('application/json-patch+json') !== true)
    throw new Refusal(
      415,
      'VssRequestContentTypeNotSupportedException',
      'The content type is not supported.',
    );
  for (const { op, path, value } of JSON.parse(request.body) as readonly Patch[])
    if (op === 'add' && path === '/relations/-') link(id, value?.url ?? '', repositories);
  return { status: 200, body: { id: Number(id) } };
}

function link(id: string, url: string, repositories: readonly EmulatedRepository[]): void {
  const [, project, repository, number] =
    /^vstfs:\/\/\/Git\/PullRequestId\/([^%]+)%2F([^%]+)%2F(\d+)$/i.exec(url) ?? [];
  const owner = repositories.find((one) => one.project.id === project && one.id === repository);
  const found = owner?.pullRequests.find((one) => String(one.pullRequestId) === number);
  if (found === undefined) throw new Refusal(400, 'ArgumentException', 'The link has no target.');
  if (found.workItems.includes(id))
    throw new Refusal(400, 'RuleValidationException', 'TF201036: The relation already exists.');
  found.workItems.push(id);
}

const workItemNotFound = (id: string) =>
  new Refusal(
    404,
    'WorkItemUnauthorizedAccessException',
    `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
  );
