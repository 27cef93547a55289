import {
  ItemContentType,
  VersionControlChangeType as ChangeType,
  type GitChange,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Step } from './wanted-tree.ts';

/** The service takes 26 214 400 bytes; what is left is for refs, comment and the indentation of the JSON. */
const partLimit = 25_000_000;

/** One step as the service wants it, with the bytes it takes in the request, rounded up. */
interface Sized {
  readonly change: GitChange;
  readonly size: number;
}

/** Cuts steps into commits that each fit into one push. Base64 keeps bytes and line ends exactly. */
export function pushParts(
  steps: readonly Step[],
  folder: string,
  contents: ReadonlyMap<string, Uint8Array>,
  limit = partLimit,
): readonly (readonly GitChange[])[] {
  const parts: GitChange[][] = [];
  let room = 0;
  for (const step of steps) {
    const { change, size } = sized(step, folder, contents);
    if (size > limit) throw tooLarge(step.path, limit);
    if (size > room) {
      parts.push([]);
      room = limit;
    }
    parts.at(-1)?.push(change);
    room -= size;
  }
  return parts;
}

function sized(step: Step, folder: string, contents: ReadonlyMap<string, Uint8Array>): Sized {
  const item = { path: folder === '' ? `/${step.path}` : `/${folder}/${step.path}` };
  // A letter of the path takes up to six bytes when it is escaped.
  const frame = 300 + 6 * item.path.length;
  if (step.kind === 'delete') return { change: { changeType: ChangeType.Delete, item }, size: frame };
  const bytes = contents.get(step.blob);
  if (bytes === undefined) throw new Error(`The content of ${step.path} is missing.`);
  const content = Buffer.from(bytes).toString('base64');
  const changeType = step.kind === 'add' ? ChangeType.Add : ChangeType.Edit;
  const newContent = { content, contentType: ItemContentType.Base64Encoded };
  return { change: { changeType, item, newContent }, size: frame + content.length };
}

function tooLarge(path: string, limit: number): TaskError {
  return new TaskError('REPOSITORY_REFUSED', {
    message: `${path} is too large to be pushed: Azure DevOps takes ${Math.floor((limit / 4) * 3)} bytes at most.`,
    remedy: 'Leave this API out by the filter, or make its specification smaller.',
    where: { file: path },
  });
}
