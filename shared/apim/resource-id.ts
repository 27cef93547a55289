import { kindOf, type KindName } from './kinds/table.ts';

/**
 * Which thing of an instance: a kind, a name and what it lives in. Never a revision suffix: a revision is a
 * resource of its own (`api orders` > `revision 2`), files and Azure translate (see revisions.ts).
 */
export interface ResourceId {
  readonly kind: KindName;
  readonly name: string;
  readonly parent?: ResourceId;
}

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

/** The top-level resource that the id belongs to: its own for a backend, the API for an operation policy. */
export function rootOf(id: ResourceId): ResourceId {
  return id.parent === undefined ? id : rootOf(id.parent);
}

/** For people: "operation policy orders/getOrder", "named value key", "service policy". */
export function describe(id: ResourceId): string {
  const { words, label } = kindOf(id.kind);
  const names = pathOf(id)
    .map(({ kind, name }) => (kindOf(kind).label ?? ((own: string) => own))(name))
    .filter((name) => name !== '');
  return label === undefined || names.length > 0
    ? [words, joinNames(names)].filter(Boolean).join(' ')
    : words;
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
