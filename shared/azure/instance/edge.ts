import type { Log } from '../../log/log.ts';
import type { Arm } from '../arm/arm.ts';
import type { CurrentRevisions } from './current-revisions.ts';

/** What every request to one instance needs. */
export interface Edge {
  readonly arm: Arm;
  /** The resource id of the instance. */
  readonly base: string;
  /** The tier of the instance: Developer, StandardV2... */
  readonly sku: string;
  readonly current: CurrentRevisions;
  readonly log: Log;
}
