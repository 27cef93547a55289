import { createHash } from 'node:crypto';

/** The id that Git gives to these bytes: what differs is known without downloading anything. */
export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}
