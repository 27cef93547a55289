/** A text in which a secret could be, and what is known of its place. */
export interface Piece {
  /** For people: "inbound > set-header Authorization > value". */
  readonly place: string;
  /** In the policy or specification, from 1. */
  readonly line?: number;
  readonly text: string;
  /** What kind of text: rules say which ones they are for. */
  readonly within: 'policy' | 'properties' | 'specification';
  /** The element of a policy that it is in, and the one round that. */
  readonly element?: string;
  readonly outer?: string;
  /** The attribute of the element that it is the value of. */
  readonly attribute?: string;
  /** What the text is the value of: the name of a header, a query parameter, a variable, a property. */
  readonly name?: string;
}
