import type { DataSourceBinding, InputManifest, TaskManifest } from './manifest-types.ts';

/** What the service fills in by itself where a binding is evaluated (facts: azure-pipelines 1.3). */
const given = ['endpoint.url', 'endpoint.subscriptionId', 'system.teamProject'];

/**
 * What is wrong with the lists that editors fetch. Nothing else looks at them: a mistake here is an empty list in front
 * of a customer. They help while somebody edits; a run takes any text, so each bound input must stay one to type in.
 */
export function bindingProblems({ inputs, dataSourceBindings = [] }: TaskManifest): readonly string[] {
  const targets = dataSourceBindings.map(({ target }) => target);
  const bound = dataSourceBindings.flatMap((binding) =>
    [
      ...targetProblems(inputs.find(({ name }) => name === binding.target)),
      ...endpointProblems(binding, inputs),
      ...addressProblems(binding, inputs),
      ...resultProblems(binding),
    ].map((problem) => `dataSourceBindings: ${binding.target} ${problem}`),
  );
  const unbound = inputs.filter(
    ({ name, type, options }) => type === 'pickList' && options === undefined && !targets.includes(name),
  );
  return [...bound, ...unbound.map(({ name }) => `inputs: ${name} is a list that nothing fills.`)];
}

function targetProblems(target: InputManifest | undefined): readonly string[] {
  if (target?.type !== 'pickList') return ['is no pickList.'];
  return [
    ...(target.properties?.['EditableOptions'] === 'True' ? [] : ['cannot be typed in: EditableOptions.']),
    ...(target.options === undefined ? [] : ['has options of its own.']),
  ];
}

function endpointProblems(
  { endpointId }: DataSourceBinding,
  inputs: readonly InputManifest[],
): readonly string[] {
  if (endpointId === 'tfs:teamfoundation') return [];
  const name = /^\$\((\w+)\)$/.exec(endpointId)?.[1] ?? endpointId;
  const connection = inputs.find((input) => input.name === name);
  return connection?.type.startsWith('connectedService:') === true
    ? []
    : [`asks ${name}, which is no connection.`];
}

/** Every word in braces is given by the service or by a parameter, every parameter is used and takes an input. */
function addressProblems(binding: DataSourceBinding, inputs: readonly InputManifest[]): readonly string[] {
  const { endpointUrl = '', parameters = {} } = binding;
  const words = [...endpointUrl.matchAll(/\{{2,3}([\w.]+)\}{2,3}/g)].map(([, word = '']) => word);
  const taken = Object.values(parameters).flatMap((text) =>
    [...text.matchAll(/\$\((\w+)\)/g)].map(([, name = '']) => name),
  );
  return [
    ...words
      .filter((word) => !given.includes(word) && !(word in parameters))
      .map((word) => `has an address with ${word}, which nobody gives.`),
    ...Object.keys(parameters)
      .filter((name) => endpointUrl !== '' && !words.includes(name))
      .map((name) => `has the parameter ${name}, which its address does not use.`),
    ...taken
      .filter((name) => !inputs.some((input) => input.name === name))
      .map((name) => `needs an input that there is not: ${name}.`),
    ...(endpointUrl === '' || /[?&]api-version=\d/.test(endpointUrl) ? [] : ['asks for no api-version.']),
  ];
}

/** A source with a name brings its own; what an address answers must be picked apart. */
function resultProblems(binding: DataSourceBinding): readonly string[] {
  const { endpointUrl, resultSelector = '', resultTemplate = '' } = binding;
  if (endpointUrl === undefined) return [];
  return [
    ...(resultSelector.startsWith('jsonpath:$') ? [] : ['has no resultSelector "jsonpath:$...".']),
    ...(fieldsOf(resultTemplate) === 'DisplayValue,Value'
      ? []
      : ['has no resultTemplate that gives Value and DisplayValue out of the result.']),
  ];
}

/** The fields that a template fills out of the result; empty when it is no JSON or fills one with nothing. */
function fieldsOf(template: string): string {
  try {
    const fields = Object.entries(JSON.parse(template) as Record<string, string>);
    return fields
      .filter(([, value]) => /\{{3}[\w.]+\}{3}/.test(value))
      .map(([name]) => name)
      .sort()
      .join();
  } catch {
    return '';
  }
}
