import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How many specifications are compared: each as written, with the service's wording of it. */
export const compared = { apis: 1000, operations: 15 };

/** What comparing them cost, reading included, in a process of its own. */
export interface ComparisonCost {
  readonly processorSeconds: number;
  readonly peakMebibytes: number;
}

/** Throws when one was not found the same. */
export function measureComparison(): ComparisonCost {
  const program = join(import.meta.dirname, 'compare-specifications.ts');
  const { apis, operations } = compared;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', program, String(apis), String(operations)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The comparison failed:\n${stderr}`);
  return JSON.parse(stdout) as ComparisonCost;
}
