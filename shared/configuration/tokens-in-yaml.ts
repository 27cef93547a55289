import { isList, isObject, type Json } from '../apim/json.ts';
import type { TaskError } from '../errors/task-error.ts';
import { serviceNameKey } from './override-entries.ts';
import { sameWord } from './sections.ts';
import { leftOver, unsetVariableIn } from './token-text.ts';
import type { Tokens } from './tokens.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What is always shown: names, and which files and formats are meant. */
const openKeys = ['name', 'file', 'format', serviceNameKey];

/**
 * The same file with its tokens replaced. They are replaced in what was read, not in the text: whatever a variable
 * holds, it stays the one value that it was written for.
 */
export function replacedIn(yaml: YamlFile, tokens: Tokens, problems: TaskError[]): YamlFile {
  const replace = (value: Json, path: Path): Json => {
    if (typeof value === 'string') return replaced(value, path);
    if (isList(value)) return value.map((item, at) => replace(item, [...path, at]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const left = leftOver(key);
        if (left !== undefined) problems.push(unresolved(left, [...path, key]));
        return [key, replace(item, [...path, key])];
      }),
    );
  };
  const replaced = (text: string, path: Path): string => {
    const last = path.findLast((step): step is string => typeof step === 'string') ?? '';
    const unset = unsetVariableIn(text);
    if (unset !== undefined) problems.push(unresolved(unset, path));
    const key = keyInWords(path);
    return tokens.replaced(
      text,
      (code, message, remedy) => yaml.error(code, path, `in "${key}", ${message}`, remedy),
      openKeys.some((one) => sameWord(one, last)),
    );
  };
  const unresolved = (token: string, path: Path) =>
    yaml.error(
      'UNRESOLVED_TOKEN',
      path,
      `in "${keyInWords(path)}", ${token} was not replaced.`,
      'Check that the variable is set for this environment, and that the step knows it.',
    );
  const content = replace(yaml.content, []);
  return { ...yaml, content: isObject(content) ? content : {} };
}

function keyInWords(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.');
}
