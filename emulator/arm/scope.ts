/** Where names are looked up: '' at service level, 'workspaces/w/' inside a workspace; keys begin with it. */
export type Scope = '' | `workspaces/${string}/`;

/** The scope of a key or of a collection. A workspace itself belongs to the service. */
export function scopeOf(key: string): Scope {
  const workspace = /^workspaces\/([^/]+)\/./.exec(key)?.[1];
  return workspace === undefined ? '' : `workspaces/${workspace}/`;
}

/** The key as if there were no workspaces: workspaces/w/apis/x;rev=1 -> apis/x;rev=1 */
export function withoutScope(key: string): string {
  return key.slice(scopeOf(key).length);
}
