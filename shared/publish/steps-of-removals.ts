import type { Removal } from '../apim/change.ts';
import { referencesIn } from '../apim/references.ts';
import { describe, keyOf, pathOf, type ResourceId, rootOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import type { Ordered, Outcome } from './apply.ts';
import { withLinksFirst } from './protected-first.ts';
import { locksOf } from './steps.ts';
import type { Step } from './steps.ts';

/** One delete, and which others come first. */
export interface RemovalStep extends Ordered {
  readonly removal: Removal;
}

/**
 * Deletes in reverse order of references: what refers to a thing goes before it, since the service refuses to delete
 * what is in use (facts: apim-rest 4.3). `before` holds all that was known of the instance and of the former files.
 */
export function stepsOfRemovals(
  removals: readonly Removal[],
  before: Snapshot,
): ReadonlyMap<string, RemovalStep> {
  const keys = new Map(removals.map((removal) => [keyOf(removal.resource.id), removal]));
  const needs = new Map([...keys.keys()].map((key) => [key, new Set<string>()]));
  for (const user of before.resources.values()) {
    const own = removedWith(user.id, keys);
    if (own === undefined) continue;
    for (const target of targetsOf(user, before, keys)) if (target !== own) needs.get(target)?.add(own);
  }
  const steps = new Map(
    [...keys].map(([key, removal]) => {
      const { id } = removal.resource;
      return [
        key,
        {
          id,
          removal,
          after: withoutCircle(key, needs),
          locks: locksOf({ ...removal.resource, current: true }),
        },
      ] as const;
    }),
  );
  return withLinksFirst(steps);
}

/**
 * Deletes that must not begin, because something that may still need them could not be written: a backend stays while
 * the policy that named it has not been replaced, and nothing goes from an API that could not be written.
 */
export function held(
  steps: ReadonlyMap<string, RemovalStep>,
  writes: ReadonlyMap<string, Step>,
  outcomes: ReadonlyMap<string, Outcome>,
  before: Snapshot,
): ReadonlyMap<string, Outcome> {
  const keys = new Map([...steps].map(([key, { removal }]) => [key, removal]));
  const failed = [...writes].filter(([key]) => outcomes.get(key)?.state !== 'done');
  const result = new Map<string, Outcome>();
  for (const [, { id, changes }] of failed) {
    const because = `${describe(id)}, which may need it, was not published`;
    const resources = changes.flatMap((change) =>
      change.kind === 'update' ? [change.live, change.resource] : [],
    );
    const needed = new Set(resources.flatMap((one) => targetsOf(one, before, keys)));
    for (const [key, step] of steps)
      if (needed.has(key) || keyOf(rootOf(step.id)) === keyOf(rootOf(id)))
        result.set(key, { state: 'not begun', because });
  }
  return result;
}

function targetsOf(
  resource: Resource,
  before: Snapshot,
  removals: ReadonlyMap<string, Removal>,
): readonly string[] {
  const named = referencesIn(resource, before, before).flatMap(({ targets }) => targets);
  return named.filter((target) => removals.has(target));
}

/** The delete that takes this resource along: its own, or that of something it lives in. */
function removedWith(id: ResourceId, removals: ReadonlyMap<string, Removal>): string | undefined {
  return pathOf(id)
    .map(keyOf)
    .find((key) => removals.has(key));
}

/** Things that refer to each other have no order: the service will say which of them it refuses. */
function withoutCircle(key: string, needs: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reaches = (from: string, seen: Set<string>): boolean => {
    if (from === key) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from) ?? [])].some((next) => reaches(next, seen));
  };
  return new Set([...(needs.get(key) ?? [])].filter((one) => !reaches(one, new Set())));
}
