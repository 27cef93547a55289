import { circlesIn } from '../apim/circles.ts';
import { type Document, documentIdOf } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { referencesIn } from '../apim/references.ts';
import { describe, keyOf, pathOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';

/** A step, as far as it is a part of circles. */
interface Member {
  readonly document: Pick<Document, 'id' | 'file'>;
  readonly after: ReadonlySet<string>;
}

/**
 * CYCLE for each circle that one of the steps closes, whether or not the others are written too: none of them can be
 * first. Named in the order in which they need each other.
 */
export function circleErrors(
  steps: ReadonlyMap<string, Member>,
  files: Snapshot,
  live: Snapshot,
): readonly TaskError[] {
  const members = withReached(steps, files, live);
  const circles = circlesIn(members).filter((circle) => circle.some((key) => steps.has(key)));
  return circles.map((circle) => {
    const [first, ...others] = circle.flatMap((key) => members.get(key)?.document ?? []);
    const name = first === undefined ? '' : describe(first.id);
    const way = [name, ...others.map(({ id }) => describe(id)), name].join(' -> ');
    return new TaskError('CYCLE', {
      message: `These refer to each other in a circle, none of them can be first: ${way}.`,
      remedy: 'Break the circle: take one of the references out.',
      where: first?.file === undefined ? { resource: name } : { file: first.file },
    });
  });
}

/** The steps, and what of the files can be reached from them by references: only that is looked through. */
function withReached(
  steps: ReadonlyMap<string, Member>,
  files: Snapshot,
  live: Snapshot,
): ReadonlyMap<string, Member> {
  const all = [...files.resources.values()];
  const carrierOf = (resource: Resource) => documentIdOf(resource, files);
  const carried = grouped(all, (resource) => keyOf(carrierOf(resource)));
  // All is written: the steps know it already.
  if ([...carried.keys()].every((key) => steps.has(key))) return steps;
  const carrierAt = (target: string): readonly string[] => {
    const found = files.resources.get(target);
    return found === undefined ? [] : [keyOf(carrierOf(found))];
  };
  const members = new Map(steps);
  const reached = new Set(steps.keys());
  for (const key of reached) {
    const own = carried.get(key) ?? [];
    const [first] = own;
    if (first === undefined) continue;
    const needed = own.flatMap((resource) => [
      ...pathOf(resource.id).map(keyOf),
      ...referencesIn(resource, files, live).flatMap(({ targets }) => targets),
    ]);
    const step = steps.get(key);
    const after = new Set([...(step?.after ?? []), ...needed.flatMap(carrierAt)]);
    after.delete(key);
    members.set(key, { document: step?.document ?? { ...first, id: carrierOf(first) }, after });
    for (const one of after) reached.add(one);
  }
  return members;
}
