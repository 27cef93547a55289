import type { InputParsers } from '../shared/agent/parse-inputs.ts';
import { bindingProblems } from './binding-rules.ts';
import type { InputManifest, TaskManifest } from './manifest-types.ts';

/** What the code of a task reads and tells. */
export interface TaskCode {
  readonly inputs: InputParsers;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * The first regular agent that knows the handler Node20_1, which came with 3.230.2. Servers on premises cannot have an
 * agent of version 4; agents that do not know Node24 skip it (facts: azure-pipelines 1.5).
 */
export const oldestAgent = '3.232.1';

/** What is wrong with a task.json, beyond its schema: with itself, and with the code that it describes. */
export function taskProblems(manifest: TaskManifest, code: TaskCode): readonly string[] {
  const outputs = (manifest.outputVariables ?? []).map(({ name }) => name);
  return [
    ...differences('inputs', namesOf(manifest.inputs), Object.keys(code.inputs)),
    ...differences('outputVariables', outputs, Object.keys(code.outputs)),
    ...differences(
      'restrictions.settableVariables',
      manifest.restrictions?.settableVariables?.allowed ?? [],
      outputs,
    ),
    ...duplicates(manifest.inputs.flatMap(({ name, aliases = [] }) => [name, ...aliases])),
    ...manifest.inputs.flatMap((input) => [
      ...referenceProblems(input, manifest),
      ...parserProblems(input, code.inputs[input.name]),
    ]),
    ...bindingProblems(manifest),
    ...agentProblems(manifest),
  ].map((problem) => `tasks/${manifest.name}/task.json: ${problem}`);
}

/** The service alone decides which handler runs, so both must start the same file. */
function agentProblems({ minimumAgentVersion, execution }: TaskManifest): readonly string[] {
  const handlers = Object.keys(execution).sort().join();
  const targets = new Set(Object.values(execution).map(({ target }) => target));
  return [
    ...(minimumAgentVersion === oldestAgent ? [] : [`minimumAgentVersion is not ${oldestAgent}.`]),
    ...(handlers === 'Node20_1,Node24' && targets.size === 1
      ? []
      : ['execution: Node20_1 and Node24 must start the same file.']),
  ];
}

function differences(what: string, declared: readonly string[], used: readonly string[]): readonly string[] {
  return [
    ...declared.filter((name) => !used.includes(name)).map((name) => `${what}: no code knows ${name}.`),
    ...used.filter((name) => !declared.includes(name)).map((name) => `${what}: ${name} is missing.`),
  ];
}

/** The service compares names without case. */
function duplicates(names: readonly string[]): readonly string[] {
  const folded = names.map((name) => name.toLowerCase());
  return names
    .filter((name, index) => folded.indexOf(name.toLowerCase()) !== index)
    .map((name) => `inputs: ${name} is there twice.`);
}

function referenceProblems(input: InputManifest, { groups = [], inputs }: TaskManifest): readonly string[] {
  const { name, groupName, visibleRule = '', helpMarkDown = '' } = input;
  const ruled = [...visibleRule.matchAll(/(\w+) *(?:!?=|in|notIn)/g)].map(([, ruling = '']) => ruling);
  return [
    ...(groupName === undefined || namesOf(groups).includes(groupName)
      ? []
      : [`inputs: ${name} is in a group that there is not: ${groupName}.`]),
    ...ruled
      .filter((ruling) => !namesOf(inputs).includes(ruling))
      .map((ruling) => `inputs: ${name} looks at an input that there is not: ${ruling}.`),
    ...(/\b[Dd]efault\b/.test(helpMarkDown)
      ? []
      : [`inputs: the help of ${name} does not tell the default.`]),
  ];
}

/** The editor's view of an input and the parser's must be one: the default, what must be given, what may be picked. */
function parserProblems(input: InputManifest, parse: InputParsers[string] | undefined): readonly string[] {
  if (parse === undefined) return [];
  const { name, defaultValue, options = {} } = input;
  const nothing = parse(undefined);
  const accepts = (text: string): boolean => 'value' in parse(text);
  const same = defaultValue === undefined ? undefined : parse(String(defaultValue));
  return [
    ...requirementProblems(input, 'value' in nothing),
    ...(defaultValue !== undefined && JSON.stringify(same) !== JSON.stringify(nothing)
      ? [`inputs: the default of ${name} is another one in the code.`]
      : []),
    ...(defaultValue === undefined && 'value' in nothing && nothing.value !== undefined
      ? [`inputs: ${name} has a default in the code, but none here.`]
      : []),
    ...Object.keys(options)
      .filter((option) => !accepts(option))
      .map((option) => `inputs: the code does not accept ${option} for ${name}.`),
  ];
}

/** In YAML nobody hides an input: what only some actions need, the code alone asks for (facts: azure-pipelines 1.2). */
function requirementProblems(
  { name, required = false, visibleRule }: InputManifest,
  isOptional: boolean,
): readonly string[] {
  if (isOptional !== required || (!required && visibleRule !== undefined)) return [];
  return [`inputs: ${name} is ${required ? '' : 'not '}required here, but the code sees it otherwise.`];
}

function namesOf(items: readonly { readonly name: string }[]): readonly string[] {
  return items.map(({ name }) => name);
}
