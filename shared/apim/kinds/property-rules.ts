import type { JsonObject } from '../json.ts';
import type { Wording } from '../wording.ts';
import type { KindName } from './table.ts';

/** Paths are dotted: "keyVault.lastStatus". */
export interface PropertyRules {
  /** Only the service writes them. */
  readonly readOnly?: readonly string[];
  /** Newer than the version of Azure's interface that is spoken: where it is not shown, nobody knows (facts: apim-rest 0). */
  readonly newer?: readonly string[];
  /** Said when writing and never shown again: not compared. */
  readonly writeOnly?: readonly string[];
  /** What the service fills in when nothing is said: saying it means the same as being silent. */
  readonly defaults?: JsonObject;
  /** Defaults that the service says or not, depending on how the thing was made: left out of files. */
  readonly unsaid?: JsonObject;
  /** Lists whose order means nothing. */
  readonly sets?: readonly string[];
  /** Texts that the service words its own way. */
  readonly wordings?: Readonly<Record<string, Wording>>;
  /** Values that the service takes and does not show. */
  readonly secret?: SecretRule;
  /** What is below keeps even nulls and what is empty: they mean something there, as in a JSON schema. */
  readonly opaque?: readonly string[];
  /** Below these, every text that is not just a named value's `{{name}}` is a secret, though the service shows it. */
  readonly confidential?: readonly string[];
  /** What callers say to reach it: another value breaks them. */
  readonly callersSay?: readonly string[];
  /** What belongs to the API though its revisions say it too: frozen on all but the current one (facts: apim-rest 3). */
  readonly sharedByRevisions?: readonly string[];
  /** Of these only one may be said (facts: apim-rest 1.13): an override that says one takes the other's place. */
  readonly either?: readonly [string, string];
  /** Hold ids of other resources of the same instance. */
  readonly references?: readonly string[];
  /** Hold names that an import invents, other ones each time: kept only where a person has chosen one. */
  readonly ofImports?: readonly string[];
  /** What the service makes up when nothing is said: written as an empty text, which says that there is none. */
  readonly madeUp?: readonly string[];
  /** Other ways to say the same, deep inside: folded before two sides are compared. */
  readonly folded?: (properties: JsonObject) => JsonObject;
  /** Hold names (or ids) of resources of these kinds. */
  readonly names?: Readonly<Record<string, KindName>>;
}

/** What a kind hides, where, and how it is found out. */
export interface SecretRule {
  /** Where the values are, or can be. */
  readonly paths: readonly string[];
  /** Whether this one hides them: told in the files or not, its values are no part of the open properties. */
  readonly hidden: (properties: JsonObject) => boolean;
  /**
   * The POST that reveals them; or the service keeps them in named values that it makes, and shows references to those;
   * or nobody is told.
   */
  readonly revealed: 'listValue' | 'listSecrets' | 'in named values' | 'never';
  /** Many have none: one can be made without, and one that is live keeps what the files do not say. */
  readonly optional?: 'the service makes it' | 'it may work without';
  /** What else than giving the value helps, for people. */
  readonly instead?: string;
}
