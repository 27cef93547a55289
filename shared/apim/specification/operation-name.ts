import { type JsonObject, textAt } from '../json.ts';

/**
 * How an import names an operation (facts: apim-rest 2.1): the operationId with runs of other characters turned
 * into "-", at most 76 characters; without one, method and path. The documentation says lower case, services have
 * been seen to keep it: names are compared without case everywhere.
 */
export function operationName(method: string, path: string, operation: JsonObject): string {
  const source = textAt(operation, 'operationId') ?? `${method}-${path}`;
  return source
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 76);
}

/** What the portal shows as the name of the operation: its summary, cut at 300, else its id, else method and path. */
export function operationTitle(method: string, path: string, operation: JsonObject): string {
  const summary = textAt(operation, 'summary');
  const title = summary === undefined || summary === '' ? textAt(operation, 'operationId') : summary;
  return (title ?? `${method.toUpperCase()} ${path}`).slice(0, 300);
}
