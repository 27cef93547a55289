// Checks task.json, vss-extension.json and the bundles: tfx only warns, and looks at little (facts: azure-pipelines 1.8).
import { existsSync, readFileSync, statSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Metafile } from 'esbuild';
import { extractInputs, extractOutputs } from '../tasks/ApimExtract/settings.ts';
import { publishInputs, publishOutputs } from '../tasks/ApimPublish/settings.ts';
import { bundleProblems } from './bundle-rules.ts';
import { extensionProblems, familyProblems } from './extension-rules.ts';
import type { ExtensionManifest, TaskManifest } from './manifest-types.ts';
import { type TaskCode, taskProblems } from './task-rules.ts';
import { metafileOf, stage, taskFolder, type TaskName, taskNames } from './tasks.ts';

const codeOf: Readonly<Record<TaskName, TaskCode>> = {
  ApimExtract: { inputs: extractInputs, outputs: extractOutputs },
  ApimPublish: { inputs: publishInputs, outputs: publishOutputs },
};

if (!existsSync(stage)) fail([`${stage} is missing: run "npm run build" first.`]);
const followsSchema = new Ajv({
  allErrors: true,
  strict: true,
  validateFormats: false,
  strictTypes: false,
  strictRequired: false,
}).compile(read('schemas/task.schema.json') as object);
const { version } = read('package.json') as { version: string };
const extension = read('vss-extension.json') as ExtensionManifest;
const problems = [
  ...extensionProblems(extension, (path) => existsSync(`${stage}/${path}`)),
  ...(extension.version === version ? [] : [`vss-extension.json: the version is not ${version}.`]),
];
const tasks: TaskManifest[] = [];
for (const name of taskNames) {
  const file = `tasks/${name}/task.json`;
  const content = read(file);
  if (!followsSchema(content)) {
    const found = followsSchema.errors ?? [];
    problems.push(...found.map(({ instancePath, message = '' }) => `${file}: ${instancePath} ${message}`));
    continue;
  }
  // The schema has just said so.
  const manifest = content as TaskManifest;
  tasks.push(manifest);
  problems.push(...taskProblems(manifest, codeOf[name]), ...stageProblems(name, manifest));
  const bytes = statSync(`${taskFolder(name)}/index.js`).size;
  problems.push(...bundleProblems(name, bytes, read(metafileOf(name)) as Metafile));
  console.log(`${name}: ${Math.round(bytes / 1024)} KiB`);
}
problems.push(...familyProblems(version, tasks));
if (problems.length > 0) fail(problems);
console.log('The manifests, the code and the bundles agree.');

function stageProblems(task: TaskName, { name, execution }: TaskManifest): readonly string[] {
  const files = ['task.json', 'icon.png', ...Object.values(execution).map(({ target }) => target)];
  return [
    ...(name === task ? [] : [`tasks/${task}/task.json: the name is not ${task}.`]),
    ...files
      .filter((file) => !existsSync(`${taskFolder(task)}/${file}`))
      .map((file) => `${taskFolder(task)}: ${file} is not in the package.`),
  ];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(all: readonly string[]): never {
  for (const problem of all) console.error(problem);
  process.exit(1);
}
