import { isList, isObject, textAt } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';
import { parseJson } from './json-file.ts';
import { mergedJson } from './merge-json.ts';

/** The names in a list of links, `[{"name": "orders"}]`. Throws INVALID_FILE when it is something else. */
export function namesInList(text: string, path: string): readonly string[] {
  const list = parseJson(text, path);
  if (!isList(list)) throw notAList(path, 'it is not a list');
  return list.map((item) => {
    const name = textAt(item, 'name');
    if (name === undefined || name === '') throw notAList(path, 'an entry has no "name"');
    return name;
  });
}

/** The list with one more name, or a new list. */
export function withName(text: string | undefined, name: string, path: string): string {
  if (text === undefined) return JSON.stringify([{ name }], null, 2);
  const list = parseJson(text, path);
  return mergedJson(text, isList(list) ? [...list, { name }] : [{ name }]);
}

/** The list without a name, in whatever case it is written; undefined when nothing else is in it. */
export function withoutName(text: string, name: string, path: string): string | undefined {
  const list = parseJson(text, path);
  const left = isList(list)
    ? list.filter((item) => !isObject(item) || textAt(item, 'name')?.toLowerCase() !== name.toLowerCase())
    : [];
  return left.length === 0 ? undefined : mergedJson(text, left);
}

function notAList(path: string, what: string): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path} cannot be used: ${what}.`,
    remedy: 'Such a file looks like [{"name": "orders"}, {"name": "customers"}].',
    where: { file: path },
  });
}
