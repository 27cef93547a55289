import { createHash } from 'node:crypto';

/**
 * The id that Git gives to these bytes: what differs is known without downloading anything. `length` is that of the
 * repository's own ids: there are repositories with SHA-256.
 */
export function blobId(content: Uint8Array, length = 40): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest('hex');
}
