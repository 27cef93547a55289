import { kindOf } from '../../apim/kinds/table.ts';
import type { Consumers } from '../../apim/instance.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { linkOf } from '../../apim/links.ts';
import { describe, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { type Edge, etagNow } from './edge.ts';
import { linkPath } from './link-places.ts';
import { pathInInstance } from './paths.ts';
import { findLink } from './read-links.ts';

/** See `Instance.delete`. Throws what `Arm` throws: AZURE_REFUSED when something still needs it. */
export async function deleteResource(
  named: ResourceId,
  etag: string | undefined,
  withConsumers: boolean,
  edge: Edge,
): Promise<void> {
  const { arm, base, current, operations } = edge;
  const id = operations.inService(named);
  const link = linkOf(id);
  if (link !== undefined) {
    if (edge.links.of(id) === undefined && (await findLink(id, link, edge)) === undefined) return;
    await arm.delete(linkPath(id, link, edge));
    return;
  }
  const { azure, naming } = kindOf(id.kind);
  const { query, consumers } = azure.deletion ?? {};
  // A revision is named by its number, also when it is current: its bare name would mean the API (facts: apim-rest 3).
  const path = base + pathInInstance(id, naming === undefined ? current.of : () => '');
  const said = { ...query, ...(withConsumers ? consumers?.query : {}) };
  const condition = azure.association === true ? {} : { ifMatch: etagNow(id, etag, edge) };
  await arm.delete(path, { query: said, ...condition });
}

/** See `Instance.consumersOf`. */
export async function consumersIn(id: ResourceId, edge: Edge): Promise<Consumers> {
  const consumers = kindOf(id.kind).azure.deletion?.consumers;
  if (consumers === undefined) return { live: [], others: [] };
  const { collection, areLive } = consumers;
  const found = await entriesIn(id, collection, edge);
  const named = found.map((entry) => {
    const name = textAt(entry, 'name') ?? '';
    const words = textAt(entry, 'properties', 'displayName') ?? name;
    return {
      words: `${collection.replace(/s$/, '')} ${words} of ${describe(id)}`,
      isLive: areLive(name, objectAt(entry, 'properties')),
    };
  });
  const wordsOf = (live: boolean) => named.filter(({ isLive }) => isLive === live).map(({ words }) => words);
  return { live: wordsOf(true), others: wordsOf(false) };
}

/** In a workspace no list hangs below the thing: that of the whole workspace tells by its scopes (facts: apim-rest 1.2). */
async function entriesIn(
  id: ResourceId,
  collection: string,
  { arm, base, current }: Edge,
): Promise<readonly JsonObject[]> {
  const workspace = workspaceOf(id);
  const path = pathInInstance(id, current.of);
  const holder = workspace === undefined ? path : pathInInstance(workspace, current.of);
  const found = await arm.listIfOffered(`${base}${holder}/${collection}`);
  if (found instanceof NotOffered) return [];
  if (workspace === undefined) return found;
  const end = decodeURIComponent(path).toLowerCase();
  return found.filter((entry) => textAt(entry, 'properties', 'scope')?.toLowerCase().endsWith(end) === true);
}
