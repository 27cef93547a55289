import { currentRevisionProperty, type Document, withCurrentNumber } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import type { Instance, Promotion } from '../apim/instance.ts';
import { textAt } from '../apim/json.ts';
import { kindOf, revisionKind } from '../apim/kinds/table.ts';
import { compareIds, describe, keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { gapAt, resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';
import { isUnfinished } from '../apim/unfinished.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Promotes } from './promote-revision.ts';
import { exactly } from './scope.ts';

/** An API whose current revision is another one in the instance than in the files. */
export interface OtherCurrent {
  readonly api: Resource;
  readonly live: string;
  readonly wanted: string;
}

/** A release that makes another revision current. */
export interface Switch extends OtherCurrent {
  readonly promotion: Promotion;
}

/** What the files want once it is settled which revisions they mean. */
export interface SettledRevisions {
  /** With the current revisions that the instance has until the very end. */
  readonly wanted: Snapshot;
  /** Releases to be made when everything else of the API is done. */
  readonly switches: readonly Switch[];
  /** Left as they are. */
  readonly kept: readonly OtherCurrent[];
  readonly problems: readonly TaskError[];
  /** The id of a revision that the files do not number, and of what lives in it, with the number that it has. */
  readonly numbered: (id: ResourceId) => ResourceId;
}

/**
 * Which revision is current is decided here, apart from what revisions contain: content goes into the revision that
 * the files name, whichever is current, and only a release at the end switches (facts: apim-rest 3). Files that do not
 * number an API's one revision mean the current one.
 */
export async function settleRevisions(
  files: { readonly snapshot: Snapshot; readonly documents: readonly Document[] },
  live: Snapshot,
  promotes: Promotes,
  instance: Instance,
): Promise<SettledRevisions> {
  const numbered = withNumbers(files.snapshot, files.documents, live);
  const { wanted, problems, names } = numbered;
  const apis = apisIn(wanted).filter(
    (id) => resourceAt(live, id) !== undefined || gapAt(live, id) === undefined,
  );
  const others = apis.flatMap((id) => otherCurrent(id, wanted, live));
  const resources = new Map(wanted.resources);
  for (const id of apis) {
    const found = resourceAt(live, id);
    // Its revisions are written with what belongs to the API: where the files do not say it, the instance does.
    if (found !== undefined && !resources.has(keyOf(id))) resources.set(keyOf(id), found);
  }
  for (const { api, live: number } of others) {
    resources.set(keyOf(api.id), withCurrentNumber(api, number));
    for (const one of await shellOf(api.id, number, wanted, instance)) resources.set(keyOf(one.id), one);
  }
  const switches = others.flatMap((one) => switchOf(one, promotes, live, resources));
  const switched = new Set(switches.map(({ api }) => keyOf(api.id)));
  return {
    wanted: snapshot(resources.values(), wanted.gaps, wanted.within),
    switches,
    kept: others.filter(({ api }) => !switched.has(keyOf(api.id))),
    problems,
    numbered: (id) => renamed(id, names),
  };
}

/** Every API that something is wanted of. */
function apisIn({ resources }: Snapshot): readonly ResourceId[] {
  const revisions = [...resources.values()].filter(({ id }) => kindOf(id.kind).naming !== undefined);
  const ids = revisions.flatMap(({ id }) => (id.parent === undefined ? [] : [id.parent]));
  return [...grouped(ids, keyOf).values()]
    .flatMap(([first]) => (first === undefined ? [] : [first]))
    .sort(compareIds);
}

function otherCurrent(id: ResourceId, wanted: Snapshot, live: Snapshot): readonly OtherCurrent[] {
  const [mine, theirs] = [resourceAt(wanted, id), resourceAt(live, id)];
  if (mine === undefined || theirs === undefined) return [];
  const [want, have] = [numberOf(mine), numberOf(theirs)];
  return want === have ? [] : [{ api: mine, live: have, wanted: want }];
}

function switchOf(
  one: OtherCurrent,
  promotes: Promotes,
  live: Snapshot,
  resources: ReadonlyMap<string, Resource>,
): readonly Switch[] {
  const id = revisionOf(one.api.id, one.live);
  const wanted = resources.get(keyOf(id));
  // Where the files do not have it, what is live stands among what is wanted.
  const standIn = resourceAt(live, id) ?? wanted;
  const isHalfMade = isUnfinished(standIn?.properties);
  if (!isHalfMade && !promotes(revisionOf(one.api.id, one.wanted))) return [];
  const notes = isHalfMade
    ? `Revision ${one.wanted} is published.`
    : `Revision ${one.wanted} becomes current instead of revision ${one.live}: so say the files that were published.`;
  const goes = isHalfMade && isUnfinished(wanted?.properties);
  return [{ ...one, promotion: { notes, ...(goes ? { removes: one.live } : {}) } }];
}

/**
 * What belongs to the API is written on its current revision: where the files do not have that one, with what it says
 * in the instance. Its specification is not anybody's business then.
 */
async function shellOf(
  api: ResourceId,
  number: string,
  wanted: Snapshot,
  instance: Instance,
): Promise<readonly Resource[]> {
  const id = revisionOf(api, number);
  if (resourceAt(wanted, id) !== undefined) return [];
  const found = resourceAt(await instance.read(exactly([id])), id);
  if (found === undefined) return [];
  const { specification: _, ...shell } = found;
  return [shell];
}

interface Numbered {
  readonly wanted: Snapshot;
  readonly problems: readonly TaskError[];
  readonly names: ReadonlyMap<string, ResourceId>;
}

/** A revision that the files do not number: they mean the one that is current in the instance, whichever that is. */
interface Silent {
  readonly id: ResourceId;
  readonly api: ResourceId;
  /** Of the current one, which is another than the files would have been taken for. */
  readonly number: string;
}

function silentIn(documents: readonly Document[], live: Snapshot): readonly Silent[] {
  return documents.flatMap(({ id, current, properties }) => {
    const isSilent = current && textAt(properties, currentRevisionProperty) === undefined;
    if (kindOf(id.kind).naming === undefined || id.parent === undefined || !isSilent) return [];
    const number = textAt(resourceAt(live, id.parent)?.properties, currentRevisionProperty) ?? id.name;
    return number === id.name ? [] : [{ id, api: id.parent, number }];
  });
}

/** The id of a revision that the files do not number, and of what lives in it, with the number that it has. */
export function numbering(documents: readonly Document[], live: Snapshot): (id: ResourceId) => ResourceId {
  const names = namesOf(silentIn(documents, live));
  return (id) => renamed(id, names);
}

function namesOf(silent: readonly Silent[]): ReadonlyMap<string, ResourceId> {
  return new Map(silent.map(({ id, api, number }) => [keyOf(id), revisionOf(api, number)]));
}

function withNumbers(wanted: Snapshot, documents: readonly Document[], live: Snapshot): Numbered {
  const silent = silentIn(documents, live);
  const clashing = silent.filter(
    ({ api, number }) => resourceAt(wanted, revisionOf(api, number)) !== undefined,
  );
  const names = namesOf(silent);
  if (silent.length === 0) return { wanted, problems: [], names };
  const numbers = new Map(silent.map(({ api, number }) => [keyOf(api), number]));
  const resources = [...wanted.resources.values()].map((resource) => {
    const number = numbers.get(keyOf(resource.id));
    return number === undefined
      ? { ...resource, id: renamed(resource.id, names) }
      : withCurrentNumber(resource, number);
  });
  return { wanted: snapshot(resources, wanted.gaps, wanted.within), problems: clashing.map(unclear), names };
}

function renamed(id: ResourceId, names: ReadonlyMap<string, ResourceId>): ResourceId {
  const known = names.get(keyOf(id));
  if (known !== undefined || id.parent === undefined) return known ?? id;
  const parent = renamed(id.parent, names);
  return parent === id.parent ? id : resourceId(id.kind, id.name, parent);
}

function unclear({ id, api, number }: { id: ResourceId; api: ResourceId; number: string }): TaskError {
  return new TaskError('REVISION_MISMATCH', {
    message: `${describe(id)}: its information file does not say which revision it is, and ${describe(revisionOf(api, number))}, the current one of the instance, has files of its own.`,
    remedy: 'Say "apiRevision" in the information file.',
    where: { resource: describe(id) },
  });
}

function numberOf(api: Resource): string {
  return textAt(api.properties, currentRevisionProperty) ?? '1';
}

function revisionOf(api: ResourceId, number: string): ResourceId {
  return resourceId(revisionKind(api.kind), number, api);
}
