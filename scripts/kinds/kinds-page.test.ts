import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { kindsPage, kindsPagePath } from './kinds-page.ts';

describe(kindsPagePath, () => {
  it('says what the table of kinds says; if not: npx tsx scripts/kinds/write-kinds-page.ts', async () => {
    assert.equal(readFileSync(kindsPagePath, 'utf8').replaceAll('\r\n', '\n'), await kindsPage());
  });
});
