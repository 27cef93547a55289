import { isList, isObject, type JsonObject, parsedJson, textAt } from '../../apim/json.ts';
import { excerpt } from '../../http/excerpt.ts';

export interface ErrorDetail {
  readonly code: string | undefined;
  /** The service's own name of the field or policy element. */
  readonly target: string | undefined;
  readonly message: string;
}

/** What an error body says; code is undefined and message an excerpt when it has no known shape. */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly message: string;
  readonly details: readonly ErrorDetail[];
}

/**
 * Reads `{ error: { code, message, details } }` and its relatives. ARM likes to wrap the service's error as JSON
 * text inside the message (facts: apim-rest 4.1); such text is unfolded.
 */
export function readErrorBody(text: string): ErrorBody {
  const body = parsedJson(text);
  if (!isObject(body)) return { code: undefined, message: excerpt(text), details: [] };
  return unfolded(isObject(body['error']) ? body['error'] : body);
}

function unfolded(error: JsonObject): ErrorBody {
  const message = textAt(error, 'message') ?? textAt(error, 'Message') ?? '';
  const details = isList(error['details']) ? error['details'].filter(isObject).flatMap(detailsIn) : [];
  const inner = jsonAtTheEnd(message);
  if (inner === undefined) return { code: textAt(error, 'code'), message: excerpt(message, 2000), details };
  const within = readErrorBody(JSON.stringify(inner.value));
  return {
    code: within.code ?? textAt(error, 'code'),
    message: [inner.before, within.message].filter((part) => part !== '').join(' '),
    details: [...details, ...within.details],
  };
}

function detailsIn(detail: JsonObject): readonly ErrorDetail[] {
  const { code, message, details } = unfolded(detail);
  const own = { code, target: textAt(detail, 'target'), message };
  return message === '' ? details : [own, ...details];
}

function jsonAtTheEnd(text: string): { before: string; value: JsonObject } | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  const value = parsedJson(text.slice(start));
  return isObject(value) ? { before: text.slice(0, start).trim(), value } : undefined;
}
