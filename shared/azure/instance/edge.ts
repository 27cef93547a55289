import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import type { Log } from '../../log/log.ts';
import type { Arm } from '../arm/arm.ts';
import type { CurrentRevisions } from './current-revisions.ts';
import type { LinkNames } from './link-places.ts';
import type { OperationNames } from './operation-names.ts';
import type { UnsayableOperations } from './unsayable-operations.ts';

/** What every request to one instance needs. */
export interface Edge {
  readonly arm: Arm;
  /** The resource id of the instance. */
  readonly base: string;
  /** The tier of the instance: Developer, StandardV2... */
  readonly sku: string;
  readonly current: CurrentRevisions;
  /** Of links in workspaces. */
  readonly links: LinkNames;
  readonly operations: OperationNames;
  readonly unsayable: UnsayableOperations;
  /** Keys of what was put back after an import: the ETags that were read of it before are no more. */
  readonly putBack: Set<string>;
  /** For people: what would be lost if the run ended now, by the key of the revision that is being imported. */
  readonly atStake: Map<string, readonly string[]>;
  readonly log: Log;
}

/** The ETag to expect of something that was read with this one; any, where it has been put back since. */
export function etagNow(inService: ResourceId, etag: string | undefined, { putBack }: Edge): string {
  return putBack.has(keyOf(inService)) ? '*' : (etag ?? '*');
}
