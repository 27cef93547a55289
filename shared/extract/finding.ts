/** Something that whoever reviews an extraction has to look at first. */
export interface Finding {
  /** What callers notice, what protects less than before or may do so, what more people can call. */
  readonly kind: 'breaking' | 'protection' | 'unclear' | 'reachable';
  /** The resource, for people: "API orders". */
  readonly of: string;
  /** "GET /orders loses validate-jwt" */
  readonly text: string;
}
