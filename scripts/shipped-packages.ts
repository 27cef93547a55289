import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { metafileOf, taskNames } from './tasks.ts';

/** A package of which something is in a bundle. */
export interface ShippedPackage extends Pick<BundledPackage, 'name' | 'folder'> {
  readonly version: string;
}

/** Every package that the last build put into a bundle, once for each copy. */
export function shippedPackages(): readonly ShippedPackage[] {
  const bundled = taskNames.map(metafileOf).flatMap((file) => {
    if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first.`);
    return bundledPackages(JSON.parse(readFileSync(file, 'utf8')) as Metafile);
  });
  const copies = new Map(
    bundled.map(({ name, folder }) => [folder, { name, folder, version: versionIn(folder) }]),
  );
  return [...copies.values()];
}

/** "yaml 2.9.1", sorted, each once: what docs/shipped-packages.md lists. */
export function namesOfShipped(packages: readonly ShippedPackage[]): readonly string[] {
  return [...new Set(packages.map(({ name, version }) => `${name} ${version}`))].sort();
}

function versionIn(folder: string): string {
  const { version = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version?: string;
  };
  return version;
}
