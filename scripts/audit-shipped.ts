// Asks the advisory service of npm about the packages that are in the bundles. Exit codes: 0 nothing is known against
// them, 1 something is, 2 nothing was built, 3 no advisory service answered.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { verdictOf } from './audit-verdict.ts';
import { shippedPackages } from './shipped-packages.ts';
import { metafileOf, taskNames } from './tasks.ts';

if (!taskNames.map(metafileOf).every((file) => existsSync(file))) {
  console.error('Nothing was judged, because nothing was built: run "npm run build" first.');
  process.exit(2);
}
const shipped = shippedPackages();
const verdict = verdictOf(audit(), shipped);
switch (verdict.kind) {
  case 'no answer':
    console.error(`Nothing was judged, because no advisory service could be asked: ${verdict.because}`);
    process.exit(3);
    break;
  case 'judged':
    for (const { shipped: name, severity, title, url } of verdict.findings)
      console.error(`${name}: ${severity}: ${title} ${url}`);
    console.log(
      `${shipped.length} packages are shipped, ${verdict.findings.length} advisories speak of them. ` +
        `${verdict.elsewhere} other packages with advisories are not shipped.`,
    );
    process.exit(verdict.findings.length === 0 ? 0 : 1);
}

/** What npm prints; it ends with an error both for advisories and when nobody answers. */
function audit(): string {
  const options = ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000'];
  // Set by "npm run": the same npm, without a shell to find it.
  const npm = process.env['npm_execpath'];
  const { stdout } =
    npm === undefined
      ? spawnSync('npm', options, { encoding: 'utf8', shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm, ...options], { encoding: 'utf8' });
  return stdout;
}
