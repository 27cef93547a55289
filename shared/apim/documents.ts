import { portable } from './canonical.ts';
import { textAt, without } from './json.ts';
import { kindOf, revisionKind } from './kinds/table.ts';
import { keyOf, resourceId, type ResourceId } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { resourceAt, type Snapshot } from './snapshot.ts';

/**
 * What one request to Azure and one information file hold. Almost always one resource. The exception is an API:
 *
 *   api orders               displayName, path, version ... and which revision is current
 *     revision 2 (current)   serviceUrl, specification ...        both: apis/orders, apis/orders/apiInformation.json
 *     revision 1             serviceUrl, specification ...        apis/orders;rev=1, apis/orders;rev=1/...
 *
 * What belongs to the API is frozen on all revisions but the current one (facts: apim-rest 3): kept once, there,
 * switching the current revision is one difference and not a hundred.
 */
export type Document = Omit<Resource, 'id'> & { readonly id: ResourceId; readonly current: boolean };

/** The number of an API's current revision: a property of the API. */
export const currentRevisionProperty = 'apiRevision';

/** The id of the document that carries a resource. */
export function documentIdOf(resource: Resource, from: Snapshot): ResourceId {
  const { carriedBy } = kindOf(resource.id.kind);
  if (carriedBy === 'currentRevision') return currentRevision(resource.id, from);
  return resource.id;
}

/** Whether it is one of those that no specification can say, and that have a document of their own. */
export function carriesItself(id: ResourceId, from: Snapshot): boolean {
  return kindOf(id.kind).carriesItself !== undefined && resourceAt(from, id) !== undefined;
}

/** The document of that id, put together from the snapshot's resources. */
export function documentAt(from: Snapshot, id: ResourceId): Document | undefined {
  const resource = resourceAt(from, id);
  if (resource === undefined) return undefined;
  const api = apiOf(id);
  if (api === undefined) return { ...resource, current: true };
  const shared = resourceAt(from, api)?.properties ?? {};
  const current = textAt(shared, currentRevisionProperty) === id.name;
  const properties = { ...shared, ...resource.properties, apiRevision: id.name, isCurrent: current };
  return { ...resource, properties, current };
}

/** The other way round: the resources that a document holds, out of properties as a file or Azure gives them. */
export function resourcesIn(document: Document): readonly Resource[] {
  return split(document).map((resource) => ({
    ...resource,
    properties: portable(resource.properties, kindOf(resource.id.kind).properties),
  }));
}

function split(document: Document): readonly Resource[] {
  const { current, ...resource } = document;
  const api = apiOf(resource.id);
  if (api === undefined) return [resource];
  const { sharedByRevisions: ofTheApi = [] } = kindOf(api.kind).properties ?? {};
  const own: Resource = { ...resource, properties: without(resource.properties, [...ofTheApi, 'isCurrent']) };
  if (!current) return [own];
  const shared = Object.fromEntries(
    Object.entries(resource.properties).filter(([key]) => ofTheApi.includes(key)),
  );
  const root: Resource = { id: api, properties: { ...shared, apiRevision: resource.id.name } };
  return [resource.file === undefined ? root : { ...root, file: resource.file }, own];
}

/** The current revision of an API among documents; its first revision, when none of them is current. */
export function currentOf(api: ResourceId, documents: readonly Document[]): ResourceId {
  const found = documents.find(({ id, current }) => current && keyOf(apiOf(id) ?? id) === keyOf(api));
  return found?.id ?? resourceId(revisionKind(api.kind), '1', api);
}

/** By the key of the API, the number of its current revision among documents. */
export function currentNumbers(documents: Iterable<Document>): ReadonlyMap<string, string> {
  const numbers = [...documents].flatMap(({ id, current }) => {
    const api = current ? apiOf(id) : undefined;
    return api === undefined ? [] : [[keyOf(api), id.name] as const];
  });
  return new Map(numbers);
}

/** An API with another number of its current revision. */
export function withCurrentNumber(api: Resource, number: string): Resource {
  return { ...api, properties: { ...api.properties, [currentRevisionProperty]: number } };
}

/** Which revision of an API is the current one; the first, when nobody says. */
export function currentRevision(api: ResourceId, from: Snapshot): ResourceId {
  const number = textAt(resourceAt(from, api)?.properties, currentRevisionProperty) ?? '1';
  return resourceId(revisionKind(api.kind), number, api);
}

/** The API whose revision this is; undefined for everything else, also for what lives in a revision. */
function apiOf({ kind, parent }: ResourceId): ResourceId | undefined {
  return kindOf(kind).naming === undefined ? undefined : parent;
}
