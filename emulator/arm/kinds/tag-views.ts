import type { Instance } from '../instance.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Place } from '../place.ts';
import type { Entry } from '../store.ts';
import type { Switches } from '../switches.ts';
import { isCurrentRevision, isOfCurrentRevision } from './api-revisions.ts';
import { tagsOf } from './tag-assignments.ts';

/** Everything that has a tag, once for each tag (facts 1.1, reporting views). */
export function tagResources(instance: Instance): JsonObject[] {
  const apis = instance.store.list('apis');
  const operations = apis.flatMap((api) => instance.store.list(`${api.key}/operations`));
  const { tagViews } = instance.switches;
  return [...operations, ...apis, ...instance.store.list('products')]
    .filter(({ key }) => tagViews !== 'currentRevisions' || isOfCurrentRevision(instance, key))
    .flatMap((owner) => perTag(instance, owner))
    .filter((one, index) => isInView(one, index, tagViews));
}

function isInView(one: JsonObject, index: number, tagViews: Switches['tagViews']): boolean {
  const lacking: Record<Switches['tagViews'], boolean> = {
    all: false,
    currentRevisions: false,
    withoutOperations: 'operation' in one,
    withoutApis: 'api' in one,
    some: index % 2 === 0,
    none: true,
  };
  return !lacking[tagViews];
}

export function apisByTags(instance: Instance, _place: Place, query: URLSearchParams): JsonObject[] {
  return byTags(instance, currentApis(instance), query.get('includeNotTaggedApis'));
}

export function productsByTags(instance: Instance, _place: Place, query: URLSearchParams): JsonObject[] {
  return byTags(instance, instance.store.list('products'), query.get('includeNotTaggedProducts'));
}

/** Of the revision that the path names (facts 1.1). */
export function operationsByTags(instance: Instance, place: Place, query: URLSearchParams): JsonObject[] {
  const operations = instance.store.list(`${place.parent}/operations`);
  return byTags(instance, operations, query.get('includeNotTaggedOperations'));
}

function byTags(instance: Instance, owners: readonly Entry[], untagged: string | null): JsonObject[] {
  const tagged = owners.flatMap((owner) => perTag(instance, owner));
  if (untagged?.toLowerCase() !== 'true') return tagged;
  const bare = owners.filter((owner) => tagsOf(instance, owner).length === 0);
  return [...tagged, ...bare.map((owner) => resource(instance, owner))];
}

function perTag(instance: Instance, owner: Entry): JsonObject[] {
  return tagsOf(instance, owner).map(({ name, properties }) => ({
    tag: { id: `/tags/${name}`, name: properties['displayName'] },
    ...resource(instance, owner),
  }));
}

function currentApis(instance: Instance): Entry[] {
  return instance.store.list('apis').filter(({ key }) => isCurrentRevision(instance, key));
}

/** Short ids, display names as names, and a choice of properties, as in the samples of the specification. */
function resource(instance: Instance, owner: Entry): JsonObject {
  const id = `/${instance.pathOf(owner)}`;
  const { displayName: name, ...properties } = owner.properties;
  if (owner.key.includes('/operations/')) {
    const api = instance.find(owner.key.split('/').slice(0, 2).join('/'))?.properties ?? {};
    const { displayName: apiName, apiRevision, apiVersion } = api;
    const { method, urlTemplate, description } = properties;
    return { operation: { id, apiName, apiRevision, apiVersion, name, method, urlTemplate, description } };
  }
  if (owner.key.startsWith('products/')) return { product: { id, name, ...properties } };
  const { apiRevision, apiVersion, apiVersionSetId, description, serviceUrl, path, protocols } = properties;
  const own = { apiRevision, apiVersion, apiVersionSetId, description, serviceUrl, path, protocols };
  return { api: { id, name, ...own, isCurrent: isCurrentRevision(instance, owner.key) } };
}

/** `?tags=` of products: those with a tag of that name (facts 1.0); of APIs and operations it changes nothing here. */
export function hasTag(instance: Instance, owner: Entry, query: URLSearchParams): boolean {
  const wanted = (query.get('tags') ?? '').toLowerCase().split(',').filter(Boolean);
  if (wanted.length === 0) return true;
  return tagsOf(instance, owner).some(
    ({ name, properties }) =>
      wanted.includes(name.toLowerCase()) ||
      wanted.includes((textOf(properties, 'displayName') ?? '').toLowerCase()),
  );
}
