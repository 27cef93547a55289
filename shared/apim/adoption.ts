import { changeAt, relativeId } from './canonical.ts';
import { grouped } from './grouped.ts';
import { type Json, type JsonObject, textAt } from './json.ts';
import { kindOf } from './kinds/table.ts';
import { idAt, relativePathOf } from './names.ts';
import { keyOf, resourceId, type ResourceId, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { gapAt, resourceAt, snapshot, type Snapshot } from './snapshot.ts';

/** One thing that two snapshots call by different names. */
export interface Adoption {
  /** As the snapshot called it. */
  readonly own: ResourceId;
  /** As the other one does. */
  readonly other: ResourceId;
}

export interface Adopted {
  /** The snapshot with the names of the other one: what lives in an adopted thing and what refers to it follow. */
  readonly snapshot: Snapshot;
  readonly adoptions: readonly Adoption[];
}

/**
 * Takes over the names of another snapshot where it has the same thing under another one: display names are unique in
 * an instance, so a named value `key` called "Key" is the one that the instance has as `65f0c1`. Making another would
 * be refused. Only where exactly one thing of the other snapshot can be meant, and nothing here has its name already.
 */
export function adopted(from: Snapshot, other: Snapshot): Adopted {
  const adoptions = adoptionsOf(from, other);
  if (adoptions.length === 0) return { snapshot: from, adoptions };
  const names = new Map(adoptions.map((one) => [keyOf(one.own), one.other]));
  const resources = [...from.resources.values()].map((resource) => renamed(resource, names));
  const gaps = from.gaps.map((gap) =>
    typeof gap.of === 'string' ? gap : { ...gap, of: renamedId(gap.of, names) },
  );
  return { snapshot: snapshot(resources, gaps, from.within), adoptions };
}

/** The same renaming for single ids, of things that stood beside those of the snapshot once. */
export function renaming(adoptions: readonly Adoption[]): (id: ResourceId) => ResourceId {
  const names = new Map(adoptions.map((one) => [keyOf(one.own), one.other]));
  return (id) => renamedId(id, names);
}

type NewNames = ReadonlyMap<string, ResourceId>;

function adoptionsOf(from: Snapshot, other: Snapshot): readonly Adoption[] {
  const mine = withIdentity(from).filter(
    ({ id }) => resourceAt(other, id) === undefined && gapAt(other, id) === undefined,
  );
  if (mine.length === 0) return [];
  const free = withIdentity(other).filter(({ id }) => resourceAt(from, id) === undefined);
  const candidates = grouped(free, (resource) => identityOf(resource).toLowerCase());
  const claims = grouped(mine, (resource) => identityOf(resource).toLowerCase());
  return mine.flatMap((resource) => {
    const identity = identityOf(resource);
    const alike = candidates.get(identity.toLowerCase()) ?? [];
    const exact = alike.filter((one) => identityOf(one) === identity);
    const [found, ...more] = exact.length === 0 ? alike : exact;
    const isContested = (claims.get(identity.toLowerCase()) ?? []).length > 1;
    if (found === undefined || more.length > 0 || isContested) return [];
    return [{ own: resource.id, other: found.id }];
  });
}

function withIdentity({ resources }: Snapshot): readonly Resource[] {
  return [...resources.values()].filter(({ id, properties }) => {
    const identity = identityIn(id, properties);
    return identity.length > 0 && !identity.includes('');
  });
}

/** Equal for the same thing, whatever it is called: its kind, where it lives, and what is unique there. */
function identityOf({ id, properties }: Resource): string {
  const parent = id.parent === undefined ? '' : keyOf(id.parent);
  return JSON.stringify([parent, id.kind, ...identityIn(id, properties)]);
}

function identityIn({ kind }: ResourceId, properties: JsonObject): readonly string[] {
  const { sameAs = [] } = kindOf(kind);
  const paths = typeof sameAs === 'string' ? [sameAs] : sameAs;
  return paths.map((path) => textAt(properties, path) ?? '');
}

function renamed(resource: Resource, names: NewNames): Resource {
  const { properties: rules = {} } = kindOf(resource.id.kind);
  const properties = changeAt(resource.properties, rules.references, (value) =>
    renamedReference(value, names),
  );
  return { ...resource, id: renamedId(resource.id, names), properties };
}

function renamedId(id: ResourceId, names: NewNames): ResourceId {
  const known = names.get(keyOf(id));
  if (known !== undefined) return known;
  const { linksTo, namedAfter = linksTo } = kindOf(id.kind);
  // A description of a tag of an API is named after that, which is named after the tag.
  const named = namedAfter === undefined ? undefined : (kindOf(namedAfter).linksTo ?? namedAfter);
  const target =
    named === undefined ? undefined : names.get(keyOf(resourceId(named, id.name, workspaceOf(id))));
  const parent = id.parent === undefined ? undefined : renamedId(id.parent, names);
  return target === undefined && parent === id.parent
    ? id
    : resourceId(id.kind, target?.name ?? id.name, parent);
}

/** "/products/gold" -> "/products/65f0c1". */
function renamedReference(value: Json, names: NewNames): Json {
  if (typeof value !== 'string') return value;
  const id = idAt(relativeId(value), () => '1');
  const found = id === undefined ? undefined : names.get(keyOf(id));
  return found === undefined ? value : relativePathOf(found, () => '1');
}
