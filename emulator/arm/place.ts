import type { Instance } from './instance.ts';
import type { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { internalError } from './refusal.ts';
import { type Scope, scopeOf, withoutScope } from './scope.ts';

/** Where a request path points to inside an instance. */
export interface Place {
  readonly kind: Kind;
  /** The workspace that it is in, as its keys begin; empty at service level. */
  readonly scope: Scope;
  /** Key of the collection. */
  readonly collection: string;
  /** Name as the request spells it, without revision; undefined when the collection itself is meant. */
  readonly name: string | undefined;
  /** Key of the item; of the collection when there is no name. */
  readonly key: string;
  /** Key of the resource above; empty for the collections of the service itself. */
  readonly parent: string;
  /** Key, without revision, of the API that contains it. */
  readonly apiRoot: string | undefined;
  /** Last segment of a POST, or of a GET of something that is no collection. */
  readonly action: string | undefined;
}

/** Finds the kind and the key of a path, given in decoded segments; undefined when there is no such type. */
export function placeOf(instance: Instance, segments: readonly string[], method: string): Place | undefined {
  const action = segments.length % 2 === 1 && acts(segments, method) ? segments.at(-1) : undefined;
  const path = action === undefined ? segments : segments.slice(0, -1);
  const kind = kindOf(path.filter((_, index) => index % 2 === 0));
  if (!kind || path.length === 0) return undefined;
  const scope = scopeOf(path.join('/').toLowerCase());
  if (scope !== '' && kind.inWorkspaces === 'broken') throw internalError();
  const keys = keysOf(instance, { kind, scope, path });
  const item = path.length % 2 === 0;
  return {
    kind,
    scope,
    collection: item ? keys.slice(0, -1).join('/') : keys.join('/'),
    name: item ? rootOf(path.at(-1) ?? '') : undefined,
    key: keys.join('/'),
    parent: keys.slice(0, item ? -2 : -1).join('/'),
    apiRoot: apiRootOf(keys.join('/')),
    action,
  };
}

function acts(segments: readonly string[], method: string): boolean {
  if (method !== 'GET') return method === 'POST';
  const last = segments.at(-1)?.toLowerCase() ?? '';
  const reads = kindOf(segments.slice(0, -1).filter((_, index) => index % 2 === 0))?.behaviour?.reads;
  return reads !== undefined && Object.hasOwn(reads, last);
}

/** apis/x;rev=1/operations/o -> apis/x; undefined outside of APIs. */
function apiRootOf(key: string): string | undefined {
  const root = /^apis\/[^/;]+/.exec(withoutScope(key))?.[0];
  return root === undefined ? undefined : `${scopeOf(key)}${root}`;
}

/** petstore;rev=2 -> petstore; of keys too */
export function rootOf(apiName: string): string {
  return apiName.replace(/;rev=\d+$/i, '');
}

/** petstore;rev=2 -> 2 */
export function revisionOf(apiName: string): string | undefined {
  return /;rev=(\d+)$/i.exec(apiName)?.[1];
}

function keysOf(
  instance: Instance,
  { kind, scope, path }: { kind: Kind; scope: Scope; path: readonly string[] },
): string[] {
  const before = scope === '' ? 0 : 2;
  return path.map((segment, index) => {
    const name = segment.toLowerCase();
    if (index % 2 === 0 || path[index - 1]?.toLowerCase() !== 'apis') return name;
    const isLink = index > before + 1;
    if (isLink || (kind.rootOnly && path.length > before + 2)) return rootOf(name);
    return `${rootOf(name)};rev=${revisionOf(name) ?? instance.currentRevisionOf(`${scope}apis/${name}`)}`;
  });
}
