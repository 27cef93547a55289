import { type Json, type JsonObject, objectAt, without } from '../apim/json.ts';
import { operationsOf, type OpenApiOperation } from '../apim/specification/open-api.ts';
import { type Route, routeOf, routesOf } from '../apim/specification/routes.ts';
import type { SpecificationDifference } from '../apim/specification/verdict.ts';
import { broughtOperation, type Dialect, patchedOperation, type Sides } from './patch-operation.ts';
import { Schemas, type Taking } from './patch-schema.ts';

/**
 * The written document in which the operations that differ say what the live ones say. All else is its author's. Gives
 * a reason in words where something differs that cannot be changed by itself.
 */
export function patchedOpenApi(
  written: JsonObject,
  live: JsonObject,
  differences: readonly SpecificationDifference[],
  { dialect, ...taking }: Taking & { readonly dialect: Dialect },
): JsonObject | string {
  const schemas = new Schemas(written, live, dialect.places, taking);
  const sides: Sides = { written, live, schemas, dialect };
  const routes = new Map(routesOf(written, live).map((route) => [`operation ${route.name}`, route]));
  let paths: JsonObject = objectAt(written, 'paths');
  for (const { subject, what } of differences) {
    const route = routes.get(subject);
    const patched =
      route === undefined ? withSchema(subject, paths, sides) : withRoute(route, what, paths, sides);
    if (patched === undefined) return `${subject} cannot be changed by itself`;
    paths = patched;
  }
  return schemas.within({ ...written, paths });
}

/** "schema Pet": one that no operation leads to. */
function withSchema(subject: string, paths: JsonObject, { schemas, dialect }: Sides): JsonObject | undefined {
  if (!subject.startsWith('schema ')) return undefined;
  const $ref = dialect.schemas + subject.slice('schema '.length);
  schemas.merged({ $ref }, { $ref });
  return paths;
}

function withRoute(
  { wanted: mine, live: theirs }: Route,
  what: readonly string[],
  paths: JsonObject,
  sides: Sides,
): JsonObject | undefined {
  if (mine === undefined) return theirs === undefined ? undefined : withOperation(theirs, paths, sides);
  if (theirs === undefined) return withoutOperation(mine, paths);
  const operation = patchedOperation(mine, theirs, what, sides);
  if (operation === undefined) return undefined;
  return { ...paths, [mine.path]: { ...objectAt(paths, mine.path), [mine.method]: operation } };
}

/** In the path that is there, or as a path after the one that it follows on the service. */
function withOperation(theirs: OpenApiOperation, paths: JsonObject, sides: Sides): JsonObject {
  const operation = broughtOperation(theirs, sides);
  const there = Object.keys(paths).find((path) => routeOf(path) === routeOf(theirs.path));
  if (there !== undefined)
    return { ...paths, [there]: { ...objectAt(paths, there), [theirs.method]: operation } };
  return insertedAfter(paths, previousPath(theirs.path, paths, sides.live), theirs.path, {
    [theirs.method]: operation,
  });
}

function previousPath(path: string, paths: JsonObject, live: JsonObject): string | undefined {
  const order = Object.keys(objectAt(live, 'paths')).map(routeOf);
  const before = new Set(order.slice(0, order.indexOf(routeOf(path))));
  return Object.keys(paths).findLast((one) => before.has(routeOf(one)));
}

function insertedAfter(
  paths: JsonObject,
  previous: string | undefined,
  path: string,
  item: Json,
): JsonObject {
  const entries = Object.entries(paths);
  const at = previous === undefined ? 0 : entries.findIndex(([key]) => key === previous) + 1;
  return Object.fromEntries(entries.toSpliced(at, 0, [path, item]));
}

/** A path without any operation goes, unless it says something of its own. */
function withoutOperation({ method, path }: OpenApiOperation, paths: JsonObject): JsonObject {
  const item = without(objectAt(paths, path), [method]);
  const isEmpty = operationsOf({ paths: { [path]: item } }).length === 0;
  return isEmpty ? without(paths, [path]) : { ...paths, [path]: item };
}
