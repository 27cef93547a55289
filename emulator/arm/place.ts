import type { Instance } from './instance.ts';
import type { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';

/** Where a request path points to inside an instance. */
export interface Place {
  readonly kind: Kind;
  /** Key of the collection. */
  readonly collection: string;
  /** Name as the request spells it, without revision; undefined when the collection itself is meant. */
  readonly name: string | undefined;
  /** Key of the item; of the collection when there is no name. */
  readonly key: string;
  /** Key of the resource above; empty at service level. */
  readonly parent: string;
  /** Lower-case root name of the API that contains it. */
  readonly apiRoot: string | undefined;
  /** Last segment of a POST. */
  readonly action: string | undefined;
}

/** Finds the kind and the key of a path, given in decoded segments; undefined when there is no such type. */
export function placeOf(instance: Instance, segments: readonly string[], method: string): Place | undefined {
  const odd = segments.length % 2 === 1;
  const action = method === 'POST' && odd ? segments.at(-1) : undefined;
  const path = action === undefined ? segments : segments.slice(0, -1);
  const kind = kindOf(path.filter((_, index) => index % 2 === 0));
  if (!kind || path.length === 0) return undefined;
  const keys = path.map((segment, index) => keyOf(instance, kind, path, segment, index));
  const item = path.length % 2 === 0;
  const above = keys.slice(0, item ? -2 : -1);
  return {
    kind,
    collection: item ? keys.slice(0, -1).join('/') : keys.join('/'),
    name: item ? rootOf(path.at(-1) ?? '') : undefined,
    key: keys.join('/'),
    parent: above.join('/'),
    apiRoot: keys[0] === 'apis' && keys[1] !== undefined ? rootOf(keys[1]) : undefined,
    action,
  };
}

/** petstore;rev=2 -> petstore */
export function rootOf(apiName: string): string {
  return apiName.replace(/;rev=\d+$/i, '');
}

/** petstore;rev=2 -> 2 */
export function revisionOf(apiName: string): string | undefined {
  return /;rev=(\d+)$/i.exec(apiName)?.[1];
}

function keyOf(
  instance: Instance,
  kind: Kind,
  path: readonly string[],
  segment: string,
  index: number,
): string {
  const name = segment.toLowerCase();
  if (index % 2 === 0 || path[index - 1]?.toLowerCase() !== 'apis') return name;
  const isLink = index > 1;
  if (isLink || (kind.rootOnly && path.length > 2)) return rootOf(name);
  return `${rootOf(name)};rev=${revisionOf(name) ?? instance.currentRevision(name)}`;
}
