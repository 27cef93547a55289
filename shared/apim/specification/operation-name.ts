import { type JsonObject, textAt } from '../json.ts';

/**
 * How an import names an operation (facts: apim-rest 2.1): the operationId with runs of other characters turned
 * into "-", at most 76 characters; without one, method and path. The documentation says lower case, services have
 * been seen to keep it: see `sameOperationName`.
 */
export function operationName(method: string, path: string, operation: JsonObject): string {
  const own = normalised(textAt(operation, 'operationId') ?? '');
  return own === '' ? nameByRoute(method, path) : own;
}

/** The name of an operation that has no id of its own. */
export function nameByRoute(method: string, path: string): string {
  return normalised(`${method}-${path}`);
}

/** Without regard to case, nor to which of the other characters became "-": services have been seen to keep "_". */
export function sameOperationName(left: string, right: string): boolean {
  return normalised(left).toLowerCase() === normalised(right).toLowerCase();
}

/** What the portal shows as the name of the operation: its summary, cut at 300, else its id, else method and path. */
export function operationTitle(method: string, path: string, operation: JsonObject): string {
  const summary = textAt(operation, 'summary');
  const title = summary === undefined || summary === '' ? textAt(operation, 'operationId') : summary;
  return (title ?? `${method.toUpperCase()} ${path}`).slice(0, 300);
}

/**
 * What to call an operation whose name the service has invented: its display name, which a WSDL or WADL import takes
 * from the document, in the characters of a name; method and template where it has none.
 */
export function portableName(entry: JsonObject): string {
  const title = normalised(textAt(entry, 'properties', 'displayName') ?? '');
  const method = textAt(entry, 'properties', 'method') ?? '';
  return title === '' ? nameByRoute(method, textAt(entry, 'properties', 'urlTemplate') ?? '') : title;
}

function normalised(words: string): string {
  const dashed = words.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return dashed.slice(0, 76).replace(/-+$/, '');
}
