import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPackages } from '../../scripts/shipped-packages.ts';

interface Advisory {
  readonly name: string;
  readonly folder: string;
  /** A package that depends on another one with an advisory has only its name. */
  readonly via?: string;
}

describe('npm run audit:shipped', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'apim-audit-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs it with an npm that prints this. */
  function audit(printed: string) {
    const npm = join(folder, 'npm.cjs');
    writeFileSync(npm, `process.stdout.write(${JSON.stringify(printed)}); process.exitCode = 1;`);
    const env = { ...process.env, npm_execpath: npm };
    return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit-shipped.ts'], {
      env,
      encoding: 'utf8',
    });
  }

  function report(...advisories: readonly Advisory[]): string {
    const entries = advisories.map(({ name, folder: node, via }) => {
      const own = { title: `Something about ${name}`, severity: 'high', url: 'https://advisories.example/1' };
      return [name, { name, severity: 'high', via: [via ?? own], nodes: [node] }];
    });
    return JSON.stringify({ auditReportVersion: 2, vulnerabilities: Object.fromEntries(entries) as unknown });
  }

  const yaml = { name: 'yaml', folder: 'node_modules/yaml' };

  it('fails for a package that is in a bundle, and names it', () => {
    const { status, stderr } = audit(report(yaml));
    assert.equal(status, 1);
    assert.match(stderr, /^yaml \d+\.\d+\.\d+: high: Something about yaml https/);
  });

  it('says nothing against packages that are in none, nor against those that merely depend on one', () => {
    const { status, stdout } = audit(
      report(
        { name: 'not-shipped', folder: 'node_modules/not-shipped' },
        { name: 'another copy', folder: 'node_modules/other/node_modules/yaml' },
        { ...yaml, via: 'not-shipped' },
      ),
    );
    assert.equal(status, 0, stdout);
    assert.match(
      stdout,
      new RegExp(`^${String(shippedPackages().length)} packages are shipped, 0 advisories`),
    );
    assert.match(stdout, /3 other packages with advisories are not shipped/);
  });

  for (const [what, printed] of [
    ['refuses', JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '', detail: '' } })],
    ['is silent', ''],
  ] as const)
    it(`has an exit code of its own when the advisory service ${what}`, () => {
      const { status, stderr } = audit(printed);
      assert.equal(status, 3);
      assert.match(stderr, /^Nothing was judged, because no advisory service could be asked: /);
    });
});
