import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { filterOf } from './filter.ts';
import type { Instance } from './instance.ts';
import { type JsonObject, textOf } from './json.ts';
import type { Kind } from './kind.ts';
import { isOfCurrentRevision } from './kinds/api-revisions.ts';
import { linksIn } from './link.ts';
import { chosenBy } from './list-options.ts';
import { page } from './page.ts';
import { checkParent } from './parent.ts';
import type { Place } from './place.ts';
import { targetKeyOf } from './put-link.ts';
import { internalError, notFound, Refusal } from './refusal.ts';
import { linkAt } from './serve-link.ts';
import type { ServiceRequest } from './service-request.ts';
import type { Entry } from './store.ts';

/** GET and HEAD of one resource. */
export function readItem(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  const { kind, key } = place;
  if (kind.association) return readAssociation(instance, place, request);
  if (kind.view) return readView(instance, place, request);
  const preview = instance.longRunning.runningOn(key)?.preview;
  if (preview && request.method === 'GET') return { status: 200, body: preview };
  const entry = kind.link ? linkAt(instance, place, kind.link) : instance.shown(key);
  if (!entry) throw missing(kind);
  const headers = { etag: entry.etag };
  if (request.method === 'HEAD') return { status: 200, headers };
  const other = kind.behaviour?.answerGet?.(entry, { instance, query: request.query, place });
  return other ?? { status: 200, headers, body: bodyOf(instance, place, entry, request) };
}

function missing({ missingIsError, noun }: Kind): Refusal {
  return missingIsError ? internalError() : notFound(noun);
}

function readView(instance: Instance, place: Place, { method, query }: ServiceRequest): EmulatedAnswer {
  const { kind, name = '' } = place;
  const wanted = name.toLowerCase();
  const body = kind
    .view?.(instance, place, query)
    .find((item) => typeof item['name'] === 'string' && item['name'].toLowerCase() === wanted);
  if (!body) throw notFound(kind.noun);
  return method === 'HEAD' ? { status: 200 } : { status: 200, body };
}

/** Facts 1.0: there is nothing to GET, and HEAD answers without an ETag. */
function readAssociation(
  instance: Instance,
  { key, kind }: Place,
  { method }: ServiceRequest,
): EmulatedAnswer {
  if (method === 'GET')
    throw new Refusal(405, 'MethodNotAllowed', "The requested resource does not support http method 'GET'.");
  if (!instance.find(key)) throw notFound(kind.noun);
  return { status: 204 };
}

/** GET of a collection. */
export function list(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  checkParent(instance, place);
  const { kind } = place;
  const { query } = request;
  const entries = kind.link
    ? linksIn(instance, place.collection, kind.link).filter((link) => isListed(instance, place, link))
    : chosenBy(
        kind.options,
        query,
        instance.store
          .list(place.collection)
          .filter((entry) => kind.behaviour?.isListed?.(entry, { instance, query }) ?? true),
        instance,
      );
  const items: (() => JsonObject)[] =
    kind.view?.(instance, place, query).map((item) => () => item) ??
    entries.map((entry) => () => listedBody(instance, place, entry, request));
  if (instance.switches.listOrder === 'turned') items.reverse();
  const filter = request.query.get('$filter');
  const passes = filter === null ? undefined : filterOf(filter, kind.filters ?? []);
  const wanted = passes ? items.filter((item) => passes(item())) : items;
  if (kind.unpaged)
    return { status: 200, body: { value: wanted.map((item) => item()), count: wanted.length } };
  const { value, ...rest } = page(wanted, request, instance);
  return { status: 200, body: { value: value.map((item) => item()), ...rest } };
}

function isListed(instance: Instance, { kind }: Place, { properties }: Entry): boolean {
  if (kind.link === undefined || instance.switches.tagLinks === 'all') return true;
  const target = instance.findReference(textOf(properties, kind.link.property) ?? '');
  return target === undefined || isOfCurrentRevision(instance, target.key);
}

/** What a list shows of an item. */
function listedBody(instance: Instance, place: Place, entry: Entry, request: ServiceRequest): JsonObject {
  const body = bodyOf(instance, place, entry, request, true);
  const isWhole = place.scope === '' || instance.switches.workspaceLists === 'whole';
  return isWhole ? body : { ...body, properties: {} };
}

/** Links show the contract of what they point to (facts 1.0). */
function bodyOf(
  instance: Instance,
  place: Place,
  entry: Entry,
  { query }: ServiceRequest,
  list = false,
): JsonObject {
  return place.kind.linksTo === undefined
    ? instance.contractOf(entry, query, list)
    : linkContract(instance, place, entry, query);
}

/** What a link shows: the properties of its target under its own id. */
export function linkContract(
  instance: Instance,
  place: Place,
  entry: Entry,
  query: URLSearchParams,
): JsonObject {
  const own = instance.contractOf(entry, query);
  const target = instance.find(targetKeyOf(place, entry.key));
  if (!target) return own;
  const { name, properties } = instance.contractOf(target, query, true);
  return { ...own, id: own['id'], name, properties };
}
