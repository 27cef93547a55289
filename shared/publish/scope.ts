import { isSeldomListed } from '../apim/api-type.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { keyOf, pathOf, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { knowledgeOf, type Selection } from '../apim/selection.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * What has to be read of the instance to publish these resources: them, what they live in, and the lists that can
 * answer whether something they refer to is there.
 */
export function scopeOf(wanted: Snapshot): Selection {
  const resources = [...wanted.resources.values()];
  const own = resources.flatMap(({ id }) => listsOnTheWay(id));
  const elsewhere = resources.flatMap((resource) =>
    referencesIn(resource, wanted, snapshot([]))
      .filter(({ targets }) => !targets.some((target) => wanted.resources.has(target)))
      .flatMap((one) => listsFor(one, workspaceOf(resource.id))),
  );
  const lists = new Set([...own, ...elsewhere]);
  const files = { ...knowledgeOf(resources.map(({ id }) => id)), seldomListed: seldomListedIn(resources) };
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    // A display name is known only when the whole list is.
    includes: (id) => files.has(id) || kindOf(id.kind).called === 'by display name',
    files,
    isClosed: true,
  };
}

/** Only these, by themselves: to read back what was written. */
export function exactly(ids: readonly ResourceId[], seldomListed: readonly ResourceId[] = []): Selection {
  const files = { ...knowledgeOf(ids), seldomListed };
  const lists = new Set(ids.flatMap(listsOnTheWay));
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    includes: files.has,
    files,
    isClosed: true,
  };
}

/** The APIs among these that lists may leave out. */
export function seldomListedIn(resources: readonly Resource[]): readonly ResourceId[] {
  return resources
    .filter(
      ({ id, properties }) => kindOf(id.kind).carriedBy === 'currentRevision' && isSeldomListed(properties),
    )
    .map(({ id }) => id);
}

/** All that is in the lists of these: in the instance, or in what they live in. */
export function listsOf(ids: readonly ResourceId[]): Selection {
  const lists = new Set(ids.map((id) => listOf(id.kind, workspaceOf(id))));
  const holders = ids.flatMap(({ parent }) => (parent === undefined ? [] : pathOf(parent)));
  const keys = new Set(holders.map(keyOf));
  const kinds = new Set(holders.map(({ kind }) => kind));
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)) || kinds.has(kind),
    includes: (id) => keys.has(keyOf(id)) || lists.has(listOf(id.kind, workspaceOf(id))),
  };
}

/** An operation policy is found only through the list of operations. */
export function listsOnTheWay(id: ResourceId): readonly string[] {
  return pathOf(id).map((step) => listOf(step.kind, workspaceOf(step)));
}

/** The lists that can answer whether what is referred to is there: links may lead out of a workspace. */
function listsFor({ kind, targets }: Reference, workspace: ResourceId | undefined): readonly string[] {
  const isInside = (key: string) => workspace === undefined || key.startsWith(`${keyOf(workspace)}/`);
  const scopes = [
    ...(targets.length === 0 || targets.some(isInside) ? [workspace] : []),
    ...(targets.every(isInside) ? [] : [undefined]),
  ];
  return scopes.map((scope) => listOf(kind, scope));
}

/** A list of one kind, in the instance itself or in one workspace. */
export function listOf(kind: KindName, workspace: ResourceId | undefined): string {
  return `${kind} ${scopeKey(workspace)}`;
}
