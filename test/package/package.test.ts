import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundledPackages } from '../../scripts/bundled-packages.ts';
import { createPackage } from '../../scripts/create-package.ts';
import { metafileOf, stage, taskFolder, taskNames } from '../../scripts/tasks.ts';
import { thirdPartyNotices } from '../../scripts/third-party-notices.ts';
import { type Package, readPackage } from './read-package.ts';

describe('The package', () => {
  let scratch: string;
  let content: Package;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'apim-package-'));
    content = await readPackage(createPackage(stage, scratch));
  });
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  /** What was built, changed, in a folder of its own. */
  function stageWith(name: string, change: (folder: string) => void): string {
    const folder = join(scratch, name);
    cpSync(stage, folder, { recursive: true });
    change(folder);
    return folder;
  }

  function rewrite(file: string, change: (text: string) => string): void {
    const text = readFileSync(file, 'utf8');
    const changed = change(text);
    assert.notEqual(changed, text);
    writeFileSync(file, changed);
  }

  it('holds a task in three files, and nothing of how it was made', () => {
    const paths = [...content.keys()].filter((path) => path.startsWith('tasks/'));
    const expected = taskNames.flatMap((task) =>
      ['icon.png', 'index.js', 'task.json'].map((file) => `tasks/${task}/${task}V1/${file}`),
    );
    assert.deepEqual(paths.sort(), expected);
    assert.deepEqual(
      [...content.keys()].filter((path) => /node_modules|\.(?:ts|map|svg)$|metafile/.test(path)),
      [],
    );
  });

  it('holds the page, the licence, the notices and every picture that the page or the manifest names', () => {
    for (const path of ['overview.md', 'LICENSE', 'ThirdPartyNotices.txt', 'images/icon.png'])
      assert.ok(content.has(path), path);
    const page = content.get('overview.md')?.toString() ?? '';
    for (const [, target = ''] of page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      assert.ok(content.has(target), `overview.md shows ${target}`);
    const manifest = content.get('extension.vsixmanifest')?.toString() ?? '';
    for (const [, path = ''] of manifest.matchAll(/<Asset [^>]*\bPath="([^"]+)"/g))
      assert.ok(content.has(path), `the manifest names ${path}`);
    assert.match(manifest, /Services\.Icons\.Default/);
    assert.match(manifest, /Services\.Content\.Details/);
    assert.match(manifest, /Services\.Content\.License/);
  });

  it('names every package in a bundle, with the text of its licence', () => {
    const notices =
      content
        .get('ThirdPartyNotices.txt')
        ?.toString()
        .split(/\n\n-{80}\n\n/) ?? [];
    for (const task of taskNames) {
      const packages = bundledPackages(JSON.parse(readFileSync(metafileOf(task), 'utf8')) as Metafile);
      assert.ok(packages.length > 20);
      for (const { name, folder } of packages) {
        const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
          version: string;
        };
        const notice = notices.find((text) => text.startsWith(`${name} ${version} (`));
        assert.match(notice ?? '', /copyright|permission|licen[cs]e/i, `${name} ${version}`);
      }
    }
  });

  it('is not built out of a package that brings no licence text', () => {
    const folder = join(scratch, 'without-licence');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "name": "nobodys", "version": "1.0.0" }');
    assert.throws(() => thirdPartyNotices([{ name: 'nobodys', folder, build: '' }]), /no licence text/);
  });

  it('is refused when tfx only warns', () => {
    const folder = stageWith('no-handler', (root) => {
      rewrite(join(taskFolder('ApimExtract', root), 'task.json'), (text) =>
        text.replaceAll('"index.js"', '"nothing.js"'),
      );
    });
    assert.throws(() => createPackage(folder, scratch), /tfx refuses the package:[^]*warning:/);
  });

  it('is refused above 2 MiB', () => {
    const folder = stageWith('large', (root) => {
      writeFileSync(join(root, 'images/noise.png'), randomBytes(3 * 1024 * 1024));
    });
    assert.throws(() => createPackage(folder, scratch), /bytes, more than 2097152/);
  });

  it('can hold two major versions of a task side by side', async () => {
    const folder = stageWith('two-majors', (root) => {
      const next = taskFolder('ApimPublish', root, 2);
      cpSync(taskFolder('ApimPublish', root, 1), next, { recursive: true });
      rewrite(join(next, 'task.json'), (text) => text.replace('"Major": 1', '"Major": 2'));
    });
    const both = await readPackage(createPackage(folder, join(scratch, 'both')));
    const tasks = [1, 2].map((major) => both.get(`tasks/ApimPublish/ApimPublishV${major}/task.json`));
    const [first, second] = tasks.map(
      (bytes) => JSON.parse(bytes?.toString() ?? '{}') as { id: string; version: { Major: number } },
    );
    assert.deepEqual([first?.version.Major, second?.version.Major], [1, 2]);
    assert.equal(first?.id, second?.id);
  });
});
