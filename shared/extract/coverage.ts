import type { Document } from '../apim/documents.ts';
import { keyOf, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import type { Gap, Snapshot } from '../apim/snapshot.ts';
import { coverageAfter, coverageFile, type Missing, renderCoverage } from '../artifacts/coverage-file.ts';
import type { Existing } from '../artifacts/merge.ts';
import type { Filter } from '../configuration/filter.ts';

/** Brings the coverage file of a folder up to date: every folder that was extracted has one. */
export function keepCoverage(
  { draft, artifacts }: Existing,
  filter: Filter | undefined,
  gaps: readonly Gap[],
): void {
  const { coverage, ignores } = artifacts;
  if (ignores(coverageFile)) return;
  const concerns = ({ of, in: scope }: Missing): boolean => {
    if (filter === undefined) return true;
    if (typeof of !== 'string') return filter.includes(of);
    return scope === undefined ? filter.concerns(of) : filter.includes(scope);
  };
  draft.write(coverageFile, renderCoverage(coverageAfter(coverage, filter?.said ?? {}, gaps, concerns)));
}

/**
 * What of the gaps of a run is so of the folder, and what somebody misses. `files` are those before the run, `held` is
 * what the folder has after it.
 */
export function gapsOf(
  gaps: readonly Gap[],
  files: Snapshot,
  held: readonly Document[],
): { readonly ofFolder: readonly Gap[]; readonly told: readonly Gap[] } {
  const kinds = new Set(
    [...files.resources.values()].map(({ id }) => `${id.kind} ${scopeKey(workspaceOf(id))}`),
  );
  const isHeld = ({ of, in: workspace }: Gap) =>
    typeof of === 'string' && kinds.has(`${of} ${scopeKey(workspace)}`);
  const keys = new Set(held.map(({ id }) => keyOf(id)));
  // Whether a run looked at a revision says nothing of the folder, which may have it from another one.
  const isLeftOut = ({ of, why }: Gap) =>
    why !== 'not current' || typeof of === 'string' || !keys.has(keyOf(of));
  return {
    // A folder with backends holds them, whatever a list says today.
    ofFolder: gaps.filter((gap) => isLeftOut(gap) && (gap.why !== 'not offered here' || !isHeld(gap))),
    // What the tier lacks nobody misses, unless files have some: the coverage file names it.
    told: gaps.filter((gap) => gap.ofTier !== true || isHeld(gap)),
  };
}
