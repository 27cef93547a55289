import { parseApiName } from './api-name.ts';
import { kindsIn } from './kinds-in.ts';
import { kindNames, kindOf, type KindName, revisionKind } from './kinds/table.ts';
import { pathOf, resourceId, type ResourceId } from './resource-id.ts';

/**
 * How files and Azure write ids: a name per kind on the way, and a revision together with its API,
 * "orders;rev=2", or bare "orders" when it is the current one.
 */
export type Names = Readonly<Partial<Record<KindName, string>>>;

/** The number of an API's current revision. */
export type CurrentRevision = (api: ResourceId) => string;

/** How an id is written; `idOf` leads back. */
export function namesOf(id: ResourceId, current: CurrentRevision): Names {
  return Object.fromEntries(
    pathOf(id).map((step) => [
      step.kind,
      kindOf(step.kind).naming === undefined ? step.name : revisionName(step, current),
    ]),
  );
}

/**
 * The id that the names mean, in the workspace that they name. A kind without a name of its own is a policy, and is
 * called so.
 */
export function idOf(kind: KindName, names: Names, current: CurrentRevision): ResourceId {
  const row = kindOf(kind);
  const name = names[kind] ?? row.onlyName ?? 'policy';
  const [parentKind] = row.parents;
  if (row.naming === 'revision suffix' && parentKind !== undefined) {
    const { api, revision } = parseApiName(name);
    const parent = resourceId(parentKind, api, scopeIn(parentKind, names));
    return resourceId(kind, revision ?? current(parent), parent);
  }
  return resourceId(
    kind,
    name,
    parentKind === undefined ? scopeIn(kind, names) : idOf(parentKind, names, current),
  );
}

function scopeIn(kind: KindName, names: Names): ResourceId | undefined {
  const scope = kindNames.find((one) => kindOf(one).isScope === true && names[one] !== undefined);
  return scope === undefined || scope === kind ? undefined : resourceId(scope, names[scope] ?? '');
}

/** An id as Azure writes it, below its instance and not encoded: "/workspaces/sales/apis/orders/operations/getOrder". */
export function relativePathOf(id: ResourceId, current: CurrentRevision): string {
  return `/${segmentsOf(id, current).join('/')}`;
}

/** The segments of `relativePathOf`: a revision and its API are one, "orders;rev=2", in the collection of the API. */
export function segmentsOf(id: ResourceId, current: CurrentRevision): readonly string[] {
  const names = namesOf(id, current);
  const steps = pathOf(id);
  return steps.flatMap((step, at): readonly string[] => {
    const next = steps[at + 1];
    if (next !== undefined && kindOf(next.kind).naming !== undefined) return [];
    const holder = kindOf(step.kind).naming === undefined ? step : (step.parent ?? step);
    return [kindOf(holder.kind).azure.collection, names[step.kind] ?? step.name];
  });
}

/** The other way round; undefined for what is no such path, or has kinds on the way that are not in the table. */
export function idAt(path: string, current: CurrentRevision): ResourceId | undefined {
  const [start, ...segments] = path.split('/');
  if (start !== '' || segments.length === 0 || segments.length % 2 === 1) return undefined;
  let here: ResourceId | undefined;
  for (let at = 0; at < segments.length; at += 2) {
    const next = stepInto(here, segments[at] ?? '', segments[at + 1] ?? '', current);
    if (next === undefined) return undefined;
    here = next;
  }
  return here;
}

function stepInto(
  parent: ResourceId | undefined,
  collection: string,
  name: string,
  current: CurrentRevision,
): ResourceId | undefined {
  const isCurrent = parent !== undefined && kindOf(parent.kind).carriedBy === 'currentRevision';
  const from = isCurrent ? resourceId(revisionKind(parent.kind), current(parent), parent) : parent;
  const kind = kindsIn(from).find(
    (one) => kindOf(one).azure.collection.toLowerCase() === collection.toLowerCase(),
  );
  if (kind === undefined || name === '') return undefined;
  if (kindOf(kind).carriedBy !== 'currentRevision') return resourceId(kind, name, from);
  const { api, revision } = parseApiName(name);
  const id = resourceId(kind, api, from);
  return revision === undefined ? id : resourceId(revisionKind(kind), revision, id);
}

function revisionName(revision: ResourceId, current: CurrentRevision): string {
  const api = revision.parent ?? revision;
  return current(api) === revision.name ? api.name : `${api.name};rev=${revision.name}`;
}
