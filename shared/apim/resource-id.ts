import { kindOf, type KindName } from './kinds/table.ts';

/**
 * Which thing of an instance: a kind, a name and what it lives in. Never a revision suffix: a revision is a
 * resource of its own (`api orders` > `revision 2`), files and Azure translate (see names.ts).
 */
export interface ResourceId {
  readonly kind: KindName;
  readonly name: string;
  readonly parent?: ResourceId;
}

/** The id of a thing; `parent` is what it lives in: absent, the instance. */
export function resourceId(kind: KindName, name: string, parent?: ResourceId): ResourceId {
  return parent === undefined ? { kind, name } : { kind, name, parent };
}

/** Equal for equal ids. Azure compares names without case (facts: apim-rest 1.0), so do we. */
export function keyOf(id: ResourceId): string {
  const own = `${id.kind}/${id.name.toLowerCase()}`;
  return id.parent === undefined ? own : `${keyOf(id.parent)}/${own}`;
}

/** From the outermost parent to the id itself. */
export function pathOf(id: ResourceId): readonly ResourceId[] {
  return id.parent === undefined ? [id] : [...pathOf(id.parent), id];
}

/**
 * The top-level resource that the id belongs to, in the instance or in its workspace: its own for a backend, the API
 * for an operation policy.
 */
export function rootOf(id: ResourceId): ResourceId {
  return id.parent === undefined || isScope(id.parent) ? id : rootOf(id.parent);
}

/** The workspace that the id is in; undefined: it is the instance's own, as a workspace itself is. */
export function workspaceOf({ parent }: ResourceId): ResourceId | undefined {
  return parent === undefined || isScope(parent) ? parent : workspaceOf(parent);
}

/** Whether it is a workspace: holds what an instance holds, under names of its own. */
export function isScope({ kind }: ResourceId): boolean {
  return kindOf(kind).isScope === true;
}

/** Equal for the instance itself and for what is in it, or for the same workspace. */
export function scopeKey(workspace: ResourceId | undefined): string {
  return workspace === undefined ? '' : keyOf(workspace);
}

/**
 * For people: "operation policy orders/getOrder", "named value key", "service policy", "API orders in workspace sales".
 */
export function describe(id: ResourceId): string {
  const { words } = kindOf(id.kind);
  const workspace = workspaceOf(id);
  const names = pathOf(id)
    .filter((step) => step === id || !isScope(step))
    .map(({ kind, name }) => (kindOf(kind).label ?? ((own: string) => own))(name))
    .filter((name) => name !== '');
  if (workspace === undefined) return [words, joinNames(names)].filter(Boolean).join(' ');
  if (names.length === 0) return `${words} ${workspace.name}`;
  return `${words} ${joinNames(names)} in ${kindOf(workspace.kind).words} ${workspace.name}`;
}

function joinNames(names: readonly string[]): string {
  return names.reduce(
    (all, name) => (all === '' || name.startsWith(';') ? all + name : `${all}/${name}`),
    '',
  );
}

/** Sorts ids for people: by what they read. */
export function compareIds(left: ResourceId, right: ResourceId): number {
  const [a, b] = [keyOf(left), keyOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
