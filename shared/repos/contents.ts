import { buffer } from 'node:stream/consumers';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import type { Ask } from './ask.ts';
import { blobId } from './blob-id.ts';
import { ServiceAnswer } from './service-answer.ts';
import { unzip } from './unzip.ts';

const together = 500;
const sideBySide = 8;

/**
 * The contents of many blobs in few requests: zips of some hundred each. A blob's id is the digest of its content,
 * so neither the names in the zip nor its wholeness need be trusted; what is missing is fetched one by one.
 */
export async function readBlobs(
  ask: Ask,
  wanted: Iterable<string>,
  log: Log,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = [...new Set(wanted)];
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < ids.length; at += together) {
    const part = ids.slice(at, at + together);
    if (part.length > 1)
      for (const content of await zipped(ask, part, log)) found.set(blobId(content), content);
    log.progress(Math.min(at + together, ids.length), ids.length, 'files read from the repository');
  }
  const missing = ids.filter((id) => !found.has(id));
  await inParallel(missing, async (id) => void found.set(id, await readBlob(ask, id)));
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

async function zipped(ask: Ask, ids: string[], log: Log): Promise<Buffer[]> {
  const { repository, project } = ask.place;
  try {
    const archive = await ask.read(`read ${ids.length} files`, async (api) =>
      buffer(await api.getBlobsZip(ids, repository, project)),
    );
    return unzip(archive);
  } catch (error) {
    if (error instanceof TaskError && error.code === 'REPOSITORY_UNREACHABLE') throw error;
    log.debug(`Reading files one by one: ${error instanceof Error ? error.message : String(error)}`);
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
