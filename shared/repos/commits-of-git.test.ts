import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commitsOfGit } from './commits-of-git.ts';

/** As Git would quote them, were it asked for lines: `"tags/B\303\274ro ..."`. */
const files = { 'tags/Büro Straße/tagInformation.json': '{}', 'tags/標籤/tagInformation.json': '{"a": 1}' };

describe('The commits of a checkout', () => {
  let root: string;
  const commits: string[] = [];
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      encoding: 'utf8',
    }).trim();
  const commit = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    git('add', '-A');
    git('commit', '-qm', path);
    commits.push(git('rev-parse', 'HEAD'));
  };

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'commits-'));
    git('init', '-q');
    for (const [path, text] of Object.entries(files)) await commit(`apim/${path}`, text);
    await commit('beside.txt', 'x');
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('give the files of a folder by their names as they are, in whatever script (story 42)', async () => {
    const all = commitsOfGit(root);
    const blobs = (await all.blobs(commits[2] ?? '', 'apim')) ?? assert.fail('no tree');
    assert.deepEqual([...blobs.keys()].sort(), Object.keys(files).sort());
    const [path = ''] = Object.keys(files);
    assert.equal(await all.blobAt(commits[0] ?? '', `apim/${path}`), blobs.get(path));
    const contents = await all.contents([...blobs.values()]);
    assert.deepEqual(
      [...blobs].map(([name, id]) => [name, Buffer.from(contents.get(id) ?? []).toString()]),
      [...blobs.keys()].map((name) => [name, (files as Record<string, string>)[name]]),
    );
    assert.deepEqual([...((await all.blobs(commits[0] ?? '', 'apim')) ?? []).keys()], [path]);
  });

  it('know which one is older, and nothing of what is no commit', async () => {
    const all = commitsOfGit(root);
    const [first = '', second = ''] = commits;
    assert.deepEqual([await all.isOlder(first, second), await all.isOlder(second, first)], [true, false]);
    assert.equal(await all.isOlder('f'.repeat(40), first), undefined);
    for (const id of ['--output=x', 'HEAD', 'f'.repeat(40)])
      assert.equal(await all.blobs(id, 'apim'), undefined);
  });
});
