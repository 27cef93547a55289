import type { JsonObject } from '../json.ts';
import type { Finding, Side } from './finding.ts';
import type { SchemaPair, SchemaPairs } from './schema-pairs.ts';
import type { SchemaWords } from './schema-words.ts';
import type { Silence } from './silences.ts';

/** Two documents on their way to a verdict. */
export interface Comparing {
  readonly wanted: DocumentSide;
  readonly live: DocumentSide;
  readonly pairs: SchemaPairs;
  /** What the service was heard to say anywhere: there its silence counts. */
  readonly heard: Set<Silence>;
  /** Names that several of the written operations would have, in lower case. */
  readonly collisions: ReadonlySet<string>;
}

export interface DocumentSide {
  /** In the words of OpenAPI 3. */
  readonly document: JsonObject;
  readonly words: SchemaWords;
}

/** Schemas that stand at this place; what they come to is known when all have been compared. */
interface SchemaUse {
  readonly part: string;
  readonly side: Side;
  readonly pair: SchemaPair;
}

export type Found = Finding | SchemaUse;
