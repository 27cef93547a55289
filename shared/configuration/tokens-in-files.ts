import type { Document } from '../apim/documents.ts';
import { isList, isObject, type Json, type JsonObject } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';
import { leftOver, tokensIn } from './token-text.ts';
import type { ErrorAt, Tokens } from './tokens.ts';

/** Where a text of a document stands: `file` is its main file, `key` what it is the value of. */
export type PlaceOf = (
  file: string,
  text: string,
  key: string,
) => { readonly file: string; readonly line?: number };

/**
 * The document with its tokens replaced: policy, properties and secrets. What is left of them counts when the overrides
 * have been laid over it. Specifications stay as they are.
 */
export function replacedInDocument(document: Document, tokens: Tokens, placeOf: PlaceOf): Document {
  const { properties, policy, secret } = document;
  const replaced = (text: string, key: string) =>
    tokens.replacedInArtifacts(text, errorAt(document.file, key, placeOf));
  return {
    ...document,
    properties: objectWith(properties, [], replaced),
    ...(policy === undefined ? {} : { policy: replaced(policy, 'policy') }),
    ...(secret?.state === 'given'
      ? { secret: { ...secret, values: valuesWith(secret.values, replaced) } }
      : {}),
  };
}

/**
 * UNRESOLVED_TOKEN for names that come from the files: of a thing, in the name of a folder or in a list, and of what its
 * properties are called in the end. Nothing replaces tokens there.
 */
export function leftInNames(
  { id, file, properties }: Document,
  written: Document,
  placeOf: PlaceOf,
): readonly TaskError[] {
  const own = leftOver(id.name);
  const isOfFile = (token: string) => JSON.stringify(written.properties).includes(token);
  return [
    ...(own === undefined ? [] : [{ key: 'name', token: own }]),
    ...tokensInKeys(properties, []).filter(({ token }) => isOfFile(token)),
  ].map(({ key, token }) => {
    const remedy = 'Names are published as they are: let a step before this one replace it.';
    return errorAt(file, key, placeOf)('UNRESOLVED_TOKEN', `${token} was not replaced.`, remedy, token);
  });
}

function tokensInKeys(
  value: Json,
  path: readonly string[],
): readonly { readonly key: string; readonly token: string }[] {
  if (isList(value)) return value.flatMap((item) => tokensInKeys(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const here = [...path, name];
    const left = tokensIn(name).map(({ text }) => ({ key: here.join('.'), token: text }));
    return [...left, ...tokensInKeys(entry, here)];
  });
}

/** Words for people may speak of tokens. */
export const words = /^(?:description|terms|summary|notes|apiRevisionDescription|apiVersionDescription)$/i;

/** With file, line and key. */
export function errorAt(file = 'the artifacts', key: string, placeOf: PlaceOf): ErrorAt {
  return (code, message, remedy, token) => {
    const where = placeOf(file, token, key);
    const place = where.line === undefined ? where.file : `${where.file}, line ${String(where.line)}`;
    return new TaskError(code, { message: `${place}: ${key}: ${message}`, remedy, where });
  };
}

type Replaced = (text: string, key: string) => string;

function jsonWith(value: Json, path: readonly string[], replaced: Replaced): Json {
  if (typeof value === 'string') return replaced(value, path.join('.'));
  if (isList(value)) return value.map((item) => jsonWith(item, path, replaced));
  return isObject(value) ? objectWith(value, path, replaced) : value;
}

function objectWith(value: JsonObject, path: readonly string[], replaced: Replaced): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      words.test(key) ? entry : jsonWith(entry, [...path, key], replaced),
    ]),
  );
}

function valuesWith(
  values: Readonly<Record<string, string>>,
  replaced: Replaced,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, replaced(text, key)]));
}
