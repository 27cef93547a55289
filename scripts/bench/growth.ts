import type { Measurement } from './measured-job.ts';

/** What a job takes when there is much more of everything. */
export interface Growth {
  readonly name: string;
  /** Times the requests, divided by times the APIs. */
  readonly requests: number;
  /** The same of processor time. */
  readonly processor: number;
}

/** Of two runs of one job, on an instance and on one with so many times its APIs: both 1 is linear. */
export function growthOf(fewer: Measurement, more: Measurement, times: number): Growth {
  const growth = (of: (measurement: Measurement) => number) => of(more) / of(fewer) / times;
  return {
    name: more.name,
    requests: growth(({ requests }) => Object.values(requests).reduce((sum, one) => sum + one, 0)),
    processor: growth(({ processorSeconds }) => processorSeconds),
  };
}
