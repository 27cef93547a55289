import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { taskFolder, taskNames } from '../tasks.ts';

/** What the bundles are made of. */
const sources = ['tasks', 'shared', 'images', 'vss-extension.json', 'package-lock.json', 'scripts/bundle.ts'];

/** Builds the bundles of both tasks unless they are newer than everything they are made of; says whether it did. */
export function ensureBundles(): boolean {
  const built = Math.min(...taskNames.map((task) => changedAt(join(taskFolder(task), 'index.js'))));
  if (built > Math.max(...sources.map(changedAt))) return false;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bundle.ts'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The bundles could not be built.');
  return true;
}

/** When a file, or anything in a folder, changed last; 0 when there is none. */
function changedAt(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}
