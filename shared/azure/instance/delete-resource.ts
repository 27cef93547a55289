import { kindOf } from '../../apim/kinds/table.ts';
import { textAt } from '../../apim/json.ts';
import { linkOf } from '../../apim/links.ts';
import { describe, type ResourceId } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
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
  const condition = azure.association === true ? {} : { ifMatch: etag ?? '*' };
  await arm.delete(path, { query: said, ...condition });
}

/** See `Instance.consumersOf`. */
export async function consumersIn(id: ResourceId, { arm, base, current }: Edge): Promise<readonly string[]> {
  const consumers = kindOf(id.kind).azure.deletion?.consumers;
  if (consumers === undefined) return [];
  const { collection } = consumers;
  const found = await arm.listIfOffered(`${base}${pathInInstance(id, current.of)}/${collection}`);
  if (found instanceof NotOffered) return [];
  return found.map((entry) => {
    const name = textAt(entry, 'properties', 'displayName') ?? textAt(entry, 'name') ?? '';
    return `${collection.replace(/s$/, '')} ${name} of ${describe(id)}`;
  });
}
