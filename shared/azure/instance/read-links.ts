import type { Document } from '../../apim/documents.ts';
import { grouped } from '../../apim/grouped.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import type { LinkResource } from '../../apim/kinds/kind.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { holderOf, linkFrom, linkProperties } from '../../apim/links.ts';
import { keyOf, resourceId, type ResourceId, scopeKey, workspaceOf } from '../../apim/resource-id.ts';
import { armPath } from '../arm/arm-path.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import { linksPath } from './link-places.ts';
import { pathInInstance } from './paths.ts';

/** The links of a kind that something in a workspace has. */
export type ReadLinks = (
  kind: KindName,
  link: LinkResource,
  parent: ResourceId,
) => Promise<readonly Document[]>;

/**
 * Reads links by the collections that hold them. Tags hold the links of all APIs and products: their collections are
 * read once for a workspace, whoever asks, since `apis/a/tags` answers 500 there (facts: apim-rest 1.0).
 */
export function linkReader(edge: Edge): ReadLinks {
  const ofWorkspaces = new Map<string, Promise<ReadonlyMap<string, readonly Document[]>>>();
  const lists = new Map<string, Promise<readonly JsonObject[]>>();
  const listed = (path: string) => {
    const list = lists.get(path) ?? edge.arm.list(path);
    lists.set(path, list);
    return list;
  };
  return async (kind, link, parent) => {
    if (link.heldByTarget !== true) return await linksOf(kind, link, parent, edge);
    const workspace = workspaceOf(parent);
    const key = `${kind} ${scopeKey(workspace)}`;
    const all = ofWorkspaces.get(key) ?? linksOfAll(kind, link, workspace, { ...edge, listed });
    ofWorkspaces.set(key, all);
    const own = (await all).get(keyOf(edge.operations.inService(parent))) ?? [];
    return own.map((one) => ({ ...one, id: resourceId(kind, one.id.name, parent) }));
  };
}

/**
 * One link, looked for by where it leads; undefined: what would hold it is gone, or has no such link. Its name would say
 * nothing, so a list decides, after the holder has been asked for by itself.
 */
export async function findLink(
  id: ResourceId,
  link: LinkResource,
  edge: Edge,
): Promise<Document | undefined> {
  const own = edge.operations.inService(id);
  const holder = holderOf(own, link);
  if ((await edge.arm.get(edge.base + pathInInstance(holder, edge.current.of))) === undefined)
    return undefined;
  const links = await linksOf(id.kind, link, holder, edge);
  const found = links.find((one) => keyOf(one.id) === keyOf(own));
  return found === undefined ? undefined : { ...found, id };
}

/** By the key of what each link belongs to. */
async function linksOfAll(
  kind: KindName,
  link: LinkResource,
  workspace: ResourceId | undefined,
  edge: Edge & { readonly listed: (path: string) => Promise<readonly JsonObject[]> },
): Promise<ReadonlyMap<string, readonly Document[]>> {
  const { linksTo } = kindOf(kind);
  if (linksTo === undefined || workspace === undefined) return new Map();
  const holders = `${edge.base}${pathInInstance(workspace, edge.current.of)}${armPath(kindOf(linksTo).azure.collection)}`;
  const names = (await edge.listed(holders)).flatMap((entry) => textAt(entry, 'name') ?? []);
  const found = names.map((name) => linksOf(kind, link, resourceId(linksTo, name, workspace), edge));
  const all = (await Promise.all(found)).flat();
  return grouped(all, ({ id }) => keyOf(id.parent ?? id));
}

/** Each link is asked for by itself: what lists say of things in workspaces is not believed (facts: apim-rest 1.0). */
async function linksOf(
  kind: KindName,
  link: LinkResource,
  holder: ResourceId,
  edge: Edge,
): Promise<readonly Document[]> {
  const path = linksPath(holder, link, edge);
  const entries = await edge.arm.listIfOffered(path);
  if (entries instanceof NotOffered) return [];
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly Document[]> => {
      const name = textAt(entry, 'name') ?? '';
      const item = await edge.arm.get(path + armPath(name));
      if (item === undefined) return [];
      const properties = objectAt(item.body, 'properties');
      const id = linkFrom(kind, link, holder, textAt(properties, link.property) ?? '', edge.current.of);
      if (id === undefined) return [];
      edge.links.set(id, name);
      return [{ id, properties: linkProperties(id, link, properties), current: true }];
    }),
  );
  return found.flat();
}
