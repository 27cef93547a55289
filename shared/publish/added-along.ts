import type { Change } from '../apim/change.ts';
import type { Document } from '../apim/documents.ts';
import { kindNames, kindOf } from '../apim/kinds/table.ts';
import { keyOf, resourceId, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { isUnfinished } from '../apim/unfinished.ts';
import type { Desired } from './desired.ts';
import type { Memory } from './memory.ts';
import type { Step } from './steps.ts';

/**
 * Links that the service makes of itself with a new thing, and that the files do not want: the administrators of a
 * product, the managed gateway for an API that the files give to a self-hosted one only (facts: apim-rest 1.12, 1.18).
 * Where the files do not know, none.
 */
export function addedAlong(created: ResourceId, files: Snapshot): readonly ResourceId[] {
  if (workspaceOf(created) !== undefined) return [];
  return kindNames.flatMap((kind): readonly ResourceId[] => {
    const { addedTo, parents } = kindOf(kind);
    if (addedTo?.to !== created.kind) return [];
    const [holder] = parents;
    const link =
      'name' in addedTo || holder === undefined
        ? resourceId(kind, 'name' in addedTo ? addedTo.name : created.name, created)
        : resourceId(kind, created.name, resourceId(holder, addedTo.holder));
    const isWanted = resourceAt(files, link) !== undefined || gapAt(files, link) !== undefined;
    const isInstead = 'name' in addedTo || hasOther(link, files);
    return isWanted || !isInstead ? [] : [link];
  });
}

/** The steps, those that make something new with the links that have to go. */
export function withAddedAlong(steps: ReadonlyMap<string, Step>, files: Snapshot): ReadonlyMap<string, Step> {
  return new Map(
    [...steps].map(([key, step]) => {
      const unwanted = step.changes.flatMap((change) => {
        const made = madeBy(change);
        return made === undefined ? [] : addedAlong(made, files);
      });
      return [key, unwanted.length === 0 ? step : { ...step, unwanted }];
    }),
  );
}

/** What a change makes; a run that was stopped in the midst of making an API has left it unfinished. */
function madeBy(change: Change): ResourceId | undefined {
  const { id } = change.resource;
  if (change.kind === 'create') return id;
  return change.kind === 'update' && isUnfinished(change.live.properties) ? id.parent : undefined;
}

/**
 * What a run that did not come to its end may have left of that: as if this repository had published it. Only of what
 * was in none of the files that were published whole; an API says itself that it is unfinished.
 */
export function leftAlong(
  memory: Memory | undefined,
  { documents, snapshot }: Desired,
): readonly (readonly [key: string, document: Document])[] {
  const taken = memory?.marker.taken?.commit;
  const before = memory?.formers.find(({ commit }) => commit === taken)?.documents;
  const begun = memory?.formers.filter(({ commit }) => commit !== taken) ?? [];
  return documents
    .filter(({ id }) => !before?.has(keyOf(id)) && begun.some((one) => one.documents.has(keyOf(id))))
    .flatMap(({ id }) => addedAlong(id, snapshot))
    .map((id) => [keyOf(id), { id, properties: {}, current: true }]);
}

/** Whether the files have such a link to the same thing in another holder. */
function hasOther(link: ResourceId, { resources }: Snapshot): boolean {
  const name = link.name.toLowerCase();
  return [...resources.values()].some(
    ({ id }) => id.kind === link.kind && id.name.toLowerCase() === name && keyOf(id) !== keyOf(link),
  );
}
