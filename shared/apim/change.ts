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
  | Removal
  | { readonly kind: 'keep'; readonly resource: Resource; readonly because: KeepReason };

/** A delete, as the instance has the resource now. */
export interface Removal {
  readonly kind: 'delete';
  readonly resource: Resource;
  /** What goes with it, in words: what lives in it, and what consumers have of it. */
  readonly cascade: readonly string[];
  /** What of its policy goes, with what protects less: "inbound: validate-jwt removed [weaker protection]". */
  readonly differences: readonly Difference[];
  /** Somebody allowed to take along what consumers have in it. */
  readonly withConsumers: boolean;
}

export type KeepReason =
  /** The instance has it already, in other words perhaps. */
  | 'same'
  /** Hidden in the instance, not given in the files: what is live stays. */
  | 'secret not given'
  /** All that differs are parts of a specification that the service may have worded or dropped itself. */
  | 'service wording'
  /** A release of a revision that is not the current one: making it would switch to that. */
  | 'other revision'
  /** Another revision is current than the files say, and publishing was not told to switch. */
  | 'other revision current'
  /** The files have a part of it only. */
  | 'not whole'
  /** This version cannot see whether the instance has it. */
  | 'not known';

/** The changes that send content. */
export function isWrite(change: Change): change is Extract<Change, { kind: 'create' | 'update' }> {
  return change.kind === 'create' || change.kind === 'update';
}

export function isRemoval(change: Change): change is Removal {
  return change.kind === 'delete';
}

export function changeKey(change: Change): string {
  return keyOf(change.resource.id);
}
