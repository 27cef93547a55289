import { createHash } from 'node:crypto';
import type { LinkResource } from '../../apim/kinds/kind.ts';
import { holderOf } from '../../apim/links.ts';
import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import { armPath } from '../arm/arm-path.ts';
import { pathInInstance } from './paths.ts';
import type { Edge } from './edge.ts';

/** The names that links have in workspaces. They mean nothing (facts: apim-rest 1.0): an id says what a link joins. */
export interface LinkNames {
  /** As the instance said when it was read. */
  readonly of: (id: ResourceId) => string | undefined;
  set(id: ResourceId, name: string): void;
}

export function linkNames(): LinkNames {
  const names = new Map<string, string>();
  return { of: (id) => names.get(keyOf(id)), set: (id, name) => names.set(keyOf(id), name) };
}

/** The list that has a link. */
export function linksPath(holder: ResourceId, link: LinkResource, { base, current }: Edge): string {
  return base + pathInInstance(holder, current.of) + armPath(link.collection);
}

/**
 * The path of a link. A new one is named after what it joins, not after its target alone: such a name may be taken by
 * a link that somebody made to something else, and writing it would lead that one elsewhere.
 */
export function linkPath(id: ResourceId, link: LinkResource, edge: Edge): string {
  const name = edge.links.of(id) ?? createHash('sha256').update(keyOf(id)).digest('hex').slice(0, 24);
  return linksPath(holderOf(id, link), link, edge) + armPath(name);
}
