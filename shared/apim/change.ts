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
export type ContentChange = Extract<Change, { kind: 'create' | 'update' }>;

/** Whether a change sends content. */
export function isWrite(change: Change): change is ContentChange {
  return change.kind === 'create' || change.kind === 'update';
}

/** Whether an update sends a specification because of what differs in it. */
export function differsInSpecification(change: Change): boolean {
  return change.kind === 'update' && change.differences.some(({ steps }) => steps[0] === 'specification');
}

/** Whether a change takes the resource away. */
export function isRemoval(change: Change): change is Removal {
  return change.kind === 'delete';
}

/** The key of the resource that a change is about. */
export function changeKey(change: Change): string {
  return keyOf(change.resource.id);
}
