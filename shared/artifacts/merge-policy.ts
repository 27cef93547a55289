import { Meanings } from '../apim/policy/meaning.ts';
import { type PolicyTree, policyTree } from '../apim/policy/policy-tree.ts';
import { samePolicy } from '../apim/policy/same-policy.ts';
import type { MergedText } from './merged-text.ts';
import { policyEdits } from './policy-edits.ts';
import { edited } from './text-edit.ts';

/** Deeper than any policy that people write, and far from the end of the stack. */
const deepest = 200;

/**
 * The file with the smallest replacements after which it means what the live policy means: elements that did not
 * change keep their bytes, and so do the values of their neighbours, quotes, comments, white space and line ends.
 */
export function mergePolicy(file: string, live: string): MergedText {
  if (samePolicy(file, live)) return { text: file };
  const meanings = new Meanings();
  const [before, after] = [policyTree(file, meanings), policyTree(live, meanings)];
  const replaced = (replacedBecause: string): MergedText => ({ text: live, replacedBecause });
  if (before === undefined) return replaced('the file was not well-formed');
  if (after === undefined) return replaced('the live policy is not well-formed');
  if (Math.max(before.depth, after.depth) > deepest) return replaced('its elements are nested too deep');
  const text = merged(before, after);
  return samePolicy(text, live) ? { text } : replaced('it could not be merged into the file');
}

function merged(before: PolicyTree, after: PolicyTree): string {
  return edited(before.text, policyEdits(before, after));
}
