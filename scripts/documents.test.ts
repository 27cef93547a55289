import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TaskManifest } from './manifest-types.ts';
import { oldestAgent } from './task-rules.ts';
import { taskNames } from './tasks.ts';

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

  for (const task of taskNames) {
    const { inputs, outputVariables = [] } = JSON.parse(
      readFileSync(`tasks/${task}/task.json`, 'utf8'),
    ) as TaskManifest;
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
