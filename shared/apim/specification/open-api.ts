import { TaskError } from '../../errors/task-error.ts';
import { readYaml } from '../read-yaml.ts';
import { deepestNesting, isTooDeep } from '../nesting.ts';
import { isObject, type JsonObject, objectAt, parsedJson, textAt } from '../json.ts';
import { unreadable } from '../unreadable.ts';
import { numbersMarked, withNumbersMarked } from './exact-numbers.ts';
import { pointedAt } from './json-pointer.ts';

/** An OpenAPI 3 or Swagger 2 document, parsed. */
export interface OpenApi {
  readonly document: JsonObject;
  readonly syntax: 'yaml' | 'json';
  readonly dialect: 'OpenAPI 3' | 'Swagger 2';
}

/** Methods that OpenAPI 3 knows; other keys of a path item are not operations. */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export interface OpenApiOperation {
  readonly method: string;
  /** As written, with the names of its parameters. */
  readonly path: string;
  readonly operation: JsonObject;
  /** What the path item says for all its operations. */
  readonly shared: JsonObject;
}

/**
 * Parses JSON or YAML. Throws INVALID_FILE with line and column, UNSUPPORTED_SPECIFICATION for documents that are
 * something else than Swagger 2.0 or OpenAPI 3. With `exact`, whoever writes the document needs `withNumbers`.
 */
export function parseOpenApi(text: string, file: string, { exact = false } = {}): OpenApi {
  const source = text.replace(/^\uFEFF/, '');
  const syntax = /^\s*[{[]/.test(source) ? 'json' : 'yaml';
  // The parser of YAML reads JSON too, fifty times slower: it is asked only where JSON is broken.
  const document = (syntax === 'json' ? fromJson(source, exact) : undefined) ?? fromYaml(source, file, exact);
  if (isTooDeep(document)) throw unreadable(file, `it is nested more than ${deepestNesting} deep`);
  if (!isObject(document))
    throw unreadable(file, source.trim() === '' ? 'it is empty' : 'it is not an object');
  const dialect = dialectOf(document);
  if (dialect === undefined) {
    throw new TaskError('UNSUPPORTED_SPECIFICATION', {
      message: `${file} is neither OpenAPI 3 nor Swagger 2.0: ${itSays(document)}.`,
      remedy:
        'This version carries Swagger 2.0, OpenAPI 3.0 and 3.1 in YAML or JSON. Convert the document, or move the file away.',
      where: { file },
    });
  }
  if (!isObject(document['paths'] ?? {})) throw unreadable(file, '"paths" is not an object');
  return { document, syntax, dialect };
}

function fromJson(source: string, exact: boolean): unknown {
  return parsedJson(exact ? withNumbersMarked(source) : source);
}

function fromYaml(source: string, file: string, exact: boolean): unknown {
  const { content } = readYaml(source, file, 1000, { intAsBigInt: exact });
  return exact ? numbersMarked(content) : content;
}

function dialectOf(document: JsonObject): OpenApi['dialect'] | undefined {
  if (textAt(document, 'swagger') === '2.0') return 'Swagger 2';
  return textAt(document, 'openapi')?.startsWith('3.') === true ? 'OpenAPI 3' : undefined;
}

/**
 * Every operation, in the order of the document; `x-ms-paths` holds those that only their query tells apart, and is
 * the one extension that an import keeps (facts: apim-rest 2.1.7).
 */
export function operationsOf(document: JsonObject): readonly OpenApiOperation[] {
  const items = [
    ...Object.entries(objectAt(document, 'paths')),
    ...Object.entries(objectAt(document, 'x-ms-paths')),
  ];
  return items.flatMap(([path, item]) => {
    if (!isObject(item) || path.startsWith('x-')) return [];
    const shared = followed(item, document);
    return Object.entries(shared).flatMap(([method, operation]) =>
      methods.includes(method) && isObject(operation) ? [{ method, path, operation, shared }] : [],
    );
  });
}

/** What "#/components/schemas/Pet" points at in this document; undefined when it points nowhere or outside. */
export function resolveReference(document: JsonObject, reference: string): JsonObject | undefined {
  const found = pointedAt(document, reference);
  return isObject(found) && Object.keys(found).length > 0 ? found : undefined;
}

/** The object itself, or what its $ref leads to; a reference that leads nowhere, or in a ring, stays as it is. */
export function followed(value: JsonObject, document: JsonObject): JsonObject {
  let found = value;
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = textAt(found, '$ref');
    const target = reference === undefined ? undefined : resolveReference(document, reference);
    if (target === undefined) return found;
    found = target;
  }
  return value;
}

function itSays(document: JsonObject): string {
  const swagger = document['swagger'];
  if (swagger !== undefined) return `it says swagger: ${JSON.stringify(swagger)}`;
  const openapi = document['openapi'];
  return openapi === undefined ? 'it has no "openapi"' : `it says openapi: ${JSON.stringify(openapi)}`;
}
