import { grouped } from '../grouped.ts';
import type { JsonObject } from '../json.ts';
import { operationsOf, type OpenApiOperation } from './open-api.ts';

/** An operation that one side has, or both. */
export interface Route {
  /** "GET /pets/{petId}" */
  readonly name: string;
  readonly wanted: OpenApiOperation | undefined;
  readonly live: OpenApiOperation | undefined;
}

/**
 * The operations of both documents beside each other: by method and path, without the query that an import may move
 * into it (translateRequiredQueryParameters); by the whole path where only the query tells two operations apart.
 */
export function routesOf(wanted: JsonObject, live: JsonObject): readonly Route[] {
  const sides = [operationsOf(wanted), operationsOf(live)] as const;
  const shared = new Set(sides.flatMap(sharedKeys));
  const [left, right] = sides.map((operations) => byKey(operations, shared));
  const keys = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].sort();
  return keys.map((key) => {
    const [mine, theirs] = [left?.get(key), right?.get(key)];
    const one = mine ?? theirs;
    const path = shared.has(keyOf(one)) ? one?.path : routeOf(one?.path ?? '');
    return { name: `${one?.method.toUpperCase() ?? ''} ${path ?? ''}`, wanted: mine, live: theirs };
  });
}

/** Compared without a query, without a slash at the end. */
export function routeOf(path: string): string {
  return path.replace(/\?.*$/, '').replace(/(.)\/$/, '$1');
}

/** "GET /pets", in the words in which routes are compared. */
export function routeIn(method: string, path: string): string {
  return `${method.toUpperCase()} ${routeOf(path)}`;
}

function byKey(
  operations: readonly OpenApiOperation[],
  shared: ReadonlySet<string>,
): Map<string, OpenApiOperation> {
  return new Map(
    operations.map((one) => [shared.has(keyOf(one)) ? `${one.method} ${one.path}` : keyOf(one), one]),
  );
}

function sharedKeys(operations: readonly OpenApiOperation[]): readonly string[] {
  return [...grouped(operations, keyOf)].filter(([, group]) => group.length > 1).map(([key]) => key);
}

function keyOf(one: OpenApiOperation | undefined): string {
  return one === undefined ? '' : `${one.method} ${routeOf(one.path)}`;
}
