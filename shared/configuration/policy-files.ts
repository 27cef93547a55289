import { policyFault } from '../apim/policy/check-policy.ts';
import { isList, isObject, type Json, type JsonObject, without } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';
import { sameWord } from './sections.ts';
import type { ErrorAt, Tokens } from './tokens.ts';
import { type Path, readYamlFile, type YamlFile } from './yaml-file.ts';

/** A file of overrides. */
export interface OverridesFile {
  /** Its name as the user wrote it. */
  readonly file: string;
  readonly text: string;
  /** The text of each policy file that it names, by the name it uses. */
  readonly policies?: ReadonlyMap<string, string>;
}

/** The policy files that overrides name, `file: policies/prod.xml`; none, where they cannot be read at all. */
export function policyFilesIn(text: string, file: string): readonly string[] {
  try {
    return [...new Set(namedIn(readYamlFile(text, file).content).map(({ name }) => name))];
  } catch (error) {
    // Reading them for good tells what is wrong.
    if (error instanceof TaskError) return [];
    throw error;
  }
}

/** The same overrides with the text of each policy file in its place. */
export function withPolicyFiles(
  yaml: YamlFile,
  { policies = new Map<string, string>() }: OverridesFile,
  tokens: Tokens,
  problems: TaskError[],
): YamlFile {
  const replace = (value: Json, path: Path): Json => {
    if (isList(value)) return value.map((item, at) => replace(item, [...path, at]));
    if (!isObject(value)) return value;
    const named = fileIn(value, path);
    if (named === undefined)
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, replace(item, [...path, key])]),
      );
    const here = [...path, named.key];
    const text = policies.get(named.name);
    const fault = faultOf(value, named.name, text);
    if (fault !== undefined || text === undefined) {
      problems.push(
        yaml.error(
          'INVALID_FILE',
          here,
          fault ?? '',
          'Correct the name: it is relative to the file of overrides.',
        ),
      );
      return without(value, [named.key]);
    }
    const at: ErrorAt = (code, message, remedy, token) => {
      const line = text.slice(0, text.indexOf(token)).split('\n').length;
      const where = { file: named.name, line };
      return new TaskError(code, {
        message: `${named.name}, line ${line}: policy: ${message}`,
        remedy,
        where,
      });
    };
    return { ...without(value, [named.key]), value: tokens.replaced(text, at) };
  };
  return {
    ...yaml,
    content: Object.fromEntries(
      Object.entries(yaml.content).map(([key, item]) => [key, replace(item, [key])]),
    ),
  };
}

function faultOf(value: JsonObject, name: string, text: string | undefined): string | undefined {
  if (Object.keys(value).some((key) => sameWord(key, 'value')))
    return 'a policy comes from "value" or from "file", not from both.';
  if (text === undefined) return `there is no file ${name} beside the overrides that can be read.`;
  const fault = policyFault(text);
  if (fault === undefined) return undefined;
  const words = fault.message.replace(/\.$/, '');
  return `${name} (${String(fault.line)}:${String(fault.column)}) is not a well-formed policy: ${words}.`;
}

function namedIn(value: Json, path: Path = []): readonly { readonly name: string }[] {
  if (isList(value)) return value.flatMap((item, at) => namedIn(item, [...path, at]));
  if (!isObject(value)) return [];
  const own = fileIn(value, path);
  return own === undefined
    ? Object.entries(value).flatMap(([key, item]) => namedIn(item, [...path, key]))
    : [own];
}

/** `file:` in an entry of a section of policies, or in its properties. */
function fileIn(value: JsonObject, path: Path): { readonly key: string; readonly name: string } | undefined {
  const sections = path.filter((step): step is string => typeof step === 'string');
  const section = sections.findLast((step) => !sameWord(step, 'properties'));
  if (section === undefined || !/^(?:policies|servicePolicies|policyFragments)$/i.test(section))
    return undefined;
  const [key, name] = Object.entries(value).find(([one]) => sameWord(one, 'file')) ?? [];
  return key === undefined || typeof name !== 'string' ? undefined : { key, name };
}
