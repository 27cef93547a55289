import type { Difference } from './differences.ts';
import type { Document } from './documents.ts';
import type { ResourceId } from './resource-id.ts';
import type { Selection } from './selection.ts';
import type { Snapshot } from './snapshot.ts';

/** A live instance of API Management, as the stories see it. The azure edge implements it. */
export interface Instance {
  /** For people: the name of the instance. */
  readonly name: string;
  /** Reads what the selection includes. A list or an item that fails fails the whole read: nothing half-read is returned. */
  read(selection: Selection): Promise<Snapshot>;
  /** Asks for one resource by itself: true only when the service says 404 to it, or to what it lives in. */
  isGone(id: ResourceId): Promise<boolean>;
  /** Creates or replaces; resolves when the service has finished, also in the background. */
  write(write: Write): Promise<void>;
}

/** One request that changes the instance. */
export interface Write {
  readonly document: Document;
  /** What is there already: decides between creating, replacing and merging. */
  readonly live: 'absent' | 'present';
  /** Properties that are live and not wanted: a write that merges has to name them. */
  readonly removed?: readonly Difference[];
  /** Refuses the write when somebody else changed the resource since it was read. */
  readonly etag?: string;
}
