import { grouped } from './grouped.ts';
import { type Json, isList, isObject, textAt, valueAt } from './json.ts';
import { childrenOf, kindNames, kindOf, type KindName } from './kinds/table.ts';
import { attributeValues, bracedNames, type LivePolicy, livePolicy } from './policy/references.ts';
import { keyOf, resourceId } from './resource-id.ts';
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

/** What a resource refers to, looked up among the wanted and the live ones. */
export function referencesIn(resource: Resource, wanted: Snapshot, live: Snapshot): readonly Reference[] {
  const { linksTo, namedAfter = linksTo, properties: rules } = kindOf(resource.id.kind);
  const ids = (rules?.references ?? []).flatMap((path) => textsAt(resource.properties, path.split('.')));
  const policy = livePolicy(resource.policy ?? '');
  return [
    ...(namedAfter === undefined ? [] : [byName(namedAfter, resource.id.name)]),
    ...ids.flatMap(byId),
    ...Object.entries(rules?.names ?? {}).flatMap(([path, kind]) =>
      textsAt(resource.properties, path.split('.')).map((text) => byName(kind, lastName(text))),
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
  if (called === undefined) return [];
  if (called !== 'by display name') {
    return called
      .flatMap(({ element, attribute }) => attributeValues(policy, element, attribute))
      .map((name) => byName(kind, name));
  }
  const { confidential = [] } = kindOf(resource.id.kind).properties ?? {};
  const credentials = confidential.map((path) => valueAt(resource.properties, ...path.split('.')) ?? null);
  const certain = bracedNames([policy.text, JSON.stringify(credentials)].join());
  // Braces in a description or in a Liquid template need not be meant for a named value.
  const possible = bracedNames([policy.liquid, JSON.stringify(resource.properties)].join());
  const found = (name: string) => byDisplayName(kind, name, [wanted, live]);
  return [
    ...certain.map(found),
    ...possible
      .filter((name) => !certain.includes(name))
      .map(found)
      .filter(({ targets }) => targets.length > 0),
  ];
}

function byName(kind: KindName, name: string): Reference {
  return { kind, name, targets: [keyOf(resourceId(kind, name))] };
}

function byDisplayName(kind: KindName, name: string, snapshots: readonly Snapshot[]): Reference {
  const targets = snapshots.flatMap((one) => displayNames(one, kind).get(name.toLowerCase()) ?? []);
  return { kind, name, targets };
}

/** Computed once for each snapshot: thousands of policies ask. */
const known = new WeakMap<Snapshot, Map<KindName, ReadonlyMap<string, readonly string[]>>>();

/** Display names of a kind, in lower case -> keys of the resources that are called so. */
function displayNames(from: Snapshot, kind: KindName): ReadonlyMap<string, readonly string[]> {
  const ofKinds = known.get(from) ?? new Map<KindName, ReadonlyMap<string, readonly string[]>>();
  known.set(from, ofKinds);
  const before = ofKinds.get(kind);
  if (before !== undefined) return before;
  const named = [...from.resources.values()].filter(({ id }) => id.kind === kind);
  const nameOf = ({ properties }: Resource) => textAt(properties, 'displayName')?.toLowerCase() ?? '';
  const groups = [...grouped(named, nameOf)].map(
    ([name, resources]) => [name, resources.map(({ id }) => keyOf(id))] as const,
  );
  ofKinds.set(kind, new Map(groups));
  return new Map(groups);
}

/** "/backends/b" -> the backend b. Ids of kinds that are not in the table are for the service to check. */
function byId(id: string): readonly Reference[] {
  // Version sets had another name once (facts: apim-rest 1.3).
  const today = id.replace(/^\/api-version-sets\//i, '/apiVersionSets/');
  const { collection, name } = /^\/(?<collection>\w+)\/(?<name>[^/]+)$/.exec(today)?.groups ?? {};
  const kind = childrenOf(undefined).find(
    (one) => kindOf(one).azure.collection.toLowerCase() === collection?.toLowerCase(),
  );
  return kind === undefined || name === undefined ? [] : [byName(kind, name)];
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
