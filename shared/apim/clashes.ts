import { grouped } from './grouped.ts';
import { textAt } from './json.ts';
import { kindOf } from './kinds/table.ts';
import { keyOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import type { Snapshot } from './snapshot.ts';

/** Things of one snapshot that cannot be in one instance together. */
export interface Clash {
  readonly what: 'path' | 'display name';
  readonly value: string;
  readonly resources: readonly Resource[];
}

/**
 * Paths and display names that two things claim: of APIs, unless they are versions of one set (facts: apim-rest 1.3, 3),
 * and of the kinds whose display name is unique (1.10 to 1.13). Compared without regard to case, as the service does.
 */
export function clashesIn({ resources }: Snapshot): readonly Clash[] {
  const all = [...resources.values()];
  const apis = all.filter(({ id }) => kindOf(id.kind).carriedBy === 'currentRevision');
  // What several properties identify together is not refused a second time.
  const unique = all.filter(({ id }) => typeof kindOf(id.kind).sameAs === 'string');
  return [
    ...among(unique, 'display name', (one) => ({
      value: textAt(one.properties, String(kindOf(one.id.kind).sameAs)),
      inside: `${placeOf(one)} ${one.id.kind}`,
    })),
    ...among(apis, 'display name', (one) => ({
      value: textAt(one.properties, 'displayName'),
      inside: placeOf(one),
      family: textAt(one.properties, 'apiVersionSetId')?.toLowerCase(),
    })),
    // Versions of one set share their path, when they are different versions.
    ...among(apis, 'path', (one) => ({
      value: textAt(one.properties, 'path')?.replace(/^\/+|\/+$/g, ''),
      inside: placeOf(one),
      family: versionOf(one) === undefined ? undefined : familyOf(one),
      member: versionOf(one),
    })),
  ];
}

interface Claim {
  readonly value: string | undefined;
  /** Where it has to be unique. */
  readonly inside: string;
  /** Members of a family may claim the same. */
  readonly family?: string | undefined;
  /** ...unless they are the same member. */
  readonly member?: string | undefined;
}

function among(
  resources: readonly Resource[],
  what: Clash['what'],
  claimOf: (one: Resource) => Claim,
): readonly Clash[] {
  const claims = resources.flatMap((resource) => {
    const { value, ...rest } = claimOf(resource);
    return value === undefined ? [] : [{ resource, value, ...rest }];
  });
  const groups = grouped(claims, ({ inside, value }) => `${inside} ${value.toLowerCase()}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const clashing = group.filter((one) => group.some((other) => other !== one && !mayShare(one, other)));
    if (first === undefined || clashing.length === 0) return [];
    return [{ what, value: first.value, resources: clashing.map(({ resource }) => resource) }];
  });
}

function mayShare(left: Omit<Claim, 'value'>, right: Omit<Claim, 'value'>): boolean {
  if (left.family === undefined || left.family !== right.family) return false;
  return left.member === undefined || left.member !== right.member;
}

function familyOf({ properties }: Resource): string | undefined {
  return textAt(properties, 'apiVersionSetId')?.toLowerCase();
}

/** Of an API in a set; the one without a version is the original. */
function versionOf(one: Resource): string | undefined {
  return familyOf(one) === undefined ? undefined : (textAt(one.properties, 'apiVersion') ?? '').toLowerCase();
}

function placeOf({ id }: Resource): string {
  return id.parent === undefined ? '' : keyOf(id.parent);
}
