import type { Document } from '../../apim/documents.ts';
import { grouped } from '../../apim/grouped.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import type { LinkResource } from '../../apim/kinds/kind.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { holderOf, linkFrom, linkProperties } from '../../apim/links.ts';
import {
  describe,
  keyOf,
  resourceId,
  type ResourceId,
  scopeKey,
  workspaceOf,
} from '../../apim/resource-id.ts';
import { TaskError } from '../../errors/task-error.ts';
import { armPath } from '../arm/arm-path.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import { linksPath } from './link-places.ts';
import { pathInInstance, segmentIn } from './paths.ts';
import { noResource, resourceBody } from './resource-body.ts';

/** The links of a kind that something in a workspace has. */
export type ReadLinks = (kind: KindName, link: LinkResource, parent: ResourceId) => Promise<Links>;

type Links = readonly Document[] | NotOffered;

/**
 * Reads links by the collections that hold them. Tags hold the links of all APIs and products: their collections are
 * read once for a workspace, whoever asks, since `apis/a/tags` answers 500 there (facts: apim-rest 1.0).
 */
export function linkReader(edge: Edge): ReadLinks {
  const ofWorkspaces = new Map<string, ReturnType<typeof linksOfAll>>();
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
    const found = await all;
    if (found instanceof NotOffered) return found;
    const own = found.get(keyOf(edge.operations.inService(parent))) ?? [];
    return own.map((one) => ({ ...one, id: resourceId(kind, one.id.name, parent) }));
  };
}

/**
 * One link, looked for by where it leads; undefined: what would hold it is gone, or has no such link. Its name would say
 * nothing, so a list decides, after the holder has been asked for by itself. Throws UNEXPECTED_ANSWER where Azure has no
 * such list.
 */
export async function findLink(
  id: ResourceId,
  link: LinkResource,
  edge: Edge,
): Promise<Document | undefined> {
  const own = edge.operations.inService(id);
  const holder = holderOf(own, link);
  if (!(await isThere(holder, edge))) return undefined;
  const links = await linksOf(id.kind, link, holder, edge);
  if (links instanceof NotOffered) throw cannotTell(id, links);
  const found = links.find((one) => keyOf(one.id) === keyOf(own));
  return found === undefined ? undefined : { ...found, id };
}

/** UNEXPECTED_ANSWER: only a list can say whether it is there, and Azure has none although what would hold it is there. */
export function cannotTell(id: ResourceId, { because }: NotOffered): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `Nobody can tell whether ${describe(id)} is there: the list that would have it is not offered (${because}).`,
    remedy: 'Run the task again. If it stays, this instance has no such things: take the files of it away.',
    where: { resource: describe(id) },
  });
}

/** By the key of what each link belongs to. */
async function linksOfAll(
  kind: KindName,
  link: LinkResource,
  workspace: ResourceId | undefined,
  edge: Edge & { readonly listed: (path: string) => Promise<readonly JsonObject[]> },
): Promise<ReadonlyMap<string, readonly Document[]> | NotOffered> {
  const { linksTo } = kindOf(kind);
  if (linksTo === undefined || workspace === undefined) return new Map();
  const holders = `${edge.base}${pathInInstance(workspace, edge.current.of)}${armPath(kindOf(linksTo).azure.collection)}`;
  const names = (await edge.listed(holders)).flatMap((entry) => textAt(entry, 'name') ?? []);
  const found = await Promise.all(
    names.map((name) => linksOf(kind, link, resourceId(linksTo, name, workspace), edge)),
  );
  const lacking = found.find((one) => one instanceof NotOffered);
  if (lacking !== undefined) return lacking;
  const all = found.flatMap((one) => (one instanceof NotOffered ? [] : one));
  return grouped(all, ({ id }) => keyOf(id.parent ?? id));
}

/** Each link is asked for by itself: what lists say of things in workspaces is not believed (facts: apim-rest 1.0). */
async function linksOf(kind: KindName, link: LinkResource, holder: ResourceId, edge: Edge): Promise<Links> {
  const path = linksPath(holder, link, edge);
  const entries = await edge.arm.listIfOffered(path);
  if (entries instanceof NotOffered) return (await isThere(holder, edge)) ? entries : [];
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly Document[]> => {
      const name = textAt(entry, 'name') ?? '';
      const words = `a ${kindOf(kind).words} of ${describe(holder)}`;
      const answer = await edge.arm.get(path + segmentIn({ kind, parent: holder }, name));
      const item = resourceBody(answer, words);
      if (item === undefined) return [];
      const properties = objectAt(item, 'properties');
      const target = textAt(properties, link.property);
      if (target === undefined) throw noResource(words);
      const id = linkFrom(kind, link, holder, target, edge.current.of);
      if (id === undefined) return [];
      edge.links.set(id, name);
      return [{ id, properties: linkProperties(id, link, properties), current: true }];
    }),
  );
  return found.flat();
}

async function isThere(id: ResourceId, { arm, base, current }: Edge): Promise<boolean> {
  return (await arm.get(base + pathInInstance(id, current.of))) !== undefined;
}
