import { type JsonObject, objectAt, textAt } from '../json.ts';
import type { Comparing, Found } from './comparing.ts';
import { contentFindings } from './content.ts';
import { followed, type OpenApiOperation } from './open-api.ts';
import { nameByRoute, operationName, operationTitle, sameOperationName } from './operation-name.ts';
import { parameterFindings } from './parameters.ts';
import { responseFindings } from './responses.ts';
import { routeOf } from './routes.ts';
import { sameText } from './same-text.ts';
import { methodsWithoutBody } from './silences.ts';

/** The limit of the contract (facts: apim-rest 1.4). */
export const longestDescription = 1000;

/** What differs between two operations of one route. */
export function operationFindings(
  a: OpenApiOperation,
  b: OpenApiOperation,
  comparing: Comparing,
): readonly Found[] {
  return [
    ...nameFindings(a, b, comparing),
    ...titleFindings(a, b),
    ...(sameDescription(a, b) ? [] : [about('description')]),
    ...parameterFindings(a, b, comparing),
    ...bodyFindings(a, b, comparing),
    ...responseFindings(a, b, comparing),
  ];
}

function about(part: string): Found {
  return { of: part, part, side: 'request' };
}

/** A document without an operationId leaves the name to the service; equal ones get a number (facts: apim-rest 2.1). */
function nameFindings(a: OpenApiOperation, b: OpenApiOperation, comparing: Comparing): readonly Found[] {
  if ([a, b].some(({ operation }) => textAt(operation, 'operationId') === undefined)) return [];
  const wanted = operationName(a.method, a.path, a.operation);
  const live = operationName(b.method, b.path, b.operation);
  if (sameOperationName(wanted, live)) return [];
  if (comparing.collisions.has(wanted.toLowerCase()) && sameOperationName(wanted, unnumbered(live)))
    return [];
  const byService = [a.path, routeOf(a.path)].map((path) => nameByRoute(a.method, path));
  const isService = byService.some((name) => sameOperationName(name, unnumbered(live, name)));
  return [{ ...about('id'), ...(isService ? { silence: 'name of the operation' as const } : {}) }];
}

/** Without the number at its end; only when that is what makes it the other name. */
function unnumbered(name: string, expected?: string): string {
  return expected !== undefined && sameOperationName(name, expected) ? name : name.replace(/-\d{1,3}$/, '');
}

/** With neither a summary nor an operationId it is the service that finds the words. */
function titleFindings(a: OpenApiOperation, b: OpenApiOperation): readonly Found[] {
  const [wanted = '', live = ''] = [a, b].map(({ method, path, operation }) =>
    operationTitle(method, path, operation),
  );
  const isSaid = (textAt(a.operation, 'summary') ?? textAt(a.operation, 'operationId') ?? '') !== '';
  const madeUp = [wanted, textAt(b.operation, 'operationId') ?? wanted];
  if (sameText(wanted, live) || (!isSaid && madeUp.some((one) => sameOperationName(one, live)))) return [];
  return [{ ...about('summary'), ...(isSaid ? {} : { silence: 'title of the operation' as const }) }];
}

/** Where the document has none, the service may make one up from the title (facts: apim-rest 8). */
function sameDescription(a: OpenApiOperation, b: OpenApiOperation): boolean {
  const [wanted, live] = [textAt(a.operation, 'description') ?? '', textAt(b.operation, 'description') ?? ''];
  if (sameText(wanted, live) || (live !== '' && sameText(wanted.slice(0, longestDescription), live)))
    return true;
  return wanted === '' && sameText(live, operationTitle(a.method, a.path, a.operation));
}

function bodyFindings(a: OpenApiOperation, b: OpenApiOperation, comparing: Comparing): readonly Found[] {
  const [wanted, live] = [bodyOf(a, comparing.wanted.document), bodyOf(b, comparing.live.document)];
  const place = { part: 'request body', side: 'request' } as const;
  const isThere = [wanted, live].every((body) => Object.keys(objectAt(body, 'content')).length > 0);
  const [after, before] = [wanted, live].map((body) => textAt(body, 'description') ?? '');
  const isSame = !isThere || sameText(after ?? '', before ?? '');
  return [
    ...(isSame ? [] : [{ of: 'description', before, after, ...place }]),
    ...contentFindings(wanted, live, place, comparing),
  ];
}

function bodyOf(one: OpenApiOperation, document: JsonObject): JsonObject {
  if (methodsWithoutBody.has(one.method)) return {};
  return followed(objectAt(one.operation, 'requestBody'), document);
}
