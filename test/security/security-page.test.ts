import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync('docs/security.md', 'utf8');
const threats = page.split(/^## /m).slice(1);

describe('docs/security.md', () => {
  for (const threat of threats) {
    const [title = ''] = threat.split('\n');
    it(`names the tests of its answer to "${title}"`, () => {
      const tests = targetsIn(/^Tests: .*$/m.exec(threat)?.[0] ?? '');
      assert.ok(tests.length > 0);
      for (const test of tests) assert.match(test, /\.test\.ts$/);
    });
  }

  it('names every test of security', () => {
    const own = readdirSync('test/security').filter((name) => /(?<!^security-page)\.test\.ts$/.test(name));
    for (const name of own) assert.ok(page.includes(`../test/security/${name}`), name);
  });

  for (const [file, folder] of [
    ['SECURITY.md', '.'],
    ['docs/security.md', 'docs'],
    ['docs/roles.md', 'docs'],
    ['docs/shipped-packages.md', 'docs'],
  ] as const)
    it(`leads only to what is there, in ${file}`, () => {
      for (const target of targetsIn(readFileSync(file, 'utf8'))) {
        const [path = '', anchor] = (target.startsWith('#') ? file + target : join(folder, target)).split(
          '#',
        );
        assert.ok(existsSync(path), target);
        if (anchor !== undefined) assert.ok(anchorsIn(path).includes(anchor), target);
      }
    });
});

function targetsIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\((?<target>[^)]+)\)/g)].map(({ groups }) => groups?.['target'] ?? '');
}

function anchorsIn(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (?<title>.+)$/gm)].map(({ groups }) =>
    (groups?.['title'] ?? '').toLowerCase().replaceAll(' ', '-'),
  );
}
