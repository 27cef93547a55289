import { type Adoption, renaming } from '../apim/adoption.ts';
import { carriesItself, type Document } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { referencesIn } from '../apim/references.ts';
import { keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { gapAt, resourceAt, snapshot, type Snapshot, together } from '../apim/snapshot.ts';
import type { Desired } from './desired.ts';
import { readLive } from './read-live.ts';
import { exactly } from './scope.ts';
import { numbering } from './settle-revisions.ts';

/** What was chosen and what it hangs on, by the names of the instance, and what the instance has of it. */
export interface Chosen {
  readonly wanted: Snapshot;
  readonly live: Snapshot;
  readonly adoptions: readonly Adoption[];
  /** Keys of what is compared: the rest of `wanted` is only looked at. */
  readonly chosen: ReadonlySet<string>;
}

/**
 * Reads what the chosen resources are compared with. What they refer to or live in, and the files have, must be there:
 * where the instance has lost it, it is chosen too.
 */
export async function compareChosen(
  {
    desired,
    keys,
    gone,
  }: { desired: Desired; keys: ReadonlySet<string> | undefined; gone: ReadonlyMap<string, Document> },
  instance: Instance,
): Promise<Chosen> {
  const { resources } = desired.snapshot;
  const chosen = new Set(keys ?? resources.keys());
  for (;;) {
    const context = contextOf(chosen, gone, desired.snapshot);
    const { wanted, live: named, adoptions } = await readLive(context, instance);
    const renamed = renaming(adoptions);
    const keyNow = (id: ResourceId) => keyOf(renamed(id));
    const numbered = numbering(desired.documents, named);
    const live = await withNumbered(wanted, named, numbered, instance);
    const lost = [...context.resources.values()].filter(
      ({ id }) => !chosen.has(keyOf(id)) && isMissing(numbered(renamed(id)), live),
    );
    if (lost.length === 0) {
      const ids = [...context.resources.values()].filter(({ id }) => chosen.has(keyOf(id)));
      return { wanted, live, adoptions, chosen: new Set(ids.map(({ id }) => keyNow(id))) };
    }
    for (const { id } of lost) chosen.add(keyOf(id));
  }
}

/** With the revisions that the files mean and do not number: under the number that they would have, nothing was found. */
async function withNumbered(
  wanted: Snapshot,
  live: Snapshot,
  numbered: (id: ResourceId) => ResourceId,
  instance: Instance,
): Promise<Snapshot> {
  const others = [...wanted.resources.values()].map(({ id }) => numbered(id));
  const more = others.filter((id) => !wanted.resources.has(keyOf(id)));
  return more.length === 0 ? live : together(live, await instance.read(exactly(more)));
}

/**
 * The chosen ones, what they live in, what they refer to, and what the things that went lived in. With a revision its
 * operations that no specification can say: an import of an earlier run may have taken them away.
 */
function contextOf(
  chosen: ReadonlySet<string>,
  gone: ReadonlyMap<string, Document>,
  all: Snapshot,
): Snapshot {
  if (chosen.size === all.resources.size) return all;
  const own = [...all.resources].filter(([key]) => chosen.has(key)).map(([, resource]) => resource);
  const named = own.flatMap((resource) =>
    referencesIn(resource, all, snapshot([])).flatMap(({ targets }) => targets),
  );
  const around = [...own.map(({ id }) => id), ...[...gone.values()].map(({ id }) => id)];
  // Whether a revision that went is current in the instance is asked where the files have others of its API.
  const apis = new Set(
    [...gone.values()].flatMap(({ id: { kind, parent } }) =>
      kindOf(kind).naming === undefined || parent === undefined ? [] : [keyOf(parent)],
    ),
  );
  const besides = [...all.resources.values()].filter(
    ({ id }) =>
      (kindOf(id.kind).naming !== undefined && id.parent !== undefined && apis.has(keyOf(id.parent))) ||
      pathOf(id).some(
        (step) => carriesItself(step, all) && step.parent !== undefined && chosen.has(keyOf(step.parent)),
      ),
  );
  const ids = [...around.flatMap(pathOf), ...besides.map(({ id }) => id)];
  const keys = new Set([...chosen, ...named, ...ids.map(keyOf)]);
  return snapshot([...all.resources.values()].filter(({ id }) => keys.has(keyOf(id))));
}

function isMissing(id: ResourceId, live: Snapshot): boolean {
  return resourceAt(live, id) === undefined && gapAt(live, id) === undefined;
}
