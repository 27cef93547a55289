import type { Document } from '../../apim/documents.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import type { Gap, NotKnown } from '../../apim/snapshot.ts';

/** What one branch of the tree of kinds gave. */
export interface Found {
  readonly documents: readonly Document[];
  readonly gaps: readonly Gap[];
}

export const nothing: Found = { documents: [], gaps: [] };

/** What several branches gave, as one. */
export function together(found: readonly Found[]): Found {
  return { documents: found.flatMap(({ documents }) => documents), gaps: found.flatMap(({ gaps }) => gaps) };
}

/** Nothing but a gap. */
export function gap(
  of: ResourceId | KindName,
  why: NotKnown,
  detail?: string,
  workspace?: ResourceId,
): Found {
  const more = {
    ...(detail === undefined ? {} : { detail }),
    ...(workspace === undefined ? {} : { in: workspace }),
  };
  return { documents: [], gaps: [{ of, why, ...more }] };
}
