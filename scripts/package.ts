// Packages what was built for the Marketplace. tfx reports broken tasks as warnings and ends well: here they fail.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stage } from './tasks.ts';

const tfx = join(
  dirname(createRequire(import.meta.url).resolve('tfx-cli/package.json')),
  '_build/tfx-cli.js',
);
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    tfx,
    'extension',
    'create',
    '--root',
    stage,
    '--manifests',
    'vss-extension.json',
    '--output-path',
    'build/package/',
    '--no-color',
  ],
  { encoding: 'utf8' },
);
const output = stdout + stderr;
console.log(output.trim());
if (status !== 0 || /\bwarning:/i.test(output)) {
  console.error('The package was refused: see above.');
  process.exit(1);
}
