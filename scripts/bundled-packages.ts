import type { Metafile } from 'esbuild';

/** A package that went into a bundle: where it lies, and in which build when it ships several. */
export interface BundledPackage {
  readonly name: string;
  /** "node_modules/a/node_modules/b": two copies of a package differ in it. */
  readonly folder: string;
  /** "esm" or "commonjs" for packages that ship both: each is a copy with a state of its own. */
  readonly build: string;
}

/** Every package in the bundle, once for each copy. */
export function bundledPackages({ inputs, outputs }: Metafile): readonly BundledPackage[] {
  const used = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const copies = new Map<string, BundledPackage>();
  for (const [path, { bytesInOutput }] of used) {
    if (bytesInOutput === 0 || inputs[path] === undefined) continue;
    const match = /^(?<folder>.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\/(?<rest>.*)$/.exec(path)?.groups;
    if (match?.['folder'] === undefined || match['name'] === undefined) continue;
    const build = /(?:^|\/)(esm|commonjs)\//.exec(match['rest'] ?? '')?.[1] ?? '';
    copies.set(`${match['folder']} ${build}`, { name: match['name'], folder: match['folder'], build });
  }
  return [...copies.values()].sort((left, right) => (left.folder < right.folder ? -1 : 1));
}
