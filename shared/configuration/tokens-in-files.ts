import type { Document } from '../apim/documents.ts';
import { isList, isObject, type Json, mapTexts } from '../apim/json.ts';
import { keyOf } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { leftOver, unsetVariableIn } from './token-text.ts';
import type { ErrorAt, TokenRules, Tokens } from './tokens.ts';

/** The line of a text in a file of the artifacts. */
export type LineOf = (file: string, text: string) => number | undefined;

/** The document with its tokens replaced: policy, properties and secrets. Specifications stay as they are. */
export function replacedInDocument(document: Document, tokens: Tokens, lineOf: LineOf): Document {
  const { properties, policy, secret } = document;
  const replaced = (text: string) => tokens.replaced(text, errorAt(document, text, lineOf));
  const own = Object.entries(properties).map(
    ([key, value]) => [key, words.test(key) ? value : mapTexts(value, replaced)] as const,
  );
  return {
    ...document,
    properties: Object.fromEntries(own),
    ...(policy === undefined ? {} : { policy: replaced(policy) }),
    ...(secret?.state === 'given' ? { secret: { ...secret, values: textsIn(secret.values, replaced) } } : {}),
  };
}

/**
 * An error for each token of the files that nobody replaced and no override took away: published, it would be the value.
 * Where tokens of files are replaced, that has told of those it could not replace: "$(x)" is none of them.
 */
export function leftInFiles(
  documents: readonly Document[],
  before: ReadonlyMap<string, Document>,
  lineOf: LineOf,
  where: Exclude<TokenRules['where'], 'none'>,
): readonly TaskError[] {
  const leftIn = where === 'overrides' ? leftOver : unsetVariableIn;
  return documents.flatMap((document) => {
    const earlier = before.get(keyOf(document.id));
    const written = new Set(earlier === undefined ? [] : texts(earlier).map(({ text }) => text));
    const left = texts(document).filter(({ text }) => written.has(text));
    return left.flatMap(({ key, text }) => {
      const token = leftIn(text);
      if (token === undefined) return [];
      const message = `${key}: ${token} was not replaced.`;
      const remedy = unsetVariableIn(text) === undefined ? remedyOfTokens : remedyOfVariables;
      return [errorAt(document, token, lineOf)('UNRESOLVED_TOKEN', message, remedy)];
    });
  });
}

const remedyOfTokens =
  'Override it for this environment, let a step before this one replace it, or set replaceTokens to "overridesAndFiles".';

const remedyOfVariables =
  'Override it for this environment, or let a step before this one replace it: the agent fills $(name) in inputs, never in files. This task fills {#name#}.';

function errorAt({ file = 'the artifacts' }: Document, text: string, lineOf: LineOf): ErrorAt {
  return (code, message, remedy) => {
    const line = lineOf(file, text);
    const place = line === undefined ? file : `${file}, line ${String(line)}`;
    const where = line === undefined ? { file } : { file, line };
    return new TaskError(code, { message: `${place}: ${message}`, remedy, where });
  };
}

/** Words for people may speak of tokens. */
const words = /^(?:description|terms|summary|notes|apiRevisionDescription|apiVersionDescription)$/i;

function texts({
  properties,
  policy,
  secret,
}: Document): readonly { readonly key: string; readonly text: string }[] {
  const values = secret?.state === 'given' ? secret.values : {};
  return [
    ...textsBelow(properties, []),
    ...Object.entries(values).map(([key, text]) => ({ key, text })),
    ...(policy === undefined ? [] : [{ key: 'policy', text: policy }]),
  ];
}

function textsBelow(
  value: Json,
  path: readonly string[],
): readonly { readonly key: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ key: path.join('.'), text: value }];
  if (isList(value)) return value.flatMap((item) => textsBelow(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    words.test(key) ? [] : textsBelow(entry, [...path, key]),
  );
}

function textsIn(
  values: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, change(text)]));
}
