import type { Difference } from './differences.ts';
import { keyOf } from './resource-id.ts';
import type { Resource } from './resource.ts';

/** What publishing will do to one resource, and why. A plan is a list of these: printed, applied, rendered. */
export type Change =
  | { readonly kind: 'create'; readonly resource: Resource }
  | {
      readonly kind: 'update';
      readonly resource: Resource;
      readonly live: Resource;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'keep'; readonly resource: Resource; readonly because: KeepReason };

export type KeepReason =
  /** The instance has it already, in other words perhaps. */
  | 'same'
  /** Hidden in the instance, not given in the files: what is live stays. */
  | 'secret not given'
  /** All that differs are parts of a specification that the service may have worded or dropped itself. */
  | 'service wording'
  /** This version cannot see whether the instance has it. */
  | 'not known';

/** The changes that send something. */
export function isWrite(change: Change): change is Exclude<Change, { kind: 'keep' }> {
  return change.kind !== 'keep';
}

export function changeKey(change: Change): string {
  return keyOf(change.resource.id);
}
