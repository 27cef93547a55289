import type { CurrentRevision } from '../../apim/names.ts';
import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import { revisionIn } from '../../apim/revision-in.ts';

/** Which revision is current, as the instance said when it was read, or as we made it. */
export interface CurrentRevisions {
  readonly of: CurrentRevision;
  /** Whether the instance has the API, as far as anybody has seen. */
  has(api: ResourceId): boolean;
  set(api: ResourceId, revision: string): void;
}

export function currentRevisions(): CurrentRevisions {
  const numbers = new Map<string, string>();
  return {
    of: (api) => numbers.get(keyOf(api)) ?? '1',
    has: (api) => numbers.has(keyOf(api)),
    set: (api, revision) => numbers.set(keyOf(api), revision),
  };
}

/** Whether it is, or lives in, the current revision of an API, or in none at all. */
export function isOfCurrentRevision(id: ResourceId, current: CurrentRevision): boolean {
  const revision = revisionIn(id);
  return revision?.parent === undefined || current(revision.parent) === revision.name;
}
