import type { JsonObject } from '../json.ts';
import type { AzurePlace } from './azure-place.ts';
import type { PropertyRules } from './property-rules.ts';
import type { KindName } from './table.ts';

/** One row of the table: all that this project knows of one kind of thing in an instance. */
export interface Kind {
  /** For people, singular: "named value". */
  readonly words: string;
  /** What a resource of this kind can live in; empty: in the instance itself. */
  readonly parents: readonly KindName[];
  /**
   * It exists in workspaces too, as it is or as a link (facts: apim-rest 1.2). Absent: not there. What lives in the
   * instance itself then lives in the workspace itself; what lives in something lives there in the same.
   */
  readonly inWorkspaces?: true | LinkResource;
  /** It holds what an instance holds, under names of its own: a workspace. */
  readonly isScope?: true;
  /** How its name reads inside `describe`; by default as it is. */
  readonly label?: (name: string) => string;
  readonly azure: AzurePlace;
  /** Where it lives in each layout: see files.ts. Absent: it has no file of its own. */
  readonly files?: Files;
  /** The section of overrides and filters that names it (facts: peers 2.8, 3.5). */
  readonly section?: string;
  readonly properties?: PropertyRules;
  /** Its own name is the name of a resource of that kind: a link. */
  readonly linksTo?: KindName;
  /**
   * Of a link to an API: why callers reach the API through what holds the link; undefined where they do not. `words`
   * are the holder's for people: "product starter". See reachable.ts.
   */
  readonly opens?: (holder: { words: string; name: string; properties: JsonObject }) => string | undefined;
  /** What opens it to callers who could not reach it before, when it says so from now on. */
  readonly opensWith?: JsonObject;
  /** The other way round, of what callers can reach by itself as soon as it is there: see born-closed.ts. */
  readonly closedWith?: JsonObject;
  /**
   * The property (or properties together) that is the identity of a thing beside its name, unique among its kind: what has it under another
   * name is the same thing (facts: apim-rest 1.10 to 1.13). See adoption.ts.
   */
  readonly sameAs?: string | readonly string[];
  /** Its own name is the name of a resource of that kind, of which it says more. */
  readonly namedAfter?: KindName;
  /** How policies call it: in attributes by its id, or as `{{display name}}`. */
  readonly called?: 'by display name' | readonly PolicyAttribute[];
  /** Made and kept by the service: never written to files, never published, never removed. */
  readonly builtIn?: (name: string, properties: JsonObject) => boolean;
  /**
   * An instance, or what it lives in, has it from birth: never removed because no file names it, only because this
   * repository published it and does so no more (facts: apim-rest 8 Deletions).
   */
  readonly bornWith?: (name: string) => boolean;
  /** Nobody has changed what every instance is born with: extracted only where the files have it already. */
  readonly asBorn?: (name: string, properties: JsonObject) => boolean;
  /**
   * A link that the service makes of itself when the thing `to` is made: named so in it, or in that holder which no list
   * names (facts: apim-rest 1.12, 1.18). With `instead` it is meant to be there unless files name another such link.
   */
  readonly addedTo?: AddedTo<KindName>;
  /** Somebody who uses the APIs made it for himself: extracted only where the files have it already. */
  readonly ofConsumers?: (properties: JsonObject) => boolean;
  /** Why publishing leaves one alone; undefined: it does not. `currentRevision` is that of the API it belongs to. */
  readonly publishedOnlyIf?: (
    properties: JsonObject,
    context: { readonly currentRevision: string },
  ) => 'other revision' | undefined;
  /** Extracted, so that people see when it changes, and never published: why. */
  readonly onlyForReview?: string;
  /** Its name, where only one can be in what it lives in; a policy is called so by itself. */
  readonly onlyName?: string;
  /** Why no file can hold all that it is, and what helps; undefined: a file can. Such a thing is reported, not extracted. */
  readonly cannotBeKept?: (properties: JsonObject) => string | undefined;
  /** Carried by another resource: shares its file and its request. See documents.ts. */
  readonly carriedBy?: 'currentRevision' | 'specification';
  /**
   * Of what a specification carries: whether this one no specification can say. It has a file and a request of its own,
   * and of its kind only such ones are resources.
   */
  readonly carriesItself?: (properties: JsonObject) => boolean;
  /** Files and Azure write the name with the parent's: "orders;rev=2", "orders" for the current one. */
  readonly naming?: 'revision suffix';
  /** Two writes that share a lock never run at the same time (facts: apim-rest 4.4). */
  readonly lock?: 'each' | 'kind';
  /** While it is made it shares a lock with all that have the same value there (facts: apim-rest 4.4). */
  readonly lockWhenMade?: string;
}

