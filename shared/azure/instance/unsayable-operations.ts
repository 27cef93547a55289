import { type JsonObject, objectAt } from '../../apim/json.ts';
import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import { isSayable } from '../../apim/specification/sayable.ts';

/**
 * Which revisions have operations that no specification can say: an import takes those away (facts: apim-rest 2.1), so
 * they are put back after it. To know it saves a list before each import.
 */
export interface UnsayableOperations {
  /** Whether that revision has some; undefined: nobody has looked. */
  has(revision: ResourceId): boolean | undefined;
  /** These are all operations of the revision. */
  learn(revision: ResourceId, operations: readonly JsonObject[]): void;
  /** One of them has been written. */
  add(revision: ResourceId): void;
}

export function unsayableOperations(): UnsayableOperations {
  const known = new Map<string, boolean>();
  return {
    has: (revision) => known.get(keyOf(revision)),
    learn: (revision, operations) => {
      known.set(
        keyOf(revision),
        operations.some((one) => !isSayable(objectAt(one, 'properties'))),
      );
    },
    add: (revision) => known.set(keyOf(revision), true),
  };
}
