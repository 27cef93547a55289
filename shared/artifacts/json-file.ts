import { isObject, type Json, type JsonObject } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';

/** Parses an information file. Throws INVALID_FILE with line and column, or saying that it is not an object. */
export function parseInformation(text: string, path: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const { line, column, reason } = fault(text, cause instanceof Error ? cause.message : '');
    throw new TaskError('INVALID_FILE', {
      message: `${path} (${line}:${column}) is not valid JSON: ${reason}.`,
      remedy: 'Correct the file. Nothing was written.',
      where: { file: path, line, column },
      cause,
    });
  }
  if (!isObject(parsed)) throw notAnObject(path, 'the file');
  if (Object.hasOwn(parsed, 'properties') && !isObject(parsed['properties']))
    throw notAnObject(path, '"properties"');
  return parsed;
}

export function renderInformation(content: JsonObject, indentation: string): string {
  return JSON.stringify(content, null, indentation);
}

/** The indentation that a JSON text uses; two blanks when it uses none. */
export function indentationOf(text: string): string {
  return /^(?<indent>[ \t]+)\S/m.exec(text)?.groups?.['indent'] ?? '  ';
}

/** The same object with something else at the path; undefined removes it. Keys keep their order, new ones come last. */
export function changedAt(value: JsonObject, steps: readonly string[], to: Json | undefined): JsonObject {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = Object.hasOwn(value, step) ? value[step] : undefined;
  const next = rest.length === 0 ? to : changedAt(isObject(inner) ? inner : {}, rest, to);
  if (next !== undefined) return { ...value, [step]: next };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
}

function fault(text: string, message: string): { line: number; column: number; reason: string } {
  // V8 names a position, or calls it the end of the input.
  const position = Number(/at position (?<at>\d+)/.exec(message)?.groups?.['at'] ?? text.length);
  const before = text.slice(0, position);
  const reason = message
    .replace(/ in JSON.*| at position.*|, ".*" is not valid JSON$/s, '')
    .replace(/\.$/, '');
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n'), reason };
}

function notAnObject(path: string, what: string): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path}: ${what} is not an object.`,
    remedy: 'An information file looks like {"properties": {...}}.',
    where: { file: path },
  });
}
