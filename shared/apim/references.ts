import { type Json, type JsonObject, isList, isObject, textAt, valueAt } from './json.ts';
import { childrenOf, kindNames, kindOf, type KindName } from './kinds/table.ts';
import { attributeValues, bracedNames, livePolicy } from './policy/references.ts';
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
  const { linksTo, properties: rules } = kindOf(resource.id.kind);
  const ids = (rules?.references ?? []).flatMap((path) => textsAt(resource.properties, path.split('.')));
  return [
    ...(linksTo === undefined ? [] : [byName(linksTo, resource.id.name)]),
    ...ids.flatMap(byId),
    ...kindNames.flatMap((kind) => callsOf(kind, resource, wanted, live)),
  ];
}

function callsOf(kind: KindName, resource: Resource, wanted: Snapshot, live: Snapshot): readonly Reference[] {
  const { called } = kindOf(kind);
  if (called === undefined) return [];
  const policy = livePolicy(resource.policy ?? '');
  if (called !== 'by display name') {
    return attributeValues(policy, called.element, called.attribute).map((name) => byName(kind, name));
  }
  const names = new Set([...bracedNames(policy.text), ...bracedNames(JSON.stringify(resource.properties))]);
  return [...names].map((name) => byDisplayName(kind, name, [wanted, live]));
}

function byName(kind: KindName, name: string): Reference {
  return { kind, name, targets: [keyOf(resourceId(kind, name))] };
}

function byDisplayName(kind: KindName, name: string, snapshots: readonly Snapshot[]): Reference {
  const isCalled = (properties: JsonObject) =>
    textAt(properties, 'displayName')?.toLowerCase() === name.toLowerCase();
  const all = snapshots.flatMap(({ resources }) => [...resources.values()]);
  const targets = all
    .filter(({ id, properties }) => id.kind === kind && isCalled(properties))
    .map(({ id }) => keyOf(id));
  return { kind, name, targets };
}

/** "/backends/b" -> the backend b. Ids of kinds that are not in the table are for the service to check. */
function byId(id: string): readonly Reference[] {
  const { collection, name } = /^\/(?<collection>\w+)\/(?<name>[^/]+)$/.exec(id)?.groups ?? {};
  const kind = childrenOf(undefined).find(
    (one) => kindOf(one).azure.collection.toLowerCase() === collection?.toLowerCase(),
  );
  return kind === undefined || name === undefined ? [] : [byName(kind, name)];
}

function textsAt(value: Json | undefined, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  const [step, ...rest] = path;
  if (step !== undefined) return isObject(value) ? textsAt(valueAt(value, step), rest) : [];
  return typeof value === 'string' ? [value] : [];
}
