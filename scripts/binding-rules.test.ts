import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bindingProblems } from './binding-rules.ts';
import type { DataSourceBinding, InputManifest, TaskManifest } from './manifest-types.ts';
import { taskNames } from './tasks.ts';

const tasks = taskNames.map(
  (name) => JSON.parse(readFileSync(`tasks/${name}/task.json`, 'utf8')) as TaskManifest,
);
const extract = tasks[0]!;

function withBinding(target: string, change: Partial<DataSourceBinding>): TaskManifest {
  const bindings = extract.dataSourceBindings ?? [];
  return {
    ...extract,
    dataSourceBindings: bindings.map((one) => (one.target === target ? { ...one, ...change } : one)),
  };
}

function withInput(name: string, change: Partial<InputManifest>): TaskManifest {
  const inputs = extract.inputs.map((input) => (input.name === name ? { ...input, ...change } : input));
  return { ...extract, inputs };
}

describe('Lists that editors fetch', () => {
  const cases: readonly (readonly [string, TaskManifest, RegExp])[] = [
    [
      'a target that is not there',
      withBinding('serviceName', { target: 'instance' }),
      /instance is no pickList/,
    ],
    ['a target with text', withInput('serviceName', { type: 'string' }), /serviceName is no pickList/],
    [
      'a list where nothing can be typed',
      withInput('repository', { properties: {} }),
      /repository cannot be typed/,
    ],
    ['a list with fixed values', withInput('repository', { options: { a: 'A' } }), /has options of its own/],
    [
      'a connection that is not there',
      withBinding('serviceName', { endpointId: '$(azure)' }),
      /asks azure, which/,
    ],
    [
      'a connection that is a text',
      withBinding('serviceName', { endpointId: '$(subscriptionId)' }),
      /asks subscriptionId, which is no connection/,
    ],
    [
      'a parameter from nowhere',
      withBinding('serviceName', { parameters: { resourceGroup: '$(group)' } }),
      /needs an input that there is not: group/,
    ],
    [
      'a parameter that nobody gives',
      withBinding('serviceName', { parameters: {} }),
      /with resourceGroup, which/,
    ],
    [
      'a parameter that is not used',
      withBinding('repository', { parameters: { project: '$(repository)' } }),
      /parameter project, which its address does not use/,
    ],
    ['a missing selector', withBinding('repository', { resultSelector: '$.value' }), /no resultSelector/],
    [
      'a template without a value',
      withBinding('repository', { resultTemplate: '{ "DisplayValue": "{{{name}}}" }' }),
      /no resultTemplate/,
    ],
    [
      'a template without braces',
      withBinding('repository', { resultTemplate: '{ "Value": "name", "DisplayValue": "name" }' }),
      /no resultTemplate/,
    ],
    [
      'an address without a version',
      withBinding('repository', { endpointUrl: '{{endpoint.url}}/_apis/git/repositories' }),
      /asks for no api-version/,
    ],
    [
      'a list that nothing fills',
      { ...extract, dataSourceBindings: [] },
      /repository is a list that nothing fills/,
    ],
  ];
  for (const [what, manifest, expected] of cases)
    it(`finds ${what}`, () => {
      assert.match(bindingProblems(manifest).join('\n'), expected);
    });

  it('finds nothing in what is right', () => {
    for (const task of tasks) assert.deepEqual(bindingProblems(task), []);
  });

  it('are there for the resource group and the instance of both tasks, and for the repository', () => {
    const targets = tasks.map(({ dataSourceBindings = [] }) =>
      dataSourceBindings.map(({ target }) => target),
    );
    assert.deepEqual(targets, [
      ['resourceGroupName', 'serviceName', 'repository'],
      ['resourceGroupName', 'serviceName'],
    ]);
  });
});
