import { everything, type Selection } from '../apim/selection.ts';
import type { Gap } from '../apim/snapshot.ts';
import { type Coverage, coverageFile } from '../artifacts/coverage-file.ts';
import { readFilter } from '../configuration/filter.ts';

/** What a folder knows of an instance: what is missing in it is absent only inside of that (promise 8). */
export interface Held {
  readonly gaps: readonly Gap[];
  readonly within?: Selection;
}

/**
 * A folder that says nothing of its coverage is the whole truth. A thing is known where one single filter took it: of a
 * link between what one pipeline extracts and what another one does, neither knows. Throws INVALID_FILE.
 */
export function heldBy(coverage: Coverage | undefined): Held {
  if (coverage === undefined) return { gaps: [] };
  const taken = coverage.filters.map((filter): Selection =>
    Object.keys(filter).length === 0 ? everything : readFilter(JSON.stringify(filter), coverageFile),
  );
  return {
    gaps: coverage.missing,
    within: {
      concerns: (kind, workspace) => taken.some((one) => one.concerns(kind, workspace)),
      includes: (id) => taken.some((one) => one.includes(id)),
    },
  };
}
