/** Something that whoever reviews an extraction has to look at first. */
export interface Finding {
  /** A secret in clear, what callers notice, what protects less than before or may do so, what more people can call. */
  readonly kind: 'secret' | 'breaking' | 'protection' | 'unclear' | 'reachable';
  /** The resource, for people: "API orders". */
  readonly of: string;
  /** "GET /orders loses validate-jwt" */
  readonly text: string;
}
