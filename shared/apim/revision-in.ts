import { kindOf } from './kinds/table.ts';
import { pathOf, type ResourceId } from './resource-id.ts';

/** The revision that it is, or lives in; undefined for what belongs to no revision. */
export function revisionIn(id: ResourceId): ResourceId | undefined {
  return pathOf(id).find(({ kind }) => kindOf(kind).naming !== undefined);
}
