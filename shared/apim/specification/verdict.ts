/**
 * What comparing a written specification with the service's own comes to. *Cannot tell*: all that differs are parts
 * that the service is known to reword or to drop at times, so that nobody can say whether it took them.
 */
export type Verdict =
  | { readonly verdict: 'same' }
  | { readonly verdict: 'different'; readonly differences: readonly SpecificationDifference[] }
  | { readonly verdict: 'cannot tell'; readonly parts: readonly SpecificationDifference[] };

/** What publishing the written document would do to one part of what the service has. */
export interface SpecificationDifference {
  /** "operation GET /pets/{petId}", "type Pet", "message Order" */
  readonly subject: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** What of it, where it is changed: "summary", "parameter status", "response 200". */
  readonly what: readonly string[];
  /** Why callers of what is live would notice: "required parameter added: status". Empty: they need not. */
  readonly breaking: readonly string[];
}

/** "changed (summary, response 200); breaking: response removed: 404" */
export function inWords({ change, what, breaking }: SpecificationDifference): string {
  const parts = what.length === 0 ? change : `${change} (${what.join(', ')})`;
  return breaking.length === 0 ? parts : `${parts}; breaking: ${breaking.join(', ')}`;
}
