// Installs what a lock file names, unless it is there already: "setup.mjs [folder]", by default that of the project.
// Runs on plain Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: please use Node 20.19 or newer.`);
  process.exit(1);
}

const folder = process.argv[2] ?? '.';
const wanted = join(folder, 'package-lock.json');
const installed = join(folder, 'node_modules', '.package-lock.json');

if (!existsSync(installed) || lockedVersions(wanted) !== lockedVersions(installed)) {
  console.log(`Installing what ${wanted} names...`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function lockedVersions(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const required = Object.entries(packages).filter(([name, entry]) => name !== '' && isWanted(entry));
  return JSON.stringify(required.map(([name, entry]) => `${name}@${entry.version}`).sort());
}

/** What is optional is wanted where it says that it is for this platform. */
function isWanted({ optional = false, os, cpu, libc }) {
  if (!optional) return true;
  const here = (list, value) => list !== undefined && [list].flat().includes(value);
  return here(os, process.platform) && here(cpu, process.arch) && libc === undefined;
}
