import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { FilterFields } from './filter.ts';
import type { Instance } from './instance.ts';
import type { Json, JsonObject } from './json.ts';
import type { LinkKind } from './link.ts';
import type { ListOptions } from './list-options.ts';
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

/** A request that takes something away. */
interface Removal {
  readonly instance: Instance;
  readonly query: URLSearchParams;
}

/** A POST on a resource; the body is what came as JSON. */
export type Action = (entry: Entry, instance: Instance, body: JsonObject) => EmulatedAnswer;

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
  /** A PUT that answers something else than the contract. */
  answerPut?(entry: Entry, instance: Instance): EmulatedAnswer['body'];
  /** The name in the contract where it is not that of the path. */
  nameOf?(entry: Entry, instance: Instance): string;
  /** Leaves an item out of a list whose query does not want it. */
  isListed?(entry: Entry, view: { instance: Instance; query: URLSearchParams }): boolean;
  /** Refuses a link that is new. */
  beforeLink?(place: Place, instance: Instance): void;
  /** Refuses a DELETE. */
  beforeDelete?(entry: Entry, removal: Removal): void;
  /** Cleans up what a DELETE leaves elsewhere. */
  afterDelete?(entry: Entry, removal: Removal): void;
  /** POST actions by lower-case name. */
  actions?: Readonly<Record<string, Action>>;
  /** What is read by GET below it and is no collection, by lower-case name. */
  reads?: Readonly<Record<string, Action>>;
}

type Verb = 'HEAD' | 'PUT' | 'PATCH' | 'DELETE';

/** One row of the table of kinds. */
export interface Kind {
  /** Names of the collections on the way, as the service spells them: apis/operations/policies. */
  readonly collections: string;
  /** What "... not found." calls it. */
  readonly noun: string;
  /** The names that it may have (facts 1.0); any when absent. */
  readonly names?: RegExp;
  /** Also in workspaces (facts 1.2); what is broken there answers 500 for ever. */
  readonly inWorkspaces?: true | 'broken';
  /** The first version that has it; the emulator has nothing of what is newer than 2024-05-01 (facts 0). */
  readonly since?: string;
  /** Requests that it does not take (facts 1.1). */
  readonly without?: readonly Verb[];
  /** Writes that go on after the answer (facts 1.0). */
  readonly longRunning?: readonly ('PUT' | 'PATCH' | 'DELETE')[];
  /** POST actions that go on after the answer, by lower-case name (facts 1.0). */
  readonly longRunningActions?: readonly string[];
  /** Where If-Match must be sent, or means nothing (facts 1.0). */
  readonly ifMatch?: 'required' | 'ignored';
  /** A PATCH that is answered without a body (facts 1.0). */
  readonly patchStatus?: 204;

  /** Properties without which a PUT is refused. */
  readonly required?: readonly string[];
  /** The longest text that a property may have. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Properties with a closed set of values. */
  readonly oneOf?: Readonly<Record<string, readonly Json[]>>;
  /** What is there when a PUT leaves it out. */
  readonly defaults?: JsonObject;
  /** What only the service sets: taken without complaint, and not kept. */
  readonly readOnly?: readonly string[];
  /** What only a PUT that creates may set. */
  readonly immutable?: readonly string[];
  /** The refusal of a second one with the same displayName. */
  readonly unique?: string;
  /** Never shown by GET and lists, kept when a PUT omits them (facts 7). */
  readonly secrets?: readonly string[];
  /** What an answer shows as null; elsewhere null is dropped (facts 1.0). */
  readonly nulls?: readonly string[];

  /** What lists leave out (facts 1.0). */
  readonly listOmits?: readonly string[];
  /** The answer has no nextLink and is never paged (facts 1.0). */
  readonly unpaged?: boolean;
  /** Fields of its $filter (facts 1.0). */
  readonly filters?: FilterFields;
  /** What else its list can be asked (facts 1.0). */
  readonly options?: ListOptions;

  /** Belongs to the API, not to one of its revisions (facts 1.1). */
  readonly rootOnly?: boolean;
  /** A bare link to the item of that collection with the same name; its PUT takes no body. '' needs no item. */
  readonly linksTo?: string;
  /** Has the name of an item there, and goes with it. */
  readonly namedAfter?: string;
  /** Links of which the item GET is 405 and HEAD 204 (facts 1.0); tag assignments are not such. */
  readonly association?: boolean;
  /** A link with a name of its own; at service level another view of an association (facts 1.0). */
  readonly link?: LinkKind;
  /** A collection that is computed from others. */
  readonly view?: (instance: Instance, place: Place, query: URLSearchParams) => JsonObject[];
  /** GET of what is not there is 500, not 404 (facts 1.10, wikis). */
  readonly missingIsError?: boolean;
  /** Names that are no items, but have something below them (facts 1.18, managed). */
  readonly implied?: readonly string[];
  readonly behaviour?: Behaviour;
}