type AddedTo<Name> =
  | { readonly to: Name; readonly name: string }
  | { readonly to: Name; readonly holder: string; readonly instead: true };

interface PolicyAttribute {
  readonly element: string;
  readonly attribute: string;
}

/**
 * How a link looks in a workspace, where there are no associations (facts: apim-rest 1.0, 1.2): a resource with a name
 * that means nothing. Its identity is what it leads from and to.
 */
export interface LinkResource {
  /** The segment before its name: "apiLinks". */
  readonly collection: string;
  /** The property with the id of where it leads: "apiId". */
  readonly property: string;
  /** The collection of where it leads: "apis". */
  readonly to: string;
  /** It is below what it is named after, and leads to what it lives in: tags/public/apiLinks for a tag of an API. */
  readonly heldByTarget?: true;
}

/** The tools whose folders users have: each spells some files in its own way (facts: peers 1.2 to 1.6). */
export type Layout = 'apiops v7' | 'apiops v6' | 'apiops v5' | 'apiops-cli';

/**
 * Where the parts of a resource are, in every spelling. All spellings are read; what is there is kept. The first one
 * that suits a folder is how a new file is called there, so the one of apiops v7 comes first.
 */
export interface Files {
  /** JSON, `{"properties": {...}}`; the file of a link. */
  readonly information?: readonly FileForm[];
  /** Policy XML. */
  readonly policy?: readonly FileForm[];
  /** Without extension: the format gives it. */
  readonly specification?: readonly FileForm[];
  /** All that lives in it, at any depth, is below this folder, spelled as in the instance: "workspaces/{workspace}". */
  readonly scope?: string;
}

/** One spelling. */
export interface FileForm {
  /**
   * Below the artifacts folder; `{kind}` stands for the name of the resource or of what it lives in, at any depth:
   * "apis/{apiRevision}/operations/{operation}/policy.xml".
   */
  readonly path: string;
  /** The layouts that write it so; absent: all of them. */
  readonly of?: readonly Layout[];
  /** What a new file of a link says; `$name` stands for its name. Reading it, only its place counts. */
  readonly content?: JsonObject;
  /**
   * One file for all links of that kind in one thing, `[{"name": "orders"}]`: the path has no name for the link. Kinds
   * that the path does not name either are keys of each entry: `[{"operation": "get", "name": "public"}]`.
   */
  readonly list?: true | readonly string[];
  /** The information file holds the policy too, in `properties.value`, and in `properties.format` how it is escaped. */
  readonly embedsPolicy?: true;
}

/** A part of the table. `Kind` speaks of KindName, which is computed from the rows: they are checked without that knot. */
export type Rows = Readonly<
  Record<
    string,
    Omit<Kind, 'parents' | 'linksTo' | 'namedAfter' | 'addedTo' | 'properties' | 'azure'> & {
      readonly azure: Omit<AzurePlace, 'onlyWith'> & { readonly onlyWith?: string };
      readonly parents: readonly string[];
      readonly linksTo?: string;
      readonly namedAfter?: string;
      readonly addedTo?: AddedTo<string>;
      readonly properties?: Omit<PropertyRules, 'names'> & {
        readonly names?: Readonly<Record<string, string>>;
      };
    }
  >
>;

/** The label of what is alone in where it lives: a policy. */
export const nameless = (): string => '';
