import type { GitApi } from 'azure-devops-node-api/GitApi.js';
import { GitVersionType } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { buffer } from 'node:stream/consumers';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { blobId } from './blob-id.ts';
import { ServiceAnswer } from './service-answer.ts';
import { unzip } from './unzip.ts';

const together = 500;
const sideBySide = 8;

/** A folder at a commit. */
export interface FolderAt {
  readonly commit: string;
  readonly folder: string;
}

/**
 * The contents of many blobs in few requests: those of a folder in one zip of it, others in zips of some hundred each.
 * A blob's id is the digest of its content, so neither the names in a zip nor its wholeness need be trusted; what is
 * missing is fetched one by one.
 */
export async function readBlobs(
  ask: Ask,
  wanted: Iterable<string>,
  log: Log,
  of?: FolderAt,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = [...new Set(wanted)];
  const found = new Map<string, Uint8Array>();
  const keep = (contents: readonly Uint8Array[]) => {
    for (const content of contents) found.set(blobId(content), content);
    log.progress(Math.min(found.size, ids.length), ids.length, 'files read from the repository');
  };
  const missing = () => ids.filter((id) => !found.has(id));
  if (of !== undefined && ids.length > 1) keep(await folderZip(ask, of, log));
  for (let left = missing(), at = 0; at < left.length && left.length > 1; at += together)
    keep(await blobsZip(ask, left.slice(at, at + together), log));
  await inParallel(missing(), async (id) => void found.set(id, await readBlob(ask, id)));
  return found;
}

/** One blob, whose bytes are what its id says. */
export function readBlob(ask: Ask, id: string): Promise<Uint8Array> {
  const { repository, project } = ask.place;
  return ask.read(`read file content ${id}`, async (api) => {
    const content = await buffer(await api.getBlobContent(repository, id, project));
    if (blobId(content) !== id)
      throw new ServiceAnswer(200, `The content that came for ${id} is another one.`);
    return content;
  });
}

function folderZip(ask: Ask, { commit, folder }: FolderAt, log: Log): Promise<readonly Buffer[]> {
  const { repository, project } = ask.place;
  const version = { version: commit, versionType: GitVersionType.Commit };
  const none = undefined;
  return zipped(ask, `read the files of /${folder}`, log, (api) =>
    // The last one: what Git LFS keeps elsewhere is not fetched, a pointer is refused by its words.
    api.getItemZip(repository, `/${folder}`, project, none, none, none, none, none, version, none, false),
  );
}

function blobsZip(ask: Ask, ids: string[], log: Log): Promise<readonly Buffer[]> {
  const { repository, project } = ask.place;
  return zipped(ask, `read ${ids.length} files`, log, (api) => api.getBlobsZip(ids, repository, project));
}

async function zipped(
  ask: Ask,
  what: string,
  log: Log,
  call: (api: GitApi) => Promise<NodeJS.ReadableStream>,
): Promise<readonly Buffer[]> {
  try {
    return unzip(await ask.read(what, async (api) => buffer(await call(api))));
  } catch (error) {
    if (error instanceof TaskError && error.code === 'REPOSITORY_UNREACHABLE') throw error;
    log.debug(`Reading files in another way: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, items.length) }, worker));
}
