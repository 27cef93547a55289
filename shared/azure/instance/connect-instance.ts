import { resourcesIn } from '../../apim/documents.ts';
import type { Instance } from '../../apim/instance.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { linkOf } from '../../apim/links.ts';
import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import type { Log } from '../../log/log.ts';
import type { Arm } from '../arm/arm.ts';
import { findInstance } from '../arm/find-instance.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { currentRevisions } from './current-revisions.ts';
import { consumersIn, deleteResource } from './delete-resource.ts';
import type { Edge } from './edge.ts';
import { exporter } from './export-specification.ts';
import { linkNames } from './link-places.ts';
import { operationNames } from './operation-names.ts';
import { pathInInstance } from './paths.ts';
import { itemOf } from './read-document.ts';
import { readInstance } from './read-instance.ts';
import { cannotTell, findLink, linkReader } from './read-links.ts';
import { storedMarkers } from './stored-markers.ts';
import { unsayableOperations } from './unsayable-operations.ts';
import { writeDocument } from './write-document.ts';
import { release } from './write-revision.ts';

export interface InstanceAddress {
  readonly arm: Arm;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly serviceName: string;
  readonly log: Log;
}

/**
 * The live instance. Throws SUBSCRIPTION_NOT_FOUND, RESOURCE_GROUP_NOT_FOUND, INSTANCE_NOT_FOUND, MISSING_RIGHTS, and
 * what `Arm` throws.
 */
export async function connectInstance(address: InstanceAddress): Promise<Instance> {
  const { arm, log } = address;
  const found = await findInstance(arm, address.subscriptionId, address.resourceGroup, address.serviceName);
  const { resourceId: base, name, sku, location, provisioningState, identities } = found;
  log.line(`API Management instance ${name} (${sku}, ${location})`);
  if (provisioningState !== undefined && provisioningState !== 'Succeeded') {
    log.warning(
      `The instance is being changed (${provisioningState}): Azure may refuse requests until that has ended.`,
    );
  }
  const current = currentRevisions();
  const names = { links: linkNames(), operations: operationNames() };
  const imports = {
    unsayable: unsayableOperations(),
    putBack: new Set<string>(),
    atStake: new Map<string, readonly string[]>(),
  };
  const edge = { arm, base, sku, current, ...names, ...imports, log };
  const exportSpecification = exporter(edge);
  return {
    id: base,
    name,
    identities,
    markers: storedMarkers(edge),
    read: (selection) =>
      readInstance({ ...edge, selection, exportSpecification, readLinks: linkReader(edge) }),
    isGone: async (id) => {
      const link = linkOf(id);
      if (link !== undefined) return (await findLink(id, link, edge)) === undefined;
      const path = base + pathInInstance(edge.operations.inService(id), current.of);
      const { association, absentIsError } = kindOf(id.kind).azure;
      if (association === true) return !(await arm.head(path));
      if (absentIsError === true) return !(await isListed(id, edge));
      const answer = await arm.get(path);
      return answer === undefined || isOfSpecification(id, objectAt(answer.body, 'properties'));
    },
    item: async (id) => {
      const link = linkOf(id);
      if (link !== undefined) return await findLink(id, link, edge);
      const { association, absentIsError } = kindOf(id.kind).azure;
      const path = base + pathInInstance(edge.operations.inService(id), current.of);
      if (absentIsError === true && !(await isListed(id, edge))) return undefined;
      if (association === true) {
        const isThere = await arm.head(path);
        return isThere ? { id, properties: {} } : undefined;
      }
      const document = await itemOf(id, edge);
      return document === undefined || isOfSpecification(id, document.properties)
        ? undefined
        : resourcesIn(document).find(({ id: own }) => keyOf(own) === keyOf(id));
    },
    consumersOf: (id) => consumersIn(id, edge),
    delete: (id, etag, { withConsumers } = { withConsumers: false }) =>
      deleteResource(id, etag, withConsumers, edge),
    write: (write) => writeDocument(write, edge),
    atStake: (id) => edge.atStake.get(keyOf(id)) ?? [],
    release: (revision, promotion) => release(revision, promotion, edge),
  };
}

/** An operation that was a resource of its own until its method became one that a specification can say. */
function isOfSpecification({ kind }: ResourceId, properties: JsonObject): boolean {
  return kindOf(kind).carriesItself?.(properties) === false && Object.keys(properties).length > 0;
}

/**
 * Asked for by itself, what is not there is an error that tells nothing: only a list that answers can say so, or what it
 * lives in, which is gone. Throws UNEXPECTED_ANSWER where neither does.
 */
async function isListed(id: ResourceId, { arm, base, current }: Edge): Promise<boolean> {
  const path = base + pathInInstance(id, current.of);
  const items = await arm.listIfOffered(path.slice(0, path.lastIndexOf('/')));
  if (!(items instanceof NotOffered))
    return items.some((item) => textAt(item, 'name')?.toLowerCase() === id.name.toLowerCase());
  const { parent } = id;
  if (parent === undefined || (await arm.get(base + pathInInstance(parent, current.of))) === undefined)
    return false;
  throw cannotTell(id, items);
}
