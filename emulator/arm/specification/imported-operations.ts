import { filledTextOf, isObject, type JsonObject, listOf, objectOf, textOf } from '../json.ts';
import { invalid } from '../refusal.ts';
import type { Document } from './document.ts';
import { unreadable } from './document.ts';
import { importedRequestBody, importedResponses } from './imported-bodies.ts';
import { type ImportedParameter, importedParameters, type Naming } from './imported-parameters.ts';
import { pascal } from './operation-names.ts';
import type { Components } from './stored-schema.ts';

export interface ImportedOperation {
  /** Invented by the service, where a notation has no ids (facts 2.1, SOAP). */
  readonly name?: string;
  readonly operationId?: string | undefined;
  readonly method: string;
  /** As the document spells it, for names. */
  readonly path: string;
  readonly properties: JsonObject;
  readonly tags: readonly string[];
  /** That the import makes itself, in rawxml (facts 1.3, SOAP to REST). */
  readonly policy?: string;
}

export interface ImportOptions {
  readonly document: Document;
  readonly components: Components;
  readonly schemaId: string;
  /** translateRequiredQueryParameters=query (facts 2.1). */
  readonly keepQueryParameters: boolean;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document in its own order; refuses what the service would not take (facts 2.1). */
export function importedOperations(options: ImportOptions): ImportedOperation[] {
  const { root, resolve } = options.document;
  const paths = { ...objectOf(root, 'paths'), ...objectOf(root, 'x-ms-paths') };
  const found = Object.entries(paths)
    .filter(([path]) => !path.startsWith('x-'))
    .flatMap(([path, given]) => {
      const item = resolve(given);
      return Object.keys(item)
        .filter((method) => methods.includes(method) && isObject(item[method]))
        .map((method) => importedOperation(options, path, method.toUpperCase(), item));
    });
  refuseDuplicates(found);
  return found;
}

function importedOperation(
  options: ImportOptions,
  path: string,
  method: string,
  item: JsonObject,
): ImportedOperation {
  const operation = objectOf(item, method.toLowerCase()) ?? {};
  const operationId = filledTextOf(operation, 'operationId');
  const naming: Naming = { ...options, pathName: pascal(path), methodName: pascal(method.toLowerCase()) };
  const parameters = importedParameters(naming, item, operation);
  checkPathParameters(path, method, parameters);
  const { urlTemplate, inTemplate } = templateOf(path, parameters, options.keepQueryParameters);
  const description = textOf(operation, 'description');
  const of = (place: string): JsonObject[] =>
    parameters.filter((one) => one.in === place && !inTemplate.includes(one)).map(({ contract }) => contract);
  return {
    operationId,
    method,
    path,
    tags: listOf(operation, 'tags').filter((tag) => typeof tag === 'string'),
    properties: {
      displayName: (filledTextOf(operation, 'summary') ?? operationId ?? `${method} ${path}`).slice(0, 300),
      method,
      urlTemplate,
      templateParameters: inTemplate.map(({ contract }) => contract),
      ...(description ? { description: description.slice(0, 1000) } : {}),
      request: {
        queryParameters: of('query'),
        headers: of('header'),
        ...importedRequestBody(naming, method, operation),
      },
      responses: importedResponses(naming, operation),
    },
  };
}

/** Required query parameters become part of the template unless the request says otherwise (facts 2.1). */
function templateOf(
  path: string,
  parameters: readonly ImportedParameter[],
  keepQueryParameters: boolean,
): { urlTemplate: string; inTemplate: ImportedParameter[] } {
  const inPath = parameters.filter((one) => one.in === 'path');
  const names = new Set(inPath.map(({ name }) => name));
  const inQuery = parameters.filter(
    (one) => !keepQueryParameters && one.in === 'query' && one.required && !names.has(one.name),
  );
  const query = inQuery.map(({ name }) => `${name}={${name}}`).join('&');
  const urlTemplate = query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
  return { urlTemplate, inTemplate: [...inPath, ...inQuery] };
}

export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{\*?([^{}]+)\}/g)].map((match) => match[1] ?? '');
}

function checkPathParameters(path: string, method: string, parameters: readonly ImportedParameter[]): void {
  const inPath = templateNames(path);
  const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  const missing = inPath.find((name) => !declared.includes(name));
  if (missing !== undefined)
    throw invalid(
      'templateParameters',
      `All template parameters used in the UriTemplate must be defined in the Operation: '${missing}' of ${method} ${path}.`,
    );
  const surplus = declared.find((name) => !inPath.includes(name));
  if (surplus !== undefined)
    throw unreadable(
      `Declared path parameter '${surplus}' needs to be defined as a path parameter at ${path}`,
    );
}

function refuseDuplicates(operations: readonly ImportedOperation[]): void {
  const seen = new Set<string>();
  for (const { method, properties } of operations) {
    const identity = `${method} ${textOf(properties, 'urlTemplate') ?? ''}`.toLowerCase();
    if (seen.has(identity))
      throw invalid(
        'urlTemplate',
        `Operation with the same method and URL template already exists: ${identity}.`,
      );
    seen.add(identity);
  }
}
