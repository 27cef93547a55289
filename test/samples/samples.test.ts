import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { TaskManifest } from '../../scripts/manifest-types.ts';
import { fillContoso } from '../services/contoso.ts';
import { type Pipeline, startPipeline } from '../services/pipeline.ts';
import { contentOf, sampleFiles, stepsIn } from './sample-pipelines.ts';

const files = sampleFiles();
const steps = [...files].flatMap(([file, text]) => stepsIn(file, contentOf(text)));

describe('Samples', () => {
  it('use both tasks', () => {
    const used = new Set(steps.map(({ task }) => task));
    assert.deepEqual([...used].sort(), ['ApimExtract@1', 'ApimPublish@1']);
  });

  for (const { file, task, name = 'nameless', inputs } of steps) {
    it(`give ${task} what it declares: ${name} in ${file}`, () => {
      const manifest = manifestOf(task);
      const declared = new Map(
        manifest.inputs.flatMap((input) => [input.name, ...(input.aliases ?? [])].map((one) => [one, input])),
      );
      for (const [input, value] of Object.entries(inputs)) {
        const { options } = declared.get(input) ?? assert.fail(`task.json has no input ${input}.`);
        if (options !== undefined) assert.ok(String(value) in options, `${input}: ${String(value)}`);
      }
      const required = manifest.inputs.filter((input) => input.required === true);
      assert.deepEqual(
        required.filter((input) => !(input.name in inputs)).map((input) => input.name),
        [],
      );
    });

    it(`read only outputs that ${task} has: ${name} in ${file}`, () => {
      const outputs = (manifestOf(task).outputVariables ?? []).map((output) => output.name);
      const read = [...(files.get(file) ?? '').matchAll(new RegExp(`[.('$]${name}\\.(\\w+)`, 'g'))];
      for (const [, output = ''] of read) assert.ok(outputs.includes(output), `${name}.${output}`);
    });
  }
});

describe('Sample filter and overrides', () => {
  let pipeline: Pipeline;
  let prod: EmulatedInstance;
  let scratch: string;

  before(async () => {
    pipeline = await startPipeline({ files: { 'README.md': '# APIs\n' } });
    await fillContoso(pipeline.addInstance('contoso-apis-dev'));
    prod = pipeline.addInstance('contoso-apis-prod');
    scratch = await mkdtemp(join(tmpdir(), 'apim-samples-'));
    const { result, log } = await extractTo('all', {});
    assert.equal(result, 'Succeeded', log.join('\n'));
  });

  after(async () => {
    await pipeline.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  const extractTo = (folder: string, inputs: Readonly<Record<string, string>>) =>
    pipeline.run('ApimExtract', 'contoso-apis-dev', {
      inputs: { createPullRequest: 'false', artifactsFolder: join(scratch, folder), ...inputs },
    });

  it('take the APIs and the product that the filter names', async () => {
    const { result, log } = await extractTo('filtered', { filterFile: resolve('samples/filter.yaml') });
    assert.equal(result, 'Succeeded', log.join('\n'));
    const found = await Promise.all(
      ['apis', 'products'].map((folder) => readdir(join(scratch, 'filtered', folder))),
    );
    assert.deepEqual(found, [['petstore', 'train-travel'], ['partners']]);
  });

  it('neither read nor remove what the filter leaves out', async () => {
    const { requests } = pipeline.emulators.arm;
    requests.clear();
    const { outputs } = await extractTo('all', { filterFile: resolve('samples/filter.yaml') });
    const { addedCount, changedCount, removedCount } = outputs;
    assert.deepEqual([addedCount, changedCount, removedCount], ['0', '0', '0']);
    assert.deepEqual(
      requests.entries.filter(({ path }) => /\/(apis\/star-trek|products\/starter)\b/.test(path)),
      [],
    );
  });

  it('publish to each environment what its overrides say', async () => {
    for (const environment of ['dev', 'prod']) {
      const overridesFile = resolve(`samples/overrides.${environment}.yaml`);
      const { result, log } = await pipeline.run('ApimPublish', `contoso-apis-${environment}`, {
        inputs: { artifactsFolder: join(scratch, 'all'), overridesFile },
        secretVariables: { PARTNER_KEY: 'a-key' },
      });
      assert.equal(result, 'Succeeded', log.join('\n'));
    }
    const held = prod.dump() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    assert.equal(held['namedValues/partner-key']?.['value'], 'a-key');
    assert.equal(held['products/starter']?.['approvalRequired'], true);
    assert.match(String(held['apis/petstore/policies/policy']?.['value']), /ip-filter/);
  });

  it('stop at a token that nobody filled in', async () => {
    const { issues } = await pipeline.run('ApimPublish', 'contoso-apis-prod', {
      inputs: {
        artifactsFolder: join(scratch, 'all'),
        overridesFile: resolve('samples/overrides.prod.yaml'),
      },
    });
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['UNRESOLVED_TOKEN'],
    );
  });
});

function manifestOf(task: string): TaskManifest {
  const [name = '', major = ''] = task.split('@');
  const manifest = JSON.parse(readFileSync(`tasks/${name}/task.json`, 'utf8')) as TaskManifest;
  assert.equal(String(manifest.version.Major), major);
  return manifest;
}
