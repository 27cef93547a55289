import { kindOf } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * What the files have and refers to something that would be deleted: Azure would refuse the delete half-way, or take
 * a link along that the files want (facts: apim-rest 4.3). MISSING_REFERENCE.
 */
export function neededByFiles(
  roots: readonly ResourceId[],
  wanted: Snapshot,
  live: Snapshot,
): readonly TaskError[] {
  if (roots.length === 0) return [];
  const going = new Set(roots.map(keyOf));
  return [...wanted.resources.values()].flatMap((resource) =>
    referencesIn(resource, wanted, live)
      .filter((one) => leadsInto(one, going))
      .map((one) => needed(resource, one)),
  );
}

/** What stays, and what refers to it. */
export interface StillNeeded {
  readonly id: ResourceId;
  readonly by: ResourceId;
}

/**
 * Which of them stay, because something refers to them that no file has and that stays: the policy that every instance
 * is born with, a revision, what is outside of the filter.
 */
export function neededByOthers(
  roots: readonly ResourceId[],
  wanted: ReadonlySet<string>,
  live: Snapshot,
): readonly StillNeeded[] {
  const needing = new Map<string, ResourceId>();
  const going = new Set(roots.map(keyOf));
  const isGoing = ({ id }: Resource) => pathOf(id).some((step) => going.has(keyOf(step)));
  // The subscriptions of a product do not hold it: they go with it where that is allowed, see removals.ts.
  const others = [...live.resources.values()]
    .filter(({ id }) => !wanted.has(keyOf(id)) && kindOf(id.kind).ofConsumers === undefined)
    .map((resource) => ({ resource, references: referencesIn(resource, live, live) }))
    .filter(({ references }) => references.length > 0);
  for (let before = going.size + 1; going.size < before;) {
    before = going.size;
    for (const { resource, references } of others) {
      if (isGoing(resource)) continue;
      for (const { targets } of references.filter((one) => leadsInto(one, going)))
        for (const target of targets) if (going.delete(target)) needing.set(target, resource.id);
    }
  }
  return roots.flatMap((id) => {
    const by = needing.get(keyOf(id));
    return by === undefined ? [] : [{ id, by }];
  });
}

function leadsInto({ targets }: Reference, going: ReadonlySet<string>): boolean {
  return targets.length > 0 && targets.every((target) => going.has(target));
}

function needed({ id, file }: Resource, { kind, name }: Reference): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)} refers to ${kindOf(kind).words} ${name}, which is in no file and would be deleted. Nothing was written.`,
    remedy: 'Restore its files, or take the reference out too.',
    where: whereOf({ id, file }),
  });
}
