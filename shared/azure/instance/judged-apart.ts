import { grouped } from '../../apim/grouped.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import type { CurrentRevision } from '../../apim/names.ts';
import { keyOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import { isOfCurrentRevision } from './current-revisions.ts';

/** Of fewer than this, each is asked for its links. */
export const leastOwners = 20;

/**
 * What a view says of current revisions proves nothing of what it says of the others, and of those the ones whose API
 * has links now are likelier to have some: each of these groups is believed by a sample of its own.
 */
export function judgedApart(
  owners: readonly ResourceId[],
  hasLinks: (owner: ResourceId) => boolean,
  current: CurrentRevision,
): readonly (readonly ResourceId[])[] {
  const groups = grouped(owners, (owner) => {
    if (owner.parent === undefined || isOfCurrentRevision(owner, current)) return 'current';
    const hasNow = hasLinks(resourceId(owner.kind, current(owner.parent), owner.parent));
    return hasNow ? 'of APIs with links' : 'of others';
  });
  return [...groups.values()];
}

/** The links of a kind that the files have and these are not: nobody may conclude from silence that they are gone. */
export function untold(
  kind: KindName,
  links: readonly ResourceId[],
  { files }: Selection,
): readonly ResourceId[] {
  const told = new Set(links.map(keyOf));
  return (files?.ids ?? []).filter((id) => id.kind === kind && !told.has(keyOf(id)));
}

/** Whether both have the same links, in any order. */
export function sameLinks(left: readonly ResourceId[], right: readonly ResourceId[]): boolean {
  const sorted = (links: readonly ResourceId[]) => links.map(keyOf).sort().join('\n');
  return sorted(left) === sorted(right);
}
