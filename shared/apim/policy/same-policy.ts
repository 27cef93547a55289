import { Meanings, sameLineEnds } from './meaning.ts';
import type { PolicyFormat } from './policy-text.ts';
import { policyTree } from './policy-tree.ts';

/**
 * Whether two policies mean the same. Folded is only what a reader of XML cannot see, and API Management rewrites:
 * white space between tags and between attributes, line ends, the kind of quotes, `<a></a>` for `<a />`, `&gt;` for
 * `>` where no expression stands (facts: apim-rest 8). Text, values, expressions, the order of attributes and
 * comments count to the letter: the service keeps them all, so a comment that somebody changed is a change.
 */
export function samePolicy(left: string, right: string, rightFormat: PolicyFormat = 'rawxml'): boolean {
  // Most files differ from what is live in line ends only.
  if (rightFormat === 'rawxml' && bare(left) === bare(right)) return true;
  const meanings = new Meanings();
  const meant = policyTree(left, meanings);
  return meant !== undefined && meant.meaning === policyTree(right, meanings, rightFormat)?.meaning;
}

function bare(policy: string): string {
  return sameLineEnds(policy).replace(/\n$/, '');
}
