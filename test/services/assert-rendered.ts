import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What people read is reviewed as a file of the repository. After a change on purpose: run the test with
 * UPDATE_RENDERINGS=1, look at the files as the pages that Markdown makes of them, commit them.
 */
export function assertRendered(file: string, text: string): void {
  if (process.env['UPDATE_RENDERINGS'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
  assert.equal(`${text}\n`, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'), file);
}
