import type { ResourceId } from './resource-id.ts';

/** What a run is about. Nothing outside it is read for its own sake, taken for missing, written or removed. */
export interface Selection {
  includes(id: ResourceId): boolean;
}

export const everything: Selection = { includes: () => true };
