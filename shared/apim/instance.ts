import type { Difference } from './differences.ts';
import type { Document } from './documents.ts';
import type { JsonObject } from './json.ts';
import type { ResourceId } from './resource-id.ts';
import type { Resource } from './resource.ts';
import type { Selection } from './selection.ts';
import type { Snapshot } from './snapshot.ts';

/** A live instance of API Management, as the stories see it. The azure edge implements it. */
export interface Instance {
  /** The service's own id in Azure: another one for a copy, or for one that was restored elsewhere. */
  readonly id: string;
  /** For people: the name of the instance. */
  readonly name: string;
  /** What it reads Key Vault with; undefined: nobody has said. */
  readonly identities?: Identities | undefined;
  readonly markers: Markers;
  /** Reads what the selection includes. A list or an item that fails fails the whole read: nothing half-read is returned. */
  read(selection: Selection): Promise<Snapshot>;
  /** Asks for one resource by itself: true only when the service says 404 to it, or to what it lives in. */
  isGone(id: ResourceId): Promise<boolean>;
  /** One resource by itself, for kinds that can be asked for so; undefined when the service says 404. */
  item(id: ResourceId): Promise<Resource | undefined>;
  /** What consumers have in it and would lose for good with it: the subscriptions of a product. */
  consumersOf(id: ResourceId): Promise<Consumers>;
  /**
   * Removes one resource and what lives in it; what is gone already is fine. A revision never takes its API with it.
   * The ETag refuses it when somebody else changed the resource meanwhile.
   */
  delete(id: ResourceId, etag: string | undefined, options?: { withConsumers: boolean }): Promise<void>;
  /** Creates or replaces; resolves when the service has finished, also in the background. */
  write(write: Write): Promise<void>;
  /** For people: what would be lost for good if the run ended in the midst of writing this. */
  readonly atStake: (id: ResourceId) => readonly string[];
  /** Makes a revision the current one of its API. Throws READ_BACK_MISMATCH when the service does not switch. */
  release(revision: ResourceId, promotion: Promotion): Promise<void>;
}

/** The managed identities of an instance. */
export interface Identities {
  /** Whether it has one of its own, system-assigned. */
  readonly hasOwn: boolean;
  /** Of those that were assigned to it. */
  readonly clientIds: readonly string[];
}

/** For people: "subscription Ann of product starter". */
export interface Consumers {
  /** In use, or could be again. */
  readonly live: readonly string[];
  /** What the service made itself, and what has ended: nobody would miss it. */
  readonly others: readonly string[];
}

/** How a revision becomes the current one. */
export interface Promotion {
  /** For the change log of the API, which its consumers can read. */
  readonly notes: string;
  /** The number of a revision that only stood in for it, and goes. */
  readonly removes?: string;
}

/** Short texts that an instance, or a workspace of it, keeps for this product, by the ids of marker-name.ts. */
export interface Markers {
  /** Undefined where it is not there, nor what it would be in. MISSING_RIGHTS, and what else Azure refuses. */
  read(id: ResourceId): Promise<StoredMarker | undefined>;
  /**
   * Replaces the version that was read; creates it where none was. Gives the new version, or `changed` when somebody
   * else was faster.
   */
  write(id: ResourceId, text: string, version: string | undefined): Promise<StoredMarker | 'changed'>;
}

export interface StoredMarker {
  readonly text: string;
  readonly version: string;
}

/** One request that changes the instance. */
export interface Write {
  readonly document: Document;
  /** What is there already: decides between creating, replacing and merging. */
  readonly live: 'absent' | 'present';
  /** Properties that are live and not wanted: a write that merges has to name them. */
  readonly removed?: readonly Difference[];
  /** It was written before, and is not as written: what shall go is named, since leaving it out did not help. */
  readonly again?: true;
  /** Refuses the write when somebody else changed the resource since it was read. */
  readonly etag?: string;
  /** Of something new: links that the service makes along with it and nobody wants. They go in the very next request. */
  readonly unwanted?: readonly ResourceId[];
  /** The other revisions of a new API that are written too: their own properties by number. */
  readonly siblings?: ReadonlyMap<string, JsonObject>;
}
