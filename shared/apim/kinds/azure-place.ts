import type { JsonObject } from '../json.ts';
import type { KindName } from './table.ts';

/** Where things of a kind are in Azure, and how they are found, read and deleted there. */
export interface AzurePlace {
  /** The segment before the name: "namedValues". */
  readonly collection: string;
  /**
   * How things are found: the list names them, each possible one is asked for, or, for links, what they lead to lists
   * those that lead to it.
   */
  readonly found: 'by list' | 'by item' | 'by links';
  /** That list: below the target of the links, with the id of where each begins. */
  readonly links?: { readonly collection: string; readonly property: string };
  /**
   * A list of the whole instance, which spares asking many things one by one. It is believed only as far as a run has
   * found it right: see sought-policies.ts, link-views.ts.
   */
  readonly view?: View;
  /** The service spells its names in capitals or not (facts: apim-rest 1.19): files have one spelling. */
  readonly nameCase?: 'lower';
  /** What files call a thing that some services have under an invented name, by its properties. */
  readonly portableName?: (properties: JsonObject) => string | undefined;
  /** There is none without something of that kind, in the same thing or in the instance: no need to ask. */
  readonly onlyWith?: KindName;
  /** Only APIs of that type have some: others need not be asked. */
  readonly onlyInApisOf?: string;
  /** Operations name those that matter by that property: see seldom-lists.ts. */
  readonly namedBy?: string;
  /** The entry in the list is not whole; the item must be read too. */
  readonly listIsPartial?: true;
  /** The body holds policy XML in `properties.value`, read with format=rawxml. */
  readonly policy?: true;
  /** The body can hold a specification, written by import and read by export. */
  readonly specification?: true;
  /** Asking for one that is not there is a 500 (facts: apim-rest 1.10, wikis): only lists are believed, at once. */
  readonly absentIsError?: true;
  readonly deletion?: Deletion;
  /** PUT without a body; there is no item to GET (405), HEAD says whether it is there. */
  readonly association?: true;
}

/** A list of the whole instance, and where an entry of it names what; paths are dotted. */
export interface View {
  readonly collection: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The id of the thing, or of what the link begins at: "properties.referencePolicyId". */
  readonly id: string;
  /** The id of where the link leads: "tag.id". */
  readonly target?: string;
  /** Where the entry lists all that links lead to: `target` is in each of those. */
  readonly targets?: string;
  /** Each revision has one of its own, that collection below it. */
  readonly ofRevision?: string;
}

/** What a DELETE has to say. */
interface Deletion {
  /** Always: an API goes with its revisions (facts: apim-rest 3). */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * What consumers have in it, which would be lost for good: a collection below it, also the name that the input
   * allowDeleteOf knows it by. The query is said where there is any; it has to be allowed where any of it is live.
   */
  readonly consumers?: {
    readonly collection: string;
    readonly query: Readonly<Record<string, string>>;
    readonly areLive: (name: string, properties: JsonObject) => boolean;
  };
}
