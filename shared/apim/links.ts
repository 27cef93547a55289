import { parseApiName } from './api-name.ts';
import { relativeId } from './canonical.ts';
import { type JsonObject, textAt } from './json.ts';
import type { LinkResource } from './kinds/kind.ts';
import { kindOf, type KindName, revisionKind } from './kinds/table.ts';
import { type CurrentRevision, idAt, relativePathOf } from './names.ts';
import { resourceId, type ResourceId, scopeKey, workspaceOf } from './resource-id.ts';

/** How links of a kind look in this workspace, or in what is in it; undefined: they are none, or associations. */
export function linkKindIn(kind: KindName, parent: ResourceId | undefined): LinkResource | undefined {
  const { inWorkspaces } = kindOf(kind);
  if (parent === undefined || typeof inWorkspaces !== 'object') return undefined;
  return workspaceOf(parent) === undefined ? undefined : inWorkspaces;
}

/** The same for one resource. */
export function linkOf({ kind, parent }: ResourceId): LinkResource | undefined {
  return linkKindIn(kind, parent);
}

/** The resource whose collection of links has it: the product for an API of a product, the tag for a tag of an API. */
export function holderOf(id: ResourceId, link: LinkResource): ResourceId {
  const { linksTo } = kindOf(id.kind);
  const holder =
    link.heldByTarget === true && linksTo !== undefined
      ? resourceId(linksTo, id.name, workspaceOf(id))
      : id.parent;
  if (holder === undefined)
    throw new Error(`This is a bug in the extension: nothing holds links of the kind ${id.kind}.`);
  return holder;
}

/** Where a link leads, relative to the instance: "/workspaces/sales/apis/orders". */
export function targetPathOf(
  id: ResourceId,
  link: LinkResource,
  properties: JsonObject,
  current: CurrentRevision,
): string {
  if (link.heldByTarget === true && id.parent !== undefined) return relativePathOf(id.parent, current);
  const workspace = workspaceOf(id);
  const own = workspace === undefined ? '' : relativePathOf(workspace, current);
  return textAt(properties, link.property) ?? `${own}/${link.to}/${id.name}`;
}

/**
 * What a link says beside where it is: nothing, unless it leads out of its workspace, as to a group of the instance.
 * Both properties as Azure gives them and those of a file are understood.
 */
export function linkProperties(id: ResourceId, link: LinkResource, properties: JsonObject): JsonObject {
  const given = textAt(properties, link.property);
  if (given === undefined || link.heldByTarget === true || id.parent === undefined) return {};
  const target = relativeId(given);
  const workspace = workspaceOf(id);
  const inside = workspace === undefined ? '' : `${relativePathOf(workspace, () => '1')}/`.toLowerCase();
  return target.toLowerCase().startsWith(inside) ? {} : { [link.property]: target };
}

/** The link that a holder has to a target, in its workspace; undefined when it leads to nothing that the table knows. */
export function linkFrom(
  kind: KindName,
  link: LinkResource,
  holder: ResourceId,
  target: string,
  current: CurrentRevision,
): ResourceId | undefined {
  const relative = relativeId(target);
  if (link.heldByTarget !== true) {
    // Products have APIs, not revisions, whatever their links say.
    const { api } = parseApiName(relative.slice(relative.lastIndexOf('/') + 1));
    return api === '' ? undefined : resourceId(kind, api, holder);
  }
  const owner = idAt(relative, current);
  if (owner === undefined || scopeKey(workspaceOf(owner)) !== scopeKey(workspaceOf(holder))) return undefined;
  const isApi = kindOf(owner.kind).carriedBy === 'currentRevision';
  const parent = isApi ? resourceId(revisionKind(owner.kind), current(owner), owner) : owner;
  return resourceId(kind, holder.name, parent);
}
