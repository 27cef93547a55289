import type { KindName } from './kinds/table.ts';
import { keyOf, pathOf, type ResourceId } from './resource-id.ts';

/** What a run is about. Nothing outside it is read for its own sake, taken for missing, written or removed. */
export interface Selection {
  /** Whether anything of this kind matters in the instance itself, or in that workspace: other lists need not be read. */
  readonly concerns: (kind: KindName, workspace?: ResourceId) => boolean;
  readonly includes: (id: ResourceId) => boolean;
  /** Only the revision of each API that is current; absent: all that are included. */
  readonly revisions?: 'current';
  /** What the files have; absent: nobody has looked. */
  readonly files?: Knowledge;
  /** Nothing that lives in something else is included that the files do not have: no need to look for more. */
  readonly isClosed?: true;
}

/** What the files have. */
export interface Knowledge {
  readonly ids: readonly ResourceId[];
  /** Whether they call something by this id, or by that of what it lives in. */
  readonly has: (id: ResourceId) => boolean;
  /** Whether they have something of the kind in this thing. */
  readonly hasAnyIn: (kind: KindName, parent: ResourceId) => boolean;
  /** APIs of theirs that lists may leave out: looked for by themselves too. */
  readonly seldomListed?: readonly ResourceId[];
}

/** What files have that hold these things. */
export function knowledgeOf(ids: readonly ResourceId[]): Knowledge {
  const steps = ids.flatMap(pathOf);
  const keys = new Set(steps.map(keyOf));
  const places = new Set(
    steps.flatMap(({ kind, parent }) => (parent === undefined ? [] : [`${kind} in ${keyOf(parent)}`])),
  );
  return {
    ids,
    has: (id) => keys.has(keyOf(id)),
    hasAnyIn: (kind, parent) => places.has(`${kind} in ${keyOf(parent)}`),
  };
}

/** No filter: all there is. */
export const everything: Selection = { concerns: () => true, includes: () => true };

/** All things of some kinds, in the instance and in these workspaces. */
export function allOf(isWanted: (kind: KindName) => boolean, workspaces: readonly ResourceId[]): Selection {
  const [keys, kinds] = [new Set(workspaces.map(keyOf)), new Set(workspaces.map(({ kind }) => kind))];
  return {
    concerns: (kind) => isWanted(kind) || kinds.has(kind),
    includes: (id) => isWanted(id.kind) || keys.has(keyOf(id)),
  };
}
