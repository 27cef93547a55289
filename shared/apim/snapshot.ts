import type { KindName } from './kinds/table.ts';
import { keyOf, type ResourceId, scopeKey, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import type { Selection } from './selection.ts';

/** Why a snapshot does not know a resource, or all of a kind. */
export type NotKnown =
  | 'outside the filter'
  | 'not current'
  | 'made by the service'
  | 'of consumers'
  | 'not offered here'
  | 'withheld'
  | 'incomplete'
  | 'not in the folder';

/** Something that a snapshot cannot tell of: one resource with all that lives in it, or a whole kind. */
export interface Gap {
  readonly of: ResourceId | KindName;
  /** Of a kind: in that workspace. Absent: in the instance itself. */
  readonly in?: ResourceId;
  readonly why: NotKnown;
  /** No instance of this tier has it: nobody expects any. */
  readonly ofTier?: true;
  /** For people: what it is about, with a reason they can check. */
  readonly detail?: string;
}

/**
 * What is known of an instance or of a folder. A create or a delete follows only where both sides know
 * (design, section 3): what is missing from `resources` is absent only if `gapAt` finds no gap.
 */
export interface Snapshot {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly gaps: readonly Gap[];
  /** What a folder was extracted with: it knows nothing of what is outside. Absent: of everything. */
  readonly within?: Selection | undefined;
}

/** A snapshot of these resources, by their keys: of two with one key the last counts. */
export function snapshot(
  resources: Iterable<Resource>,
  gaps: readonly Gap[] = [],
  within?: Selection,
): Snapshot {
  const byKey = new Map([...resources].map((resource) => [keyOf(resource.id), resource]));
  return { resources: byKey, gaps, within };
}

/** The resource, whatever the case of its id; undefined: not there, or not known (`gapAt`). */
export function resourceAt(from: Snapshot, id: ResourceId): Resource | undefined {
  return from.resources.get(keyOf(id));
}

/** The reason why this snapshot cannot say whether the resource is there; undefined: it knows. */
export function gapAt(from: Snapshot, id: ResourceId): Gap | undefined {
  if (from.within?.includes(id) === false) return { of: id, why: 'not in the folder' };
  for (let here: ResourceId | undefined = id; here !== undefined; here = here.parent) {
    const { kind } = here;
    const key = keyOf(here);
    const workspace = scopeKey(workspaceOf(here));
    const gap = from.gaps.find(({ of, in: scope }) =>
      typeof of === 'string' ? of === kind && scopeKey(scope) === workspace : keyOf(of) === key,
    );
    if (gap !== undefined) return gap;
  }
  return undefined;
}

/** What a read passes by because it was told to. */
const leftOut: readonly NotKnown[] = ['outside the filter', 'not current'];

/** Both reads: what one of them knows is known. */
export function together(first: Snapshot, second: Snapshot): Snapshot {
  const resources = new Map([...first.resources, ...second.resources]);
  const open = ({ of, why }: Gap) =>
    !leftOut.includes(why) || typeof of === 'string' || !resources.has(keyOf(of));
  const more = second.gaps.filter(({ why }) => !leftOut.includes(why));
  return { resources, gaps: [...first.gaps.filter(open), ...more] };
}
