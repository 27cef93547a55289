// Installs what the lock file names, unless it is there already. Runs on plain Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: please use Node 20.19 or newer.`);
  process.exit(1);
}

const same = (left, right) =>
  existsSync(left) && existsSync(right) && lockedVersions(left) === lockedVersions(right);

function lockedVersions(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const required = Object.entries(packages).filter(([name, entry]) => name !== '' && !entry.optional);
  return JSON.stringify(required.map(([name, entry]) => `${name}@${entry.version}`).sort());
}

if (!same('package-lock.json', 'node_modules/.package-lock.json')) {
  console.log('Installing what package-lock.json names...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
