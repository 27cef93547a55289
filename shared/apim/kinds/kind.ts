import type { JsonObject } from '../json.ts';
import type { KindName } from './table.ts';

/** One row of the table: all that this project knows of one kind of thing in an instance. */
export interface Kind {
  /** For people, singular: "named value". */
  readonly words: string;
  /** What a resource of this kind can live in; empty: in the instance itself. */
  readonly parents: readonly KindName[];
  /** How its name reads inside `describe`; by default as it is. */
  readonly label?: (name: string) => string;
  readonly azure: AzurePlace;
  /** Where it lives in the layout of apiops v7 (facts: peers 1.2). Absent: it has no file of its own. */
  readonly files?: Files;
  /** The section of overrides and filters that names it (facts: peers 2.8, 3.5). */
  readonly section?: string;
  readonly properties?: PropertyRules;
  /** Its own name is the name of a resource of that kind: a link. */
  readonly linksTo?: KindName;
  /** How policies call it: in an attribute by its id, or as `{{display name}}`. */
  readonly called?: 'by display name' | { readonly element: string; readonly attribute: string };
  /** Made and kept by the service: never written to files, never published, never removed. */
  readonly builtIn?: (name: string, properties: JsonObject) => boolean;
  /** Carried by another resource: shares its file and its request. See documents.ts. */
  readonly carriedBy?: 'currentRevision' | 'specification';
  /** Files and Azure write the name with the parent's: "orders;rev=2", "orders" for the current one. */
  readonly naming?: 'revision suffix';
  /** Two writes that share a lock never run at the same time (facts: apim-rest 4.4). */
  readonly lock?: 'each' | 'kind';
}

export interface AzurePlace {
  /** The segment before the name: "namedValues". */
  readonly collection: string;
  /** How things are found: the list names them, or each possible one is asked for. */
  readonly found: 'by list' | 'by item';
  /** The entry in the list is not whole; the item must be read too. */
  readonly listIsPartial?: true;
  /** The body holds policy XML in `properties.value`, read with format=rawxml. */
  readonly policy?: true;
  /** The body can hold a specification, written by import and read by export. */
  readonly specification?: true;
  /** PUT without a body; there is no item to GET (405), HEAD says whether it is there. */
  readonly association?: true;
}

/** Paths below the artifacts folder; `{kind}` stands for the name of the resource or of the parent of that kind. */
export interface Files {
  readonly information?: string;
  /** What the information file of a link says; `$name` stands for its name. */
  readonly linkContent?: JsonObject;
  readonly policy?: string;
  /** Without extension: the syntax gives it. */
  readonly specification?: string;
}

/** Paths are dotted: "keyVault.lastStatus". */
export interface PropertyRules {
  /** Only the service writes them. */
  readonly readOnly?: readonly string[];
  /** Said when writing and never shown again: not compared. */
  readonly writeOnly?: readonly string[];
  /** What the service fills in when nothing is said: saying it means the same as being silent. */
  readonly defaults?: JsonObject;
  /** Defaults that the service says or not, depending on how the thing was made: left out of files. */
  readonly unsaid?: JsonObject;
  /** Lists whose order means nothing. */
  readonly sets?: readonly string[];
  /** The service hides the value at `path` when `hidden` says so; POST `action` reveals it. */
  readonly secret?: {
    readonly path: string;
    readonly hidden: (properties: JsonObject) => boolean;
    readonly action: string;
  };
  /** Below these, every text that is not just a named value's `{{name}}` is a secret, though the service shows it. */
  readonly confidential?: readonly string[];
  /** What belongs to the API though its revisions say it too: frozen on all but the current one (facts: apim-rest 3). */
  readonly sharedByRevisions?: readonly string[];
  /** Hold ids of other resources of the same instance. */
  readonly references?: readonly string[];
}
