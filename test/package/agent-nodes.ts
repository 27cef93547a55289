import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The versions of Node that agents start tasks with (facts: azure-pipelines 1.5). */
export const agentNodes = [
  { version: '20.9.0', folder: 'node-20-9', what: 'that of the oldest agent' },
  { version: '20.20.2', folder: 'node-20', what: 'the newest 20' },
  { version: '24.21.0', folder: 'node-24', what: 'the newest 24' },
] as const;

/** The program, or undefined on a platform for which test/nodes brings none that runs. */
export function agentNode(folder: string): string | undefined {
  const file = resolve(join('test/nodes/node_modules', folder, 'bin/node'));
  if (spawnSync(file, ['--version']).status === 0) return file;
  // Elsewhere a skipped test is honest; in continuous integration it would be a promise that nobody keeps.
  if (process.env['CI'] !== undefined && process.platform === 'linux' && process.arch === 'x64')
    throw new Error(`${file} does not run: try "node scripts/setup.mjs test/nodes".`);
  return undefined;
}
