import { grouped } from './grouped.ts';
import { type Json, isList, isObject, textAt, valueAt } from './json.ts';
import { kindsIn } from './kinds-in.ts';
import { kindNames, kindOf, type KindName } from './kinds/table.ts';
import { linkOf } from './links.ts';
import { idAt } from './names.ts';
import { attributeValues, bracedNames, type LivePolicy, livePolicy } from './policy/references.ts';
import { isScope, keyOf, resourceId, type ResourceId, rootOf, scopeKey, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import type { Snapshot } from './snapshot.ts';

/** Something that has to be there before a resource can be written. */
export interface Reference {
  readonly kind: KindName;
  /** The name people used: an id, or the display name of a named value. */
  readonly name: string;
  /** Keys of the resources that it can mean; empty: nobody is called so. */
  readonly targets: readonly string[];
}

/**
 * What a resource refers to, looked up among the wanted and the live ones. In a workspace names mean what is in it:
 * policies, links and named values know nothing else (facts: apim-rest 1.2).
 */
export function referencesIn(resource: Resource, wanted: Snapshot, live: Snapshot): readonly Reference[] {
  const workspace = workspaceOf(resource.id);
  const { linksTo, namedAfter = linksTo, properties: rules } = kindOf(resource.id.kind);
  const ids = (rules?.references ?? []).flatMap((path) => textsAt(resource.properties, path.split('.')));
  const policy = livePolicy(resource.policy ?? '');
  return [
    ...(namedAfter === undefined ? [] : [besideOrByName(namedAfter, resource, workspace)]),
    ...ids.flatMap((id) => byId(id, workspace)),
    ...Object.entries(rules?.names ?? {}).flatMap(([path, kind]) =>
      textsAt(resource.properties, path.split('.')).map((text) => byName(kind, lastName(text), workspace)),
    ),
    ...kindNames.flatMap((kind) => callsOf(kind, resource, policy, wanted, live)),
  ];
}

function callsOf(
  kind: KindName,
  resource: Resource,
  policy: LivePolicy,
  wanted: Snapshot,
  live: Snapshot,
): readonly Reference[] {
  const { called } = kindOf(kind);
  const workspace = workspaceOf(resource.id);
  if (called === undefined) return [];
  if (called !== 'by display name') {
    return called
      .flatMap(({ element, attribute }) => attributeValues(policy, element, attribute))
      .map((name) => byName(kind, name, workspace));
  }
  const { confidential = [] } = kindOf(resource.id.kind).properties ?? {};
  const credentials = confidential.map((path) => valueAt(resource.properties, ...path.split('.')) ?? null);
  const certain = bracedNames([policy.text, JSON.stringify(credentials)].join());
  // Braces in a description or in a Liquid template need not be meant for a named value.
  const possible = bracedNames([policy.liquid, JSON.stringify(resource.properties)].join());
  const found = (name: string) => byDisplayName(kind, name, workspace, [wanted, live]);
  return [
    ...certain.map(found),
    ...possible
      .filter((name) => !certain.includes(name))
      .map(found)
      .filter(({ targets }) => targets.length > 0),
  ];
}

/** What lives in the same thing: a tag of the same API; or in the instance, or the same workspace. */
function besideOrByName(kind: KindName, resource: Resource, workspace: ResourceId | undefined): Reference {
  const { name, parent } = resource.id;
  const isBeside = parent !== undefined && kindOf(kind).parents.includes(parent.kind);
  if (!isBeside) return targetOf(kind, resource, workspace);
  return { kind, name, targets: [keyOf(resourceId(kind, name, parent))] };
}

function byName(kind: KindName, name: string, workspace: ResourceId | undefined): Reference {
  const scope = kindsIn(workspace).includes(kind) ? workspace : undefined;
  return { kind, name, targets: [keyOf(resourceId(kind, name, scope))] };
}

/** A link in a workspace that leads out of it says so itself (see links.ts). */
function targetOf(
  kind: KindName,
  { id, properties }: Resource,
  workspace: ResourceId | undefined,
): Reference {
  const link = linkOf(id);
  const leadsOut = link !== undefined && textAt(properties, link.property) !== undefined;
  return byName(kind, id.name, leadsOut ? undefined : workspace);
}

function byDisplayName(
  kind: KindName,
  name: string,
  workspace: ResourceId | undefined,
  snapshots: readonly Snapshot[],
): Reference {
  const called = nameKey(workspace, name);
  const targets = snapshots.flatMap((one) => displayNames(one, kind).get(called) ?? []);
  return { kind, name, targets };
}

/** Computed once for each snapshot: thousands of policies ask. */
const known = new WeakMap<Snapshot, Map<KindName, ReadonlyMap<string, readonly string[]>>>();

/** Display names of a kind, by nameKey -> keys of the resources that are called so. */
function displayNames(from: Snapshot, kind: KindName): ReadonlyMap<string, readonly string[]> {
  const ofKinds = known.get(from) ?? new Map<KindName, ReadonlyMap<string, readonly string[]>>();
  known.set(from, ofKinds);
  const before = ofKinds.get(kind);
  if (before !== undefined) return before;
  const named = [...from.resources.values()].filter(({ id }) => id.kind === kind);
  const nameOf = ({ id, properties }: Resource) =>
    nameKey(workspaceOf(id), textAt(properties, 'displayName') ?? '');
  const groups = [...grouped(named, nameOf)].map(
    ([name, resources]) => [name, resources.map(({ id }) => keyOf(id))] as const,
  );
  ofKinds.set(kind, new Map(groups));
  return new Map(groups);
}

/** Equal for names that mean the same: without regard to case, in the same workspace. */
function nameKey(workspace: ResourceId | undefined, name: string): string {
  return `${scopeKey(workspace)} ${name.toLowerCase()}`;
}

/**
 * "/backends/b" -> the backend b, in a workspace its own one or that of the instance; "/workspaces/sales/backends/b" ->
 * that one. "/apis/a/operations/o" -> the API a. Ids of kinds that are not in the table are for the service to check.
 */
function byId(id: string, workspace: ResourceId | undefined): readonly Reference[] {
  // Version sets had another name once (facts: apim-rest 1.3).
  const today = id.replace(/^((?:\/workspaces\/[^/]+)?)\/api-version-sets\//i, '$1/apiVersionSets/');
  const deep = idAt(today, () => '1');
  if (deep === undefined || isScope(deep)) return [];
  const found = rootOf(deep);
  const own =
    workspace === undefined || workspaceOf(found) !== undefined ? found : { ...found, parent: workspace };
  // An operation with a file of its own is written after its API.
  return [{ kind: found.kind, name: found.name, targets: [...new Set([own, found, deep].map(keyOf))] }];
}

/** "/certificates/c" or just "c" -> "c" */
function lastName(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function textsAt(value: Json | undefined, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  const [step, ...rest] = path;
  if (step !== undefined) return isObject(value) ? textsAt(valueAt(value, step), rest) : [];
  return typeof value === 'string' ? [value] : [];
}
