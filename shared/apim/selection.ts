import type { KindName } from './kinds/table.ts';
import type { ResourceId } from './resource-id.ts';

/** What a run is about. Nothing outside it is read for its own sake, taken for missing, written or removed. */
export interface Selection {
  /** Whether anything of this kind matters in the instance itself, or in that workspace: other lists need not be read. */
  readonly concerns: (kind: KindName, workspace?: ResourceId) => boolean;
  readonly includes: (id: ResourceId) => boolean;
  /** Only the revision of each API that is current; absent: all that are included. */
  readonly revisions?: 'current';
  /** Whether the files call something by this id: where the service has invented a name, theirs is preferred. */
  readonly knows?: (id: ResourceId) => boolean;
  /** What the files have: where a view of the instance does not name it, it is asked for by itself. */
  readonly known?: readonly ResourceId[];
  /** No link is included that is not known: what else leads to their targets need not be listed. */
  readonly onlyKnownLinks?: true;
}

export const everything: Selection = { concerns: () => true, includes: () => true };
