import { changeAt } from './canonical.ts';
import type { Json } from './json.ts';
import { kindOf } from './kinds/table.ts';
import { idAt, relativePathOf } from './names.ts';
import { keyOf, rootOf, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';

/**
 * With ids of what is in its own workspace as Azure gives them: in a workspace "/loggers/events" means
 * "/workspaces/sales/loggers/events", where there is one among the `known` keys, and "/apis" all of its APIs.
 */
export function withOwnIds(resource: Resource, known: ReadonlySet<string>): Resource {
  const workspace = workspaceOf(resource.id);
  const { references = [] } = kindOf(resource.id.kind).properties ?? {};
  if (workspace === undefined || references.length === 0) return resource;
  const own = (value: Json): Json => {
    if (typeof value !== 'string' || !/^\/(?!workspaces\/|subscriptions\/)/i.test(value)) return value;
    const inside = relativePathOf(workspace, () => '1') + value;
    const target = idAt(inside, () => '1');
    const isOwn = target === undefined ? /^\/\w+$/.test(value) : known.has(keyOf(rootOf(target)));
    return isOwn ? inside : value;
  };
  return { ...resource, properties: changeAt(resource.properties, references, own) };
}

/** Keys of what the references of a resource say in full. */
export function targetsSaid({ id, properties }: Resource): ReadonlySet<string> {
  const { references = [] } = kindOf(id.kind).properties ?? {};
  const found = new Set<string>();
  const note = (value: Json): Json => {
    const target = typeof value === 'string' ? idAt(value, () => '1') : undefined;
    if (target !== undefined) found.add(keyOf(rootOf(target)));
    return value;
  };
  changeAt(properties, references, note);
  return found;
}
