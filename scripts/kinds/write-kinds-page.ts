// Writes the page about kinds anew, after a change of the table: npx tsx scripts/kinds/write-kinds-page.ts
import { writeFileSync } from 'node:fs';
import { kindsPage, kindsPagePath } from './kinds-page.ts';

writeFileSync(kindsPagePath, await kindsPage());
