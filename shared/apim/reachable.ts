import { documentAt, documentIdOf } from './documents.ts';
import { isObject, textAt, valueAt } from './json.ts';
import { describe, keyOf, resourceId, type ResourceId, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { resourceAt, type Snapshot } from './snapshot.ts';

/** An API that callers reach without a subscription key, and why. */
export interface Reachable {
  readonly api: ResourceId;
  /** "needs no subscription key", "is in the open product starter" */
  readonly why: string;
}

/**
 * APIs that become reachable without a key from one snapshot to the other. An API asks for no key when it says so
 * itself, or when it is in a published product that asks for none (facts: apim-rest 1). What a snapshot does not hold
 * counts as closed before, so that nothing opens in silence.
 */
export function becomesReachable(before: Snapshot, after: Snapshot): readonly Reachable[] {
  const open = new Set(reachable(before).map(wordsOf));
  return reachable(after).filter((one) => !open.has(wordsOf(one)));
}

function reachable(from: Snapshot): readonly Reachable[] {
  return [...from.resources.values()].flatMap((resource) => [
    ...withoutKey(resource, from),
    ...throughProduct(resource, from),
  ]);
}

function withoutKey(resource: Resource, from: Snapshot): readonly Reachable[] {
  const { id } = resource;
  if (id.kind !== 'api') return [];
  const document = documentIdOf(resource, from);
  const { properties } = (document === undefined ? undefined : documentAt(from, document)) ?? resource;
  return valueAt(properties, 'subscriptionRequired') === false
    ? [{ api: id, why: 'needs no subscription key' }]
    : [];
}

function throughProduct({ id }: Resource, from: Snapshot): readonly Reachable[] {
  if (id.kind !== 'productApi' || id.parent === undefined) return [];
  const product = resourceAt(from, id.parent);
  if (!isObject(product?.properties) || !isOpen(product)) return [];
  return [{ api: resourceId('api', id.name, workspaceOf(id)), why: `is in the open ${describe(id.parent)}` }];
}

function isOpen({ properties }: Resource): boolean {
  const isPublished = textAt(properties, 'state') === 'published';
  return isPublished && valueAt(properties, 'subscriptionRequired') === false;
}

const wordsOf = ({ api, why }: Reachable) => `${keyOf(api)} ${why}`;
