import { documentAt, documentIdOf } from './documents.ts';
import { valueAt } from './json.ts';
import { kindNames, kindOf } from './kinds/table.ts';
import { describe, keyOf, resourceId, type ResourceId, workspaceOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { resourceAt, type Snapshot } from './snapshot.ts';

/** An API that more callers reach than before, and why. */
export interface Reachable {
  readonly api: ResourceId;
  /** "needs no subscription key", "is in the open product starter", "is served by the gateway on-premises" */
  readonly why: string;
}

/**
 * APIs that become reachable from one snapshot to the other. An API asks for no key when it says so itself, or when it
 * is in a published product that asks for none (facts: apim-rest 1); a gateway serves those that are linked to it.
 * What a snapshot does not hold counts as closed before, so that nothing opens in silence.
 */
export function becomesReachable(before: Snapshot, after: Snapshot): readonly Reachable[] {
  const open = new Set([...reachable(before), ...unsaid(before)].map(wordsOf));
  return reachable(after).filter((one) => !open.has(wordsOf(one)));
}

function reachable(from: Snapshot): readonly Reachable[] {
  return [...from.resources.values()].flatMap((resource) => [
    ...withoutKey(resource, from),
    ...throughLink(resource, from),
  ]);
}

function withoutKey(resource: Resource, from: Snapshot): readonly Reachable[] {
  const { id } = resource;
  if (kindOf(id.kind).carriedBy !== 'currentRevision') return [];
  const { properties } = documentAt(from, documentIdOf(resource, from)) ?? resource;
  return valueAt(properties, 'subscriptionRequired') === false
    ? [{ api: id, why: 'needs no subscription key' }]
    : [];
}

function throughLink({ id: { kind, name, parent } }: Resource, from: Snapshot): readonly Reachable[] {
  const { opens, linksTo } = kindOf(kind);
  if (opens === undefined || linksTo === undefined || parent === undefined) return [];
  const properties = resourceAt(from, parent)?.properties ?? {};
  const why = opens({ words: describe(parent), name: parent.name, properties });
  return why === undefined ? [] : [{ api: resourceId(linksTo, name, workspaceOf(parent)), why }];
}

/** The managed gateway serves every API that no other gateway is named for: see `addedTo` in the table. */
function unsaid(from: Snapshot): readonly Reachable[] {
  const all = [...from.resources.values()];
  return kindNames.flatMap((kind) => {
    const { addedTo, parents } = kindOf(kind);
    const [holder] = parents;
    if (addedTo === undefined || !('holder' in addedTo) || holder === undefined) return [];
    const named = new Set(all.flatMap(({ id }) => (id.kind === kind ? [id.name.toLowerCase()] : [])));
    const others = all.filter(({ id }) => id.kind === addedTo.to && !named.has(id.name.toLowerCase()));
    return others.flatMap(({ id }) => {
      const link = resourceId(kind, id.name, resourceId(holder, addedTo.holder, workspaceOf(id)));
      return throughLink({ id: link, properties: {} }, from);
    });
  });
}

const wordsOf = ({ api, why }: Reachable) => `${keyOf(api)} ${why}`;
