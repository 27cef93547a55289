import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extractInputs, extractOutputs } from '../tasks/ApimExtract/settings.ts';
import { bundleProblems } from './bundle-rules.ts';
import { extensionProblems, familyProblems } from './extension-rules.ts';
import type { ExtensionManifest, InputManifest, TaskManifest } from './manifest-types.ts';
import { taskProblems } from './task-rules.ts';

const code = { inputs: extractInputs, outputs: extractOutputs };
const task = JSON.parse(readFileSync('tasks/ApimExtract/task.json', 'utf8')) as TaskManifest;
const extension = JSON.parse(readFileSync('vss-extension.json', 'utf8')) as ExtensionManifest;

/** The task with one input changed. */
function withInput(name: string, change: Partial<InputManifest>): TaskManifest {
  return {
    ...task,
    inputs: task.inputs.map((input) => (input.name === name ? { ...input, ...change } : input)),
  };
}

describe('taskProblems', () => {
  const cases: readonly (readonly [string, TaskManifest, RegExp])[] = [
    ['an input that no code reads', withInput('repository', { name: 'repo' }), /no code knows repo/],
    ['an input that is missing', { ...task, inputs: task.inputs.slice(1) }, /azureSubscription is missing/],
    ['an output that no code sets', { ...task, outputVariables: [{ name: 'x' }] }, /no code knows x/],
    [
      'an output that may not be set',
      { ...task, restrictions: {} },
      /settableVariables: hasChanges is missing/,
    ],
    [
      'a variable that may be set and is no output',
      { ...task, restrictions: { settableVariables: { allowed: [...Object.keys(extractOutputs), 'PATH'] } } },
      /settableVariables: no code knows PATH/,
    ],
    [
      'agents that are too old for its handlers',
      { ...task, minimumAgentVersion: '3.220.0' },
      /minimumAgentVersion/,
    ],
    [
      'handlers that start different files',
      { ...task, execution: { ...task.execution, Node24: { target: 'other.js' } } },
      /same file/,
    ],
    ['an alias that is a name', withInput('repository', { aliases: ['ServiceName'] }), /there twice/i],
    [
      'a default that differs',
      withInput('artifactsFolder', { defaultValue: 'apim' }),
      /default of artifactsFolder/,
    ],
    [
      'a must that the code does not see',
      withInput('filterFile', { required: true }),
      /filterFile is required here/,
    ],
    [
      'an option that the code refuses',
      withInput('createPullRequest', { options: { maybe: '' } }),
      /accept maybe/,
    ],
    [
      'a group that is not there',
      withInput('filterFile', { groupName: 'more' }),
      /group that there is not: more/,
    ],
    ['a rule on nothing', withInput('filterFile', { visibleRule: 'x = true' }), /input that there is not: x/],
    [
      'a help without the default',
      withInput('filterFile', { helpMarkDown: 'A file.' }),
      /help of filterFile/,
    ],
    ['a list for a text', withInput('serviceName', { type: 'string' }), /serviceName is no pickList/],
  ];
  for (const [what, manifest, expected] of cases)
    it(`finds ${what}`, () => {
      const problems = taskProblems(manifest, code);
      assert.ok(
        problems.some((problem) => expected.test(problem)),
        problems.join('\n'),
      );
    });

  it('finds nothing in what is right', () => {
    assert.deepEqual(taskProblems(task, code), []);
  });
});

describe('extensionProblems', () => {
  const everythingThere = () => true;

  it('finds nothing in what is right', () => {
    assert.deepEqual(extensionProblems(extension, everythingThere), []);
  });

  it('finds files that are not in the package', () => {
    const problems = extensionProblems(extension, (path) => path !== 'overview.md');
    assert.deepEqual(problems, ['vss-extension.json: overview.md is not in the package.']);
  });

  it('finds scopes, long descriptions and images that nobody may see', () => {
    const wrong = {
      ...extension,
      scopes: ['vso.code'],
      description: 'x'.repeat(201),
      files: [{ path: 'images' }],
    };
    assert.equal(extensionProblems(wrong, everythingThere).length, 3);
  });

  it('finds pictures that are missing or none, and links that lead nowhere', () => {
    const wrong = {
      ...extension,
      screenshots: [{ path: 'images/log.svg' }],
      links: { support: { uri: 'mailto:nobody' } },
    };
    assert.deepEqual(
      extensionProblems(wrong, everythingThere).map((problem) => problem.split(' ')[1]),
      ['screenshots:', 'screenshots:', 'links:'],
    );
  });
});

describe('familyProblems', () => {
  it('finds ids that clash and versions that lag', () => {
    const problems = familyProblems('1.0.1', [task, task]);
    assert.equal(problems.length, 3);
  });
});

describe('bundleProblems', () => {
  const metafile = (...paths: string[]) => ({
    inputs: Object.fromEntries(paths.map((path) => [path, { bytes: 1, imports: [] }])),
    outputs: {
      'index.js': {
        bytes: 1,
        imports: [],
        exports: [],
        inputs: Object.fromEntries(paths.map((path) => [path, { bytesInOutput: 1 }])),
      },
    },
  });
  const taskLib = 'node_modules/azure-pipelines-task-lib/task.js';

  it('finds a second copy, also one of the other module system', () => {
    const nested = metafile(taskLib, 'node_modules/x/node_modules/azure-pipelines-task-lib/task.js');
    const both = metafile(
      taskLib,
      'node_modules/@azure/identity/dist/esm/index.js',
      'node_modules/@azure/identity/dist/commonjs/index.js',
    );
    assert.match(bundleProblems('A', 1, nested).join(), /2 copies of azure-pipelines-task-lib/);
    assert.match(bundleProblems('A', 1, both).join(), /2 copies of @azure\/identity/);
  });

  it('finds a bundle that grew too large', () => {
    assert.match(bundleProblems('A', 3_000_000, metafile(taskLib)).join(), /has 3000000 bytes/);
  });
});
