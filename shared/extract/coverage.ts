import type { Gap } from '../apim/snapshot.ts';
import { coverageAfter, coverageFile, type Missing, renderCoverage } from '../artifacts/coverage-file.ts';
import type { Existing } from '../artifacts/merge.ts';
import type { Filter } from '../configuration/filter.ts';

/**
 * Brings the coverage file of a folder up to date. A folder that is whole needs none: it gets one as soon as a filter
 * restricts it or something is left out, and keeps it from then on.
 */
export function keepCoverage(
  { draft, artifacts }: Existing,
  filter: Filter | undefined,
  gaps: readonly Gap[],
): void {
  const { coverage, ignores } = artifacts;
  const isWhole = filter === undefined && !gaps.some(({ why }) => why === 'withheld' || why === 'incomplete');
  if (ignores(coverageFile) || (coverage === undefined && isWhole)) return;
  const concerns = ({ of, in: scope }: Missing): boolean => {
    if (filter === undefined) return true;
    if (typeof of !== 'string') return filter.includes(of);
    return scope === undefined ? filter.concerns(of) : filter.includes(scope);
  };
  draft.write(coverageFile, renderCoverage(coverageAfter(coverage, filter?.said ?? {}, gaps, concerns)));
}
