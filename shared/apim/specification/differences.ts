import { grouped } from '../grouped.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';
import { followed, operationsOf, type OpenApiOperation } from './open-api.ts';
import { operationName, operationTitle } from './operation-name.ts';
import { parameterDifferences } from './parameters.ts';
import { type Documents, noAnswers, sameSchema } from './same-schema.ts';
import { sameText } from './same-text.ts';
import type { Verdict } from './verdict.ts';

/** Whether publishing the written document would change what the service has. */
export function compareOpenApi(wanted: JsonObject, live: JsonObject): Verdict {
  const found = specificationDifferences(wanted, live);
  if (found.length === 0) return { verdict: 'same' };
  const differences = found.map(({ operation, change, what }) => ({
    subject: `operation ${operation}`,
    change,
    what,
    breaking: [],
  }));
  return { verdict: 'different', differences };
}

/** How one operation of the written document differs from what the service has. */
export interface OperationDifference {
  /** "GET /pets/{petId}" */
  readonly operation: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** What of it changed: "summary", "parameter status", "response 200". */
  readonly what: readonly string[];
}

/**
 * What publishing the written document would change of the operations that the service exports. Empty: they mean
 * the same. Folded is the service's own wording: order, place and names of components, servers, security and tags
 * (which an import ignores or which are resources of their own), examples and extensions, which it loses.
 */
export function specificationDifferences(
  wanted: JsonObject,
  live: JsonObject,
): readonly OperationDifference[] {
  const shared = sharedRoutes([wanted, live]);
  const left = byRoute(wanted, shared);
  const right = byRoute(live, shared);
  const documents: Documents = { wanted, live, answers: noAnswers() };
  const routes = [...new Set([...left.keys(), ...right.keys()])].sort();
  return routes.flatMap((route): readonly OperationDifference[] => {
    const [mine, theirs] = [left.get(route), right.get(route)];
    const operation = nameOf(mine ?? theirs, route);
    if (mine === undefined) return [{ operation, change: 'removed', what: [] }];
    if (theirs === undefined) return [{ operation, change: 'added', what: [] }];
    const what = operationDifferences(mine, theirs, documents);
    return what.length === 0 ? [] : [{ operation, change: 'changed', what }];
  });
}

/**
 * Method and path without the query that an import may move into it (translateRequiredQueryParameters); the whole path
 * where only the query tells two operations apart.
 */
function byRoute(document: JsonObject, shared: ReadonlySet<string>): Map<string, OpenApiOperation> {
  const keyOf = (one: OpenApiOperation) =>
    shared.has(routeKey(one)) ? `${one.method} ${one.path}` : routeKey(one);
  return new Map(operationsOf(document).map((one) => [keyOf(one), one]));
}

function sharedRoutes(documents: readonly JsonObject[]): ReadonlySet<string> {
  const groups = documents.flatMap((document) => [...grouped(operationsOf(document), routeKey)]);
  return new Set(groups.filter(([, operations]) => operations.length > 1).map(([key]) => key));
}

function routeKey({ method, path }: OpenApiOperation): string {
  return `${method} ${routeOf(path)}`;
}

/** Compared without a query, without a slash at the end. */
export function routeOf(path: string): string {
  return path.replace(/\?.*$/, '').replace(/(.)\/$/, '$1');
}

function nameOf(one: OpenApiOperation | undefined, route: string): string {
  return one === undefined ? route : `${one.method.toUpperCase()} ${routeOf(one.path)}`;
}

function operationDifferences(
  a: OpenApiOperation,
  b: OpenApiOperation,
  documents: Documents,
): readonly string[] {
  const found: string[] = [];
  if (!sameName(a, b)) found.push('id');
  if (!sameTitle(a, b)) found.push('summary');
  if (!sameDescription(a, b)) found.push('description');
  found.push(...parameterDifferences(a, b, documents));
  if (!sameContent(bodyOf(a, documents.wanted), bodyOf(b, documents.live), documents))
    found.push('request body');
  found.push(...responseDifferences(a, b, documents));
  return found;
}

/** A document without an operationId leaves the name to the service. */
function sameName(a: OpenApiOperation, b: OpenApiOperation): boolean {
  if (textAt(a.operation, 'operationId') === undefined) return true;
  const [wanted, live] = [a, b].map(({ method, path, operation }) => operationName(method, path, operation));
  return wanted?.toLowerCase() === live?.toLowerCase();
}

/** With neither a summary nor an operationId it is the service that finds the words. */
function sameTitle(a: OpenApiOperation, b: OpenApiOperation): boolean {
  if ((textAt(a.operation, 'summary') ?? textAt(a.operation, 'operationId')) === undefined) return true;
  return operationTitle(a.method, a.path, a.operation) === operationTitle(b.method, b.path, b.operation);
}

/** Where the document has none, the service may make one up from the title (facts: apim-rest 8). */
function sameDescription(a: OpenApiOperation, b: OpenApiOperation): boolean {
  const [wanted, live] = [textAt(a.operation, 'description') ?? '', textAt(b.operation, 'description') ?? ''];
  return sameText(wanted, live) || (wanted === '' && live === operationTitle(a.method, a.path, a.operation));
}

function bodyOf(one: OpenApiOperation, document: JsonObject): JsonObject {
  // Bodies of these are dropped by an import (facts: apim-rest 2.1.7).
  if (['get', 'head', 'options'].includes(one.method)) return {};
  return followed(objectAt(one.operation, 'requestBody'), document);
}

function responseDifferences(
  a: OpenApiOperation,
  b: OpenApiOperation,
  documents: Documents,
): readonly string[] {
  const [wanted, live] = [objectAt(a.operation, 'responses'), objectAt(b.operation, 'responses')];
  // Only numbered responses are kept: the service's contract has a status code, no "default".
  const numbered = (key: string) => /^\d{3}$/.test(key);
  const codes = [...new Set([...Object.keys(wanted), ...Object.keys(live)])].filter(numbered).sort();
  return codes
    .filter((code) => {
      if (!Object.hasOwn(wanted, code) || !Object.hasOwn(live, code)) return true;
      const [mine, theirs] = [
        followed(objectAt(wanted, code), documents.wanted),
        followed(objectAt(live, code), documents.live),
      ];
      const [mineSays, theirsSay] = [textAt(mine, 'description') ?? '', textAt(theirs, 'description') ?? ''];
      return (theirsSay !== '' && !sameText(mineSays, theirsSay)) || !sameContent(mine, theirs, documents);
    })
    .map((code) => `response ${code}`);
}

function sameContent(a: JsonObject, b: JsonObject, documents: Documents): boolean {
  const [wanted, live] = [objectAt(a, 'content'), objectAt(b, 'content')];
  const types = new Set([...Object.keys(wanted), ...Object.keys(live)]);
  return [...types].every(
    (type) =>
      Object.hasOwn(wanted, type) &&
      Object.hasOwn(live, type) &&
      sameSchema(objectAt(wanted, type)['schema'] ?? {}, objectAt(live, type)['schema'] ?? {}, documents),
  );
}
