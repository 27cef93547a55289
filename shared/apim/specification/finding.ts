import type { Json } from '../json.ts';
import type { Silence } from './silences.ts';

/** Who sends what the changed part describes: callers, or the service that answers. */
export type Side = 'request' | 'response';

/** One thing that differs, before it is judged: what it was on the service, and what the document wants. */
export interface Fact {
  /** "operation", "parameter", "property", or a keyword of a schema: "type", "enum". */
  readonly of: string;
  /** Where, for people: "pet.name". */
  readonly at?: string;
  /** On the service; undefined: not there. */
  readonly before?: Json | undefined;
  /** In the document; undefined: not there. */
  readonly after?: Json | undefined;
  /** Present: the service says nothing, and may be silent about this. */
  readonly silence?: Silence | undefined;
}

/** A fact at its place in an operation. */
export interface Finding extends Fact {
  /** "parameter status", "response 200" */
  readonly part: string;
  readonly side: Side;
}
