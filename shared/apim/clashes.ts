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

/** What one thing has and another one in the same instance cannot have. */
export interface Claim {
  readonly what: Clash['what'];
  readonly value: string;
  readonly resource: Resource;
  /** Where it has to be unique. */
  readonly inside: string;
  /** Members of a family may claim the same. */
  readonly family?: string | undefined;
  /** ...unless they are the same member. */
  readonly member?: string | undefined;
}

/**
 * Paths and display names that two things claim: of APIs, unless they are versions of one set (facts: apim-rest 1.3, 3),
 * and of the kinds whose display name is unique (1.10 to 1.13). Compared without regard to case, as the service does.
 */
export function clashesIn({ resources }: Snapshot): readonly Clash[] {
  const groups = grouped([...resources.values()].flatMap(claimsOf), claimKey);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const clashing = group.filter((one) => group.some((other) => other !== one && !mayShare(one, other)));
    if (first === undefined || clashing.length === 0) return [];
    const { what, value } = first;
    return [{ what, value, resources: clashing.map(({ resource }) => resource) }];
  });
}

/** Equal for claims to the same. */
export function claimKey({ what, inside, value }: Claim): string {
  return `${what} ${inside} ${value.toLowerCase()}`;
}

/** Whether both can have what they claim, being versions of one set. */
export function mayShare(left: Claim, right: Claim): boolean {
  if (left.family === undefined || left.family !== right.family) return false;
  return left.member === undefined || left.member !== right.member;
}

/** What a resource wants for itself alone; nothing for most kinds. */
export function claimsOf(resource: Resource): readonly Claim[] {
  const { sameAs, carriedBy } = kindOf(resource.id.kind);
  const inside = placeOf(resource);
  const claim = (what: Clash['what'], value: string | undefined, more: Partial<Claim>): readonly Claim[] =>
    value === undefined ? [] : [{ what, value, resource, inside, ...more }];
  // What several properties identify together is not refused a second time.
  if (typeof sameAs === 'string')
    return claim('display name', textAt(resource.properties, sameAs), {
      inside: `${inside} ${resource.id.kind}`,
    });
  if (carriedBy !== 'currentRevision') return [];
  const { properties } = resource;
  // Versions of one set share their path, when they are different versions.
  const member = versionOf(resource);
  const path = textAt(properties, 'path')?.replace(/^\/+|\/+$/g, '');
  const family = familyOf(resource);
  return [
    ...claim('display name', textAt(properties, 'displayName'), { family }),
    ...claim('path', path, { family: member === undefined ? undefined : family, member }),
  ];
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
