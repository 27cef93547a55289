// Builds the extension into build/stage: one file per task, nothing to install at run time.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';
import { bundledPackages } from './bundled-packages.ts';
import { metafileOf, stage, taskFolder, type TaskName, taskNames } from './tasks.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

// Made aside and put in place whole: tests may be running what was built before.
const next = `build/next-${process.pid}`;
mkdirSync(next, { recursive: true });
// The house is made of ES modules, the bundles are not: they run from here as they run on an agent.
writeFileSync('build/package.json', '{ "type": "commonjs" }\n');
const metafiles = await Promise.all(taskNames.map(bundle));
for (const file of ['images', 'overview.md', 'vss-extension.json', 'LICENSE']) {
  if (existsSync(file))
    cpSync(file, `${next}/${file}`, { recursive: true, filter: (path) => !path.endsWith('.svg') });
}
writeFileSync(`${next}/ThirdPartyNotices.txt`, thirdPartyNotices(metafiles.flatMap(bundledPackages)));
rmSync(stage, { recursive: true, force: true });
renameSync(next, stage);

async function bundle(task: TaskName): Promise<Metafile> {
  const folder = taskFolder(task, next);
  const { metafile } = await build({
    entryPoints: [`tasks/${task}/index.ts`],
    outfile: `${folder}/index.js`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // The oldest Node that an agent starts is 20.9 (facts: azure-pipelines 1.5).
    target: 'node20',
    minify: true,
    // Errors and log lines show names of classes.
    keepNames: true,
    legalComments: 'none',
    metafile: true,
    define: { EXTENSION_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  });
  for (const file of ['task.json', 'icon.png']) cpSync(`tasks/${task}/${file}`, `${folder}/${file}`);
  writeFileSync(metafileOf(task), JSON.stringify(metafile));
  return metafile;
}
