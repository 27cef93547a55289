import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { bodyOf, type RepositoryCall } from './call.ts';
import { objectNotFound, Refusal } from './refusal.ts';
import { zip } from './zip.ts';

/** GET hands out one blob by its id, POST many of them in a zip, each entry named by its id. */
export async function blobs(call: RepositoryCall): Promise<EmulatedAnswer> {
  const { bare } = call.repository;
  const single = call.rest[0];
  const ids = single === undefined ? (bodyOf(call) as string[]) : [single];
  const missing = await bare.missingBlob(ids);
  if (missing !== undefined) {
    throw new Refusal(404, 'GitObjectDoesNotExistException', objectNotFound(missing).message);
  }
  const contents = await bare.blobs(ids);
  if (single !== undefined) {
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: contents[0] };
  }
  const entries = ids.map((id, at) => [id, contents[at] ?? Buffer.alloc(0)] as const);
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: zip(entries) };
}
