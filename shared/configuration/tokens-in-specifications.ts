import { isList, isObject, type Json } from '../apim/json.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import type { TaskError } from '../errors/task-error.ts';
import { leftOver, tokensIn } from './token-text.ts';
import { errorAt, type PlaceOf, words } from './tokens-in-files.ts';

/**
 * UNRESOLVED_TOKEN for each token in a specification that publishing would take for what the API is. Not those in words
 * and examples for readers, nor in what an import takes from the properties of the API instead: its servers and its title.
 * Nothing but OpenAPI tells these apart.
 */
export function leftInSpecification(text: string, file: string, placeOf: PlaceOf): readonly TaskError[] {
  // Almost no document has any: only then it is read.
  if (tokensIn(text).length === 0) return [];
  const content = Object.entries(parseOpenApi(text, file).document);
  return content
    .filter(([key]) => !takenFromProperties.has(key))
    .flatMap(([key, value]) => leftBelow(value, [key]))
    .map(({ key, token }) =>
      errorAt(file, key, placeOf)(
        'UNRESOLVED_TOKEN',
        `${token} was not replaced.`,
        'This task fills no tokens of specifications: let a step before this one replace it.',
        token,
      ),
    );
}

const takenFromProperties = new Set([
  'info',
  'servers',
  'host',
  'basePath',
  'schemes',
  'tags',
  'externalDocs',
]);

/** What is for readers, or has a syntax of its own. */
const forReaders = /^(?:title|examples?|pattern|x-.*)$/i;

function leftBelow(
  value: Json,
  path: readonly string[],
): readonly { readonly key: string; readonly token: string }[] {
  if (typeof value === 'string') {
    const token = leftOver(value);
    return token === undefined ? [] : [{ key: path.join('.'), token }];
  }
  if (isList(value)) return value.flatMap((item) => leftBelow(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    if (forReaders.test(key) || (typeof entry === 'string' && words.test(key))) return [];
    const [inKey] = tokensIn(key);
    const own = inKey === undefined ? [] : [{ key: path.join('.'), token: inKey.text }];
    return [...own, ...leftBelow(entry, [...path, key])];
  });
}
