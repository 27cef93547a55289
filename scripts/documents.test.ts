import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, stepsIn } from '../test/samples/sample-pipelines.ts';
import type { TaskManifest } from './manifest-types.ts';
import { oldestAgent } from './task-rules.ts';
import { taskNames } from './tasks.ts';

const pages = ['README.md', 'overview.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' })]
  .filter((name) => name.endsWith('.md'))
  .map((name) => (existsSync(name) ? name : join('docs', name)));

function manifestOf(task: string): TaskManifest {
  return JSON.parse(readFileSync(`tasks/${task}/task.json`, 'utf8')) as TaskManifest;
}

describe('Documentation', () => {
  it('says why which agents are supported', () => {
    const text = readFileSync('docs/package.md', 'utf8');
    assert.match(
      text,
      new RegExp(`minimumAgentVersion[^\\n]*${oldestAgent.replaceAll('.', '\\.')}[^\\n]*because`),
    );
  });

  it('explains every error code, and no other', () => {
    const codes = [...readFileSync('shared/errors/codes.ts', 'utf8').matchAll(/\| '([A-Z_]+)'/g)];
    const headings = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^### ([A-Z_]+)$/gm)];
    const names = (found: RegExpExecArray[]) => found.map(([, name]) => name).sort();
    assert.deepEqual(names(headings), names(codes));
  });

  it('says something about each of them', () => {
    for (const section of readFileSync('docs/errors.md', 'utf8').split(/^### /m).slice(1)) {
      const [name = '', ...lines] = section.split('\n');
      assert.ok(lines.join(' ').trim().length > 60, name);
    }
  });

  it('gives in its examples only inputs and values that the tasks have', () => {
    const blocks = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => ({
        page,
        text,
      })),
    );
    const steps = blocks.flatMap(({ page, text }) => stepsIn(page, contentOf(text)));
    assert.ok(steps.length > 8, String(steps.length));
    for (const { file, task, inputs: given } of steps) {
      const { inputs } = manifestOf(task.replace(/@1$/, ''));
      for (const [name, value] of Object.entries(given)) {
        const { options } = inputs.find((one) => one.name === name) ?? assert.fail(`${file}: ${name}`);
        assert.ok(options === undefined || String(value) in options, `${file}: ${name}: ${String(value)}`);
      }
    }
  });

  it('says of inputs only values that they can have', () => {
    const inputs = taskNames.flatMap((task) => manifestOf(task).inputs);
    for (const page of pages)
      for (const [said, name, value = ''] of readFileSync(page, 'utf8').matchAll(/`(\w+): ([^`{[]+)`/g)) {
        const lists = inputs.flatMap((one) =>
          one.name === name && one.options !== undefined ? [one.options] : [],
        );
        assert.ok(lists.length === 0 || lists.some((options) => value in options), `${page}: ${said}`);
      }
  });

  for (const task of taskNames) {
    const { inputs, outputVariables = [] } = manifestOf(task);
    const reference = readFileSync('docs/tasks.md', 'utf8');

    it(`lists every input and output of ${task}`, () => {
      for (const { name } of [...inputs, ...outputVariables])
        assert.match(reference, new RegExp(`^\\| \`${name}\``, 'm'), name);
    });

    it(`gives the defaults of ${task} as they are`, () => {
      for (const { name, defaultValue } of inputs) {
        if (defaultValue === undefined) continue;
        const row = new RegExp(`^\\| \`${name}\` +\\| \`${String(defaultValue)}\``, 'm');
        assert.match(reference, row, name);
      }
    });
  }
});
