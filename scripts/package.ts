// Packages what was built: "npm run package", or "npm run package -- --variant dev" for a second one to try things with.
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPackage } from './create-package.ts';
import { stageVariant } from './stage-variant.ts';
import { stage } from './tasks.ts';
import type { Variant } from './variant.ts';

const { variant, patch, publisher } = parseArgs({
  options: { variant: { type: 'string' }, patch: { type: 'string' }, publisher: { type: 'string' } },
}).values;

if (variant === undefined) {
  if (patch !== undefined || publisher !== undefined) fail('--patch and --publisher are for a --variant.');
  tell(createPackage(stage, 'build/package'));
} else {
  if (!/^[a-z]{2,6}$/.test(variant)) fail('--variant: a word of 2 to 6 small letters, such as "dev".');
  if (patch !== undefined && !/^\d{1,9}$/.test(patch)) fail('--patch: a number.');
  const wanted: Variant = {
    word: variant,
    ...(patch === undefined ? {} : { patch: Number(patch) }),
    ...(publisher === undefined ? {} : { publisher }),
  };
  const folder = `build/stage-${variant}`;
  stageVariant(wanted, folder);
  tell(createPackage(folder, 'build/package'));
}

function tell(file: string): void {
  console.log(`${file}: ${Math.round(statSync(file).size / 1024)} KiB`);
}

function fail(problem: string): never {
  console.error(problem);
  process.exit(1);
}
