import { isList, isObject, type Json } from '../apim/json.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { YamlFile } from './yaml-file.ts';

/** `{#x#}`, `{#[x]#}` and `#{x}#` as token replacers use them, and a pipeline variable that nobody set. */
const token = /\{#\[?\s*[\w.-]+\s*\]?#\}|#\{\s*[\w.-]+\s*\}#|^\s*\$\([\w.-]+\)\s*$/;

/** An error for each value in which a token was left: published, it would become the value itself. */
export function leftOverTokens(yaml: YamlFile): readonly TaskError[] {
  return tokensIn(yaml.content, []).map(({ path, text }) =>
    yaml.error(
      'UNRESOLVED_TOKEN',
      path,
      `the token ${text} in "${path.filter((step) => typeof step === 'string').join('.')}" was not replaced.`,
      'Let the pipeline replace tokens before this step, and check that the variable is set for this environment.',
    ),
  );
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

function tokensIn(value: Json, path: readonly (string | number)[]): readonly Found[] {
  if (typeof value === 'string') {
    const text = token.exec(value)?.[0];
    return text === undefined ? [] : [{ path, text }];
  }
  if (isList(value)) return value.flatMap((item, at) => tokensIn(item, [...path, at]));
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => tokensIn(item, [...path, key]))
    : [];
}
