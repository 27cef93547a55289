import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import type { Metafile } from 'esbuild';
import { namesOfShipped, type ShippedPackage, shippedPackages } from '../../scripts/shipped-packages.ts';
import { metafileOf, stage, taskNames } from '../../scripts/tasks.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

interface Locked {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

describe('What is shipped', () => {
  let shipped: readonly ShippedPackage[];
  before(() => {
    shipped = shippedPackages();
  });

  it('is asked for by exact versions', () => {
    const { dependencies, devDependencies, overrides } = read('package.json') as Manifest;
    for (const [name, version] of Object.entries({ ...devDependencies, ...dependencies, ...overrides }))
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
  });

  it('is what the lock file names, by its digest', () => {
    const { packages } = read('package-lock.json') as Locked;
    for (const { folder, version } of shipped) {
      const locked = packages[folder] ?? {};
      assert.equal(locked.version, version, folder);
      assert.match(locked.integrity ?? '', /^sha512-/, folder);
    }
  });

  it('is what docs/shipped-packages.md lists', () => {
    const page = readFileSync('docs/shipped-packages.md', 'utf8');
    const listed = [...page.matchAll(/^- (?<name>\S+ \S+)$/gm)].map(({ groups }) => groups?.['name'] ?? '');
    assert.deepEqual(
      listed,
      namesOfShipped(shipped),
      'Review what has come and gone, then correct the list.',
    );
  });

  it('is named with its licence in the package', () => {
    const notices = readFileSync(`${stage}/ThirdPartyNotices.txt`, 'utf8');
    for (const name of namesOfShipped(shipped)) assert.ok(notices.includes(`\n${name} (`), name);
  });

  it('asks for nothing more when it runs', () => {
    for (const task of taskNames) {
      const { outputs } = read(metafileOf(task)) as Metafile;
      const paths = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
      const foreign = paths.filter((path) => !path.startsWith('node:') && !builtinModules.includes(path));
      assert.deepEqual(foreign, [], task);
    }
  });
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
