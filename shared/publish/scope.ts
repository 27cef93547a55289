import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { keyOf, pathOf, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
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
  const keys = new Set(resources.flatMap(({ id }) => withParents(id)));
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    // A display name is known only when the whole list is.
    includes: (id) => keys.has(keyOf(id)) || kindOf(id.kind).called === 'by display name',
    knows: (id) => keys.has(keyOf(id)),
    known: resources.map(({ id }) => id),
    onlyKnownLinks: true,
  };
}

/** Only these, by themselves: to read back what was written. */
export function exactly(ids: readonly ResourceId[]): Selection {
  const keys = new Set(ids.flatMap(withParents));
  const lists = new Set(ids.flatMap(listsOnTheWay));
  const isNamed = (id: ResourceId) => keys.has(keyOf(id));
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    includes: isNamed,
    knows: isNamed,
    known: ids,
    onlyKnownLinks: true,
  };
}

/** An operation policy is found only through the list of operations. */
function listsOnTheWay(id: ResourceId): readonly string[] {
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

function listOf(kind: KindName, workspace: ResourceId | undefined): string {
  return `${kind} ${scopeKey(workspace)}`;
}

function withParents(id: ResourceId): readonly string[] {
  return id.parent === undefined ? [keyOf(id)] : [keyOf(id), ...withParents(id.parent)];
}
