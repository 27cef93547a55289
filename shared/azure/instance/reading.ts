import type { JsonObject } from '../../apim/json.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import type { BelievedLinks } from './believed-links.ts';
import type { Edge } from './edge.ts';
import type { ExportSpecification } from './export-specification.ts';
import type { Entries } from './listed.ts';
import type { ReadLinks } from './read-links.ts';
import type { SeldomList } from './seldom-lists.ts';

/** What is to be read, and how. */
export interface ReadingTask extends Edge {
  readonly selection: Selection;
  readonly exportSpecification: ExportSpecification;
  readonly readLinks: ReadLinks;
}

/** The same, with what has been learned so far. */
export interface Reading extends ReadingTask {
  /** The lists that were asked for already. */
  readonly lists: Map<string, Promise<Entries>>;
  /** What may be there, and is looked for when all else was read. */
  readonly sought: ResourceId[];
  readonly seldom: SeldomList[];
  /** Views of the whole instance, and what they say of links. */
  readonly views: Map<string, Promise<readonly JsonObject[] | undefined>>;
  readonly believedLinks: Map<KindName, Promise<BelievedLinks>>;
}

/** A reading that has learned nothing yet. */
export function readingOf(task: ReadingTask): Reading {
  const maps = { lists: new Map(), views: new Map(), believedLinks: new Map() };
  return { ...task, ...maps, sought: [], seldom: [] };
}
