import { describe, keyOf, pathOf } from '../apim/resource-id.ts';
import type { Outcome } from './apply.ts';
import type { RemovalStep } from './steps-of-removals.ts';
import type { Step } from './steps.ts';
import type { Verified } from './verify.ts';

type Steps = ReadonlyMap<string, Step>;
type Removals = ReadonlyMap<string, RemovalStep>;
type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Releases and what opens new things, with what comes after them, and all other steps; deletes in revisions that are
 * released, and all other deletes.
 */
export function releasesApart(steps: Steps, removals: Removals) {
  const switching = new Map(
    [...steps].filter(([, { promotion, opens }]) => promotion !== undefined || opens !== undefined),
  );
  const isRelease = ([key, { after }]: readonly [string, Step]) =>
    switching.has(key) || [...after].some((one) => switching.has(one));
  const released = new Set([...switching.values()].map(({ id }) => keyOf(id)));
  const isInside = ([, { id }]: readonly [string, RemovalStep]) =>
    pathOf(id).some((step) => released.has(keyOf(step)));
  return {
    releases: new Map([...steps].filter(isRelease)),
    writes: new Map([...steps].filter((one) => !isRelease(one))),
    inside: new Map([...removals].filter(isInside)),
    rest: new Map([...removals].filter((one) => !isInside(one))),
  };
}

/** What was done before the releases, and how that went. */
export interface DoneBefore {
  readonly writes: Steps;
  readonly written: Outcomes;
  readonly removals: Removals;
  readonly removed: Outcomes;
  readonly checked: Pick<Verified, 'unlike' | 'errors'>;
}

/** Releases that must not begin: something of the API is not there, not as it was written, or there still. */
export function unready(releases: Steps, done: DoneBefore): Outcomes {
  return new Map(
    [...releases].flatMap(([key, step]) => {
      const because = missingBefore(step, done);
      if (because === undefined) return [];
      const so = step.opens !== undefined ? ', so it stays closed to callers' : '';
      return [[key, { state: 'not begun', because: because + so }] as const];
    }),
  );
}

function missingBefore(
  { id, after }: Step,
  { writes, written, removals, removed, checked: { unlike, errors } }: DoneBefore,
): string | undefined {
  const needed = [...writes].filter(([key]) => after.has(key));
  const isDone = (key: string, outcomes: Outcomes) => outcomes.get(key)?.state === 'done';
  const missing = needed.find(([key]) => !isDone(key, written));
  if (missing !== undefined) return `${describe(missing[1].id)} was not published`;
  const doubted = new Set(
    errors.flatMap(({ where }) => (where !== undefined && 'resource' in where ? where.resource : [])),
  );
  const unsure = needed.find(([key, step]) => unlike.has(key) || doubted.has(describe(step.id)));
  if (unsure !== undefined) return `${describe(unsure[1].id)} is not as it was written`;
  const left = [...removals].find(
    ([key, step]) => !isDone(key, removed) && pathOf(step.id).some((one) => keyOf(one) === keyOf(id)),
  );
  return left === undefined ? undefined : `${describe(left[1].id)} was not deleted`;
}
