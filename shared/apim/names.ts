import { kindOf, type KindName } from './kinds/table.ts';
import { pathOf, resourceId, type ResourceId } from './resource-id.ts';

/**
 * How files and Azure write ids: a name per kind on the way, and a revision together with its API,
 * "orders;rev=2", or bare "orders" when it is the current one.
 */
export type Names = Readonly<Partial<Record<KindName, string>>>;

/** The number of an API's current revision. */
export type CurrentRevision = (api: ResourceId) => string;

export function namesOf(id: ResourceId, current: CurrentRevision): Names {
  return Object.fromEntries(
    pathOf(id).map((step) => [
      step.kind,
      kindOf(step.kind).naming === undefined ? step.name : revisionName(step, current),
    ]),
  );
}

/** The id that the names mean. A kind without a name of its own is a policy, and is called so. */
export function idOf(kind: KindName, names: Names, current: CurrentRevision): ResourceId {
  const row = kindOf(kind);
  const name = names[kind] ?? 'policy';
  const [parentKind] = row.parents;
  if (row.naming === 'revision suffix' && parentKind !== undefined) {
    const { api, revision } = parseApiName(name);
    const parent = resourceId(parentKind, api);
    return resourceId(kind, revision ?? current(parent), parent);
  }
  return resourceId(kind, name, parentKind === undefined ? undefined : idOf(parentKind, names, current));
}

/** "orders;rev=2" -> the API's name, and the revision's number if one is named. */
export function parseApiName(name: string): { readonly api: string; readonly revision?: string } {
  const match = /^(?<api>.+);rev=(?<revision>\d+)$/i.exec(name);
  const { api, revision } = match?.groups ?? {};
  return api === undefined || revision === undefined ? { api: name } : { api, revision };
}

function revisionName(revision: ResourceId, current: CurrentRevision): string {
  const api = revision.parent ?? revision;
  return current(api) === revision.name ? api.name : `${api.name};rev=${revision.name}`;
}
