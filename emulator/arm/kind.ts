import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { JsonObject } from './json.ts';
import type { Place } from './place.ts';
import type { Entry } from './store.ts';

/** A write that is being decided. */
export interface Write {
  readonly instance: Instance;
  readonly place: Place;
  readonly method: 'PUT' | 'PATCH';
  readonly query: URLSearchParams;
  readonly existing: Entry | undefined;
}

/** What a write comes to: properties to keep, and what happens once they are kept. */
export interface Outcome {
  /** Where they are kept and under which name, when that is not as the request says. */
  readonly key?: string;
  readonly name?: string;
  readonly properties: JsonObject;
  readonly afterwards?: (entry: Entry) => void;
}

/** What differs between kinds by behaviour; what differs by data stands in the table (kinds.ts). */
export interface Behaviour {
  /** Refuses or completes a PUT or PATCH before it is answered. */
  admit?(wanted: JsonObject, write: Write): JsonObject;
  /** The slow part: in a long-running write its refusals appear on the poll (facts 1.0). */
  settle?(wanted: JsonObject, write: Write): Outcome;
  /** What GET and lists show. */
  show?(entry: Entry, view: { instance: Instance; query: URLSearchParams; list: boolean }): JsonObject;
  /** A GET that answers something else than the contract (exports, raw text). */
  answerGet?(
    entry: Entry,
    view: { instance: Instance; query: URLSearchParams; place: Place },
  ): EmulatedAnswer | undefined;
  /** Refuses a link that is new. */
  beforeLink?(place: Place, instance: Instance): void;
  /** Refuses a DELETE. */
  beforeDelete?(entry: Entry, removal: { instance: Instance; query: URLSearchParams }): void;
  /** Cleans up what a DELETE leaves elsewhere. */
  afterDelete?(entry: Entry, removal: { instance: Instance; query: URLSearchParams }): void;
  /** POST actions by lower-case name. */
  actions?: Readonly<Record<string, (entry: Entry, instance: Instance) => EmulatedAnswer>>;
}

/** One row of the table of kinds. */
export interface Kind {
  /** Names of the collections on the way, as the service spells them: apis/operations/policies. */
  readonly collections: string;
  /** What "... not found." calls it. */
  readonly noun: string;
  /** Properties without which a PUT is refused. */
  readonly required?: readonly string[];
  /** Writes that go on after the answer (facts 1.0). */
  readonly longRunning?: readonly ('PUT' | 'PATCH')[];
  /** Types without PATCH are named in facts 1.0. */
  readonly patch?: boolean;
  /** Belongs to the API, not to one of its revisions (facts 1.1). */
  readonly rootOnly?: boolean;
  /** A bare link to the item of that collection with the same name; its PUT takes no body. */
  readonly linksTo?: string;
  /** Also in workspaces (facts 1.2); what is broken there answers 500 for ever. */
  readonly inWorkspaces?: true | 'broken';
  /** Links of which the item GET is 405 and HEAD 204 (facts 1.0); tag assignments are not such. */
  readonly association?: boolean;
  /** A collection that is computed from others. */
  readonly view?: (instance: Instance, place: Place) => JsonObject[];
  /** The answer has no nextLink and is never paged (facts 1.0). */
  readonly unpaged?: boolean;
  /** GET of what is not there is 500, not 404 (facts 1.10, wikis). */
  readonly missingIsError?: boolean;
  /** May be listed, but nothing of it is emulated yet. */
  readonly listedOnly?: boolean;
  readonly behaviour?: Behaviour;
}
