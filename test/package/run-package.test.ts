import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '../../scripts/create-package.ts';
import { stage, taskFolder, type TaskName, taskNames } from '../../scripts/tasks.ts';
import { runTask } from '../agent/run-task.ts';
import type { TaskRun } from '../agent/task-run.ts';
import { type Pipeline, startPipeline, type Step } from '../services/pipeline.ts';
import { agentNode, agentNodes } from './agent-nodes.ts';
import { readPackage, unpack } from './read-package.ts';

const policy = '<policies><inbound><base /></inbound><backend><base /></backend><outbound /></policies>';
const openApi = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { operationId: 'list', responses: { 200: { description: 'All.' } } } } },
};

describe('The finished .vsix', () => {
  let scratch: string;
  let unpacked: string;
  let pipeline: Pipeline;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'apim-vsix-'));
    unpacked = await unpack(await readPackage(createPackage(stage, scratch)), '', join(scratch, 'agent'));
    pipeline = await startPipeline({ files: { 'README.md': '# APIs\n' } });
    const instance = pipeline.addInstance('pets-dev');
    await instance.put('tags/animal', { properties: { displayName: 'animal' } });
    await instance.put('apis/pets', {
      properties: {
        displayName: 'Pets',
        path: 'pets',
        protocols: ['https'],
        format: 'openapi+json',
        value: JSON.stringify(openApi),
      },
    });
    await instance.put('apis/pets/policies/policy', { properties: { format: 'rawxml', value: policy } });
  });
  after(async () => {
    await pipeline.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  for (const { version, folder, what } of agentNodes)
    describe(`on Node ${version}, ${what}`, () => {
      let node: string;
      let files: string;

      before(async function () {
        const found = agentNode(folder);
        if (found === undefined) {
          console.log(`      Skipped: test/nodes brings no Node for ${process.platform} ${process.arch}.`);
          this.skip();
        }
        node = found;
        files = await mkdtemp(join(scratch, 'files-'));
      });

      const run = (task: TaskName, instance: string, inputs: Step['inputs'] = {}): Promise<TaskRun> =>
        pipeline.run(task, instance, { inputs, node, taskFolder: taskFolder(task, unpacked) });

      for (const task of taskNames)
        it(`starts ${task}, which misses its first input in one line`, async () => {
          const { issues, log, result, exitCode } = await runTask(task, {
            node,
            taskFolder: taskFolder(task, unpacked),
          });
          assert.match(log[0] ?? '', new RegExp(`, Node ${version.replaceAll('.', '\\.')}$`));
          assert.equal(result, 'Failed');
          assert.equal(exitCode, 0);
          assert.equal(issues[0]?.code, 'INVALID_INPUT');
          assert.match(issues[0].message, /^The input "azureSubscription" is empty\. Allowed: /);
          // Nothing but what the task says: no warning of Node, no stack.
          assert.deepEqual(
            log.filter((line) => /Warning|^\s+at |DEP\d{4}/.test(line)),
            [],
          );
        });

      it('brings an instance by its files to an empty one, where nothing differs then', async () => {
        const onAgent = { createPullRequest: 'false', artifactsFolder: files };
        const extracted = await run('ApimExtract', 'pets-dev', onAgent);
        assert.equal(extracted.result, 'Succeeded', extracted.log.join('\n'));
        assert.ok(Number(extracted.outputs['addedCount']) >= 4, extracted.log.join('\n'));
        const empty = pipeline.addInstance(`pets-${folder}`);
        const published = await run('ApimPublish', `pets-${folder}`, { artifactsFolder: files });
        assert.equal(published.result, 'Succeeded', published.log.join('\n'));
        assert.notEqual(await empty.get('apis/pets/policies/policy'), undefined);
        const plan = { action: 'plan', artifactsFolder: files };
        const planned = await run('ApimPublish', `pets-${folder}`, plan);
        assert.equal(planned.result, 'Succeeded', planned.log.join('\n'));
        assert.equal(planned.outputs['hasChanges'], 'false', planned.log.join('\n'));
      });

      it('keeps a pull request', async () => {
        const { result, outputs, log } = await run('ApimExtract', 'pets-dev');
        assert.equal(result, 'Succeeded', log.join('\n'));
        assert.match(outputs['pullRequestUrl'] ?? '', /\/pullrequest\/\d+$/);
      });
    });
});
