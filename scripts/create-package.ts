import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ExtensionManifest } from './manifest-types.ts';

/** The old galleries of on-premises servers take 25 MB; what we ship is small, and should stay so. */
const largestPackage = 2 * 1024 * 1024;

/** Packages a folder that has the final shape; answers the file, or throws with all that tfx said. */
export function createPackage(root: string, outputFolder: string): string {
  const file = join(outputFolder, packageName(root));
  const tfx = dirname(createRequire(import.meta.url).resolve('tfx-cli/package.json'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(tfx, '_build/tfx-cli.js'),
      ...['extension', 'create', '--no-color'],
      ...['--root', root, '--manifests', 'vss-extension.json', '--output-path', file],
    ],
    { encoding: 'utf8' },
  );
  const output = (stdout + stderr).trim();
  // tfx reports a broken task as a warning and ends well (facts: azure-pipelines 1.8).
  if (status !== 0 || /\bwarning:/i.test(output)) throw new Error(`tfx refuses the package:\n${output}`);
  const { size } = statSync(file);
  if (size > largestPackage) throw new Error(`${file} has ${size} bytes, more than ${largestPackage}.`);
  return file;
}

function packageName(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'vss-extension.json'), 'utf8')) as ExtensionManifest;
  const { publisher = '', id = '', version = '' } = manifest;
  return `${publisher}.${id}-${version}.vsix`;
}
