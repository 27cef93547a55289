import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparisonCost } from './comparison.ts';
import type { Growth } from './growth.ts';
import type { Measurement } from './measured-job.ts';
import type { Pace } from './pace.ts';
import type { StartUp } from './start-up.ts';

/** What may be spent, kept beside this file. */
interface Budget {
  readonly jobs: Readonly<
    Record<
      string,
      {
        /** At most so many of each; a method that is not named may not be used at all. */
        readonly requests: Readonly<Record<string, number>>;
        readonly seconds: number;
        readonly peakMebibytes: number;
      }
    >
  >;
  /** Of all the specifications that the benchmark compares. */
  readonly comparison: ComparisonCost;
  /** Times as long as an empty program. */
  readonly startUpRatio: number;
  /** Times the time that the buckets of ARM make necessary. */
  readonly paceRatio: number;
  /** Times what a straight line would give. */
  readonly growthRatio: number;
}

/** What was measured. */
export interface Spent {
  readonly jobs: readonly Measurement[];
  readonly startUps: readonly StartUp[];
  readonly comparison: ComparisonCost;
  /** Absent: it was not measured. */
  readonly pace: Pace | undefined;
  /** Empty: it was not measured. */
  readonly growth: readonly Growth[];
}

const budget = JSON.parse(readFileSync(join(import.meta.dirname, 'budget.json'), 'utf8')) as Budget;

/** What was spent beyond the budget, in words. */
export function overspent({ jobs, startUps, comparison, pace, growth }: Spent): readonly string[] {
  const late = startUps.filter(({ ratio }) => ratio > budget.startUpRatio);
  return [
    ...jobs.flatMap(overspentBy),
    ...overspentComparing(comparison),
    ...(pace === undefined || pace.ratio <= budget.paceRatio
      ? []
      : [`Throttled, it takes ${pace.ratio.toFixed(2)} times the least, not ${budget.paceRatio}.`]),
    ...growth.flatMap(({ name, requests, processor }) =>
      Math.max(requests, processor) <= budget.growthRatio
        ? []
        : [
            `${name}: ${requests.toFixed(2)} times the requests and ${processor.toFixed(2)} times the processor time of a straight line, not ${budget.growthRatio}.`,
          ],
    ),
    ...late.map(
      ({ task, ratio }) =>
        `${task} starts in ${ratio.toFixed(1)} times the time of an empty program, not ${budget.startUpRatio}.`,
    ),
  ];
}

function overspentComparing({ processorSeconds, peakMebibytes }: ComparisonCost): readonly string[] {
  const allowed = budget.comparison;
  const what = 'Comparing specifications';
  return [
    ...(processorSeconds <= allowed.processorSeconds
      ? []
      : [`${what}: ${processorSeconds.toFixed(1)} s of processor time, not ${allowed.processorSeconds}.`]),
    ...(peakMebibytes <= allowed.peakMebibytes
      ? []
      : [`${what}: ${peakMebibytes.toFixed(0)} MiB, not ${allowed.peakMebibytes}.`]),
  ];
}

function overspentBy({ name, requests, milliseconds, peakMebibytes }: Measurement): readonly string[] {
  const allowed = budget.jobs[name];
  if (allowed === undefined) return [`budget.json says nothing of "${name}".`];
  const many = Object.entries(requests).filter(([method, count]) => count > (allowed.requests[method] ?? 0));
  return [
    ...many.map(([method, count]) => `${name}: ${count} ${method}, not ${allowed.requests[method] ?? 0}.`),
    ...(milliseconds <= allowed.seconds * 1000
      ? []
      : [`${name}: ${(milliseconds / 1000).toFixed(1)} s, not ${allowed.seconds}.`]),
    ...(peakMebibytes <= allowed.peakMebibytes
      ? []
      : [`${name}: ${peakMebibytes.toFixed(0)} MiB, not ${allowed.peakMebibytes}.`]),
  ];
}
