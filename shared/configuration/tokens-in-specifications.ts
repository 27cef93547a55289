import { isList, isObject, type Json } from '../apim/json.ts';
import type { SpecificationFormat } from '../apim/resource.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { type Element, readXml } from '../apim/specification/xml.ts';
import type { TaskError } from '../errors/task-error.ts';
import { leftOver, tokensIn } from './token-text.ts';
import { errorAt, type PlaceOf, words } from './tokens-in-files.ts';

/**
 * UNRESOLVED_TOKEN for each token in a specification that publishing would take for what the API is. Not those in words
 * and examples for readers, nor in what an import takes from the properties of the API instead: its servers and its title.
 * GraphQL and Protocol Buffers have texts for readers only, and `#` begins a comment in the one.
 */
export function leftInSpecification(
  format: SpecificationFormat,
  text: string,
  file: string,
  placeOf: PlaceOf,
): readonly TaskError[] {
  // Almost no document has any: only then it is read.
  if (tokensIn(text).length === 0 || format === 'graphql' || format === 'proto') return [];
  const left = format === 'openapi' ? leftInOpenApi(text, file) : leftInXml(readXml(text, file));
  return left.map(({ key, token }) =>
    errorAt(file, key, placeOf)(
      'UNRESOLVED_TOKEN',
      `${token} was not replaced.`,
      'This task fills no tokens of specifications: let a step before this one replace it.',
      token,
    ),
  );
}

function leftInOpenApi(text: string, file: string): readonly Left[] {
  return Object.entries(parseOpenApi(text, file).document)
    .filter(([key]) => !takenFromProperties.has(key))
    .flatMap(([key, value]) => leftBelow(value, [key]));
}

/** Of WSDL, WADL and EDMX alike. */
function leftInXml({ name, text, attributes, children }: Element): readonly Left[] {
  if (/^(?:documentation|doc|annotation|pattern)$/i.test(name)) return [];
  const named = Object.entries(attributes).map(([key, value]) => [`${name} ${key}`, value] as const);
  return [
    ...[...named, [name, text] as const]
      .filter(([key]) => !addresses.has(key))
      .flatMap(([key, value]) => tokensIn(value).map((token) => ({ key, token: token.text }))),
    ...children.flatMap(leftInXml),
  ];
}

/** In WSDL 1.1 and 2.0, and in WADL: taken from the properties of the API, as the servers of OpenAPI are. */
const addresses = new Set(['address location', 'endpoint address', 'resources base']);

const takenFromProperties = new Set([
  'info',
  'servers',
  'host',
  'basePath',
  'schemes',
  'tags',
  'externalDocs',
]);

interface Left {
  readonly key: string;
  readonly token: string;
}

/** What is for readers, or has a syntax of its own. */
const forReaders = /^(?:title|examples?|pattern|x-.*)$/i;

function leftBelow(value: Json, path: readonly string[]): readonly Left[] {
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
