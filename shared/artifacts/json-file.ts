import { isObject, type Json, type JsonObject } from '../apim/json.ts';
import { deepestNesting, isTooDeep } from '../apim/nesting.ts';
import { placeAt } from '../apim/unreadable.ts';
import { TaskError } from '../errors/task-error.ts';
import { JsonFault, readJson } from './json-text.ts';

/** Parses an information file. Throws INVALID_FILE with line and column, or saying that it is not an object. */
export function parseInformation(text: string, path: string): JsonObject {
  const parsed = parseJson(text, path);
  if (!isObject(parsed)) throw unusable(path, 'the file is not an object');
  // Azure would read it, and nothing here does: passed over, it would be written a second time.
  const other = Object.keys(parsed).find((key) => key !== 'properties' && /^properties$/i.test(key));
  if (other !== undefined) throw unusable(path, `"${other}" has to be written "properties"`);
  if (Object.hasOwn(parsed, 'properties') && !isObject(parsed['properties']))
    throw unusable(path, '"properties" is not an object');
  return parsed;
}

/** Parses any JSON. Throws INVALID_FILE with line and column. */
export function parseJson(text: string, path: string): Json {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (cause) {
    throw notJson(text, path, cause);
  }
  if (isTooDeep(parsed)) throw unusable(path, `the file is nested more than ${deepestNesting} deep`);
  return parsed;
}

function notJson(text: string, path: string, cause: unknown): TaskError {
  const { offset, message } = faultIn(text) ?? { offset: 0, message: 'it cannot be read' };
  const { line, column } = placeAt(text, offset);
  const reason = text.trim() === '' ? 'it is empty' : message;
  return new TaskError('INVALID_FILE', {
    message: `${path} (${String(line)}:${String(column)}) is not valid JSON: ${reason}.`,
    remedy: 'Correct the file. Nothing was written.',
    where: { file: path, line, column },
    cause,
  });
}

function faultIn(text: string): JsonFault | undefined {
  try {
    readJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonFault) return error;
    if (error instanceof RangeError) return undefined; // nested deeper than the stack reaches
    throw error;
  }
}

function unusable(path: string, what: string): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path}: ${what}.`,
    remedy: 'An information file looks like {"properties": {...}}.',
    where: { file: path },
  });
}
