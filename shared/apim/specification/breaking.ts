import { isList, type Json, stableText } from '../json.ts';
import type { Finding, Side } from './finding.ts';

/** One way to break callers: what they send is no longer taken, or what they get is no longer what they read. */
export interface BreakingRule {
  readonly of: string;
  /** Both sides, when nothing is said. */
  readonly side?: Side;
  readonly when: (before: Json | undefined, after: Json | undefined) => boolean;
  readonly words: string;
}

type Test = BreakingRule['when'];

const removed: Test = (_, after) => after === undefined;
const added: Test = (before) => before === undefined;
const lower: Test = (before, after) =>
  typeof after === 'number' && (typeof before !== 'number' || after < before);
const higher: Test = (before, after) =>
  typeof after === 'number' && (typeof before !== 'number' || after > before);
const isSet: Test = (_, after) => after !== undefined;
const isTrue: Test = (_, after) => after === true;
const loses: Test = (before, after) => !isWithin(before ?? [], after);
const gains: Test = (before, after) => !isWithin(after ?? [], before);
const fewer: Test = (before, after) => lengthOf(after) < lengthOf(before) || before === undefined;
const more: Test = (before, after) => lengthOf(after) > lengthOf(before) || after === undefined;

/** Every rule; the first of several for one part that hold is told. */
export const breakingRules: readonly BreakingRule[] = [
  { of: 'operation', when: removed, words: 'operation removed' },
  { of: 'required parameter', when: added, words: 'required parameter added' },
  { of: 'required', side: 'request', when: isTrue, words: 'parameter now required' },
  { of: 'content type', side: 'request', when: removed, words: 'request type removed' },
  { of: 'content type', side: 'response', when: removed, words: 'response type removed' },
  { of: 'response', when: removed, words: 'response removed' },
  { of: 'header', side: 'response', when: removed, words: 'response header removed' },
  { of: 'type', side: 'request', when: (before, after) => !covers(after, before), words: 'type narrowed' },
  { of: 'type', side: 'response', when: (before, after) => !covers(before, after), words: 'type widened' },
  { of: 'format', side: 'request', when: isSet, words: 'format narrowed' },
  { of: 'format', side: 'response', when: (before) => before !== undefined, words: 'format changed' },
  {
    of: 'enum',
    side: 'request',
    when: (before, after) => after !== undefined && (before === undefined || loses(before, after)),
    words: 'enum value removed',
  },
  {
    of: 'enum',
    side: 'response',
    when: (before, after) => before !== undefined && (after === undefined || gains(before, after)),
    words: 'enum value added',
  },
  { of: 'property', side: 'response', when: removed, words: 'property removed' },
  { of: 'required properties', side: 'request', when: gains, words: 'property now required' },
  { of: 'required properties', side: 'response', when: loses, words: 'property no longer required' },
  { of: 'nullable', side: 'request', when: removed, words: 'null no longer taken' },
  { of: 'nullable', side: 'response', when: isTrue, words: 'null now possible' },
  { of: 'additionalProperties', side: 'request', when: isSet, words: 'unknown properties no longer taken' },
  { of: 'maximum', side: 'request', when: lower, words: 'limit narrowed' },
  { of: 'maxLength', side: 'request', when: lower, words: 'limit narrowed' },
  { of: 'maxItems', side: 'request', when: lower, words: 'limit narrowed' },
  { of: 'maxProperties', side: 'request', when: lower, words: 'limit narrowed' },
  { of: 'minimum', side: 'request', when: higher, words: 'limit narrowed' },
  { of: 'minLength', side: 'request', when: higher, words: 'limit narrowed' },
  { of: 'minItems', side: 'request', when: higher, words: 'limit narrowed' },
  { of: 'minProperties', side: 'request', when: higher, words: 'limit narrowed' },
  { of: 'exclusiveMinimum', side: 'request', when: isTrue, words: 'limit narrowed' },
  { of: 'exclusiveMaximum', side: 'request', when: isTrue, words: 'limit narrowed' },
  { of: 'uniqueItems', side: 'request', when: isTrue, words: 'items must now differ' },
  { of: 'multipleOf', side: 'request', when: isSet, words: 'multiple narrowed' },
  { of: 'pattern', side: 'request', when: isSet, words: 'pattern narrowed' },
  { of: 'not', side: 'request', when: isSet, words: 'exclusion added' },
  { of: 'oneOf', side: 'request', when: fewer, words: 'alternative removed' },
  { of: 'anyOf', side: 'request', when: fewer, words: 'alternative removed' },
  { of: 'oneOf', side: 'response', when: more, words: 'alternative added' },
  { of: 'anyOf', side: 'response', when: more, words: 'alternative added' },
  { of: 'allOf', side: 'request', when: more, words: 'condition added' },
  { of: 'allOf', side: 'response', when: fewer, words: 'condition removed' },
];

/** Why callers of what is live would notice: "type narrowed: age (request body)"; undefined: they need not. */
export function breakingWords({ of, part, side, at = '', before, after }: Finding): string | undefined {
  const rule = breakingRules.find(
    (one) => one.of === of && (one.side ?? side) === side && one.when(before, after),
  );
  if (rule === undefined) return undefined;
  const what = at === '' || part.endsWith(at) ? rule.words : `${rule.words}: ${at}`;
  return part === '' ? what : `${what} (${part})`;
}

function isWithin(inner: Json, outer: Json | undefined): boolean {
  const known = new Set(isList(outer) ? outer.map(stableText) : []);
  return isList(inner) && inner.every((one) => known.has(stableText(one)));
}

/** Whether a type takes all that another says; no type takes everything. */
function covers(wide: Json | undefined, narrow: Json | undefined): boolean {
  return wide === undefined || wide === narrow || (wide === 'number' && narrow === 'integer');
}

function lengthOf(value: Json | undefined): number {
  return isList(value) ? value.length : 0;
}
