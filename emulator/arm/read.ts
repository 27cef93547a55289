import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { JsonObject } from './json.ts';
import { page } from './page.ts';
import { checkParent } from './parent.ts';
import type { Place } from './place.ts';
import { targetKeyOf } from './put-link.ts';
import { internalError, notFound, Refusal } from './refusal.ts';
import type { ServiceRequest } from './service-request.ts';
import type { Entry } from './store.ts';

/** GET and HEAD of one resource. */
export function readItem(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  const { kind, key } = place;
  if (kind.association) return readAssociation(instance, place, request);
  const running = instance.longRunning.runningOn(key);
  if (running?.preview && request.method === 'GET') return { status: 200, body: running.preview };
  const entry = instance.shown(key);
  if (!entry) throw kind.missingIsError ? internalError() : notFound(kind.noun);
  const headers = { etag: entry.etag };
  if (request.method === 'HEAD') return { status: 200, headers };
  if (kind.linksTo !== undefined)
    return { status: 200, headers, body: linkContract(instance, place, entry, request.query) };
  const other = kind.behaviour?.answerGet?.(entry, { instance, query: request.query, place });
  return other ?? { status: 200, headers, body: instance.contractOf(entry, request.query) };
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
  const entries = instance.store.list(place.collection);
  const items: (() => JsonObject)[] =
    kind.view?.(instance, place).map((item) => () => item) ??
    entries.map((entry) => () => itemOf(instance, place, entry, request));
  const filter = request.query.get('$filter');
  const wanted = filter === null ? items : items.filter((item) => passes(item(), filter));
  if (kind.unpaged)
    return { status: 200, body: { value: wanted.map((item) => item()), count: wanted.length } };
  const { value, ...rest } = page(wanted, request, instance);
  return { status: 200, body: { value: value.map((item) => item()), ...rest } };
}

/** Lists of links show the contract of what they point to (facts 1.0). */
function itemOf(instance: Instance, place: Place, entry: Entry, { query }: ServiceRequest): JsonObject {
  return place.kind.linksTo === undefined
    ? instance.contractOf(entry, query, true)
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

/** Only the filters that clients were seen to send; others are refused rather than ignored. */
function passes(item: JsonObject, filter: string): boolean {
  const equal = /^\s*(?:properties\/)?(\w+)\s+eq\s+(?:'([^']*)'|(true|false))\s*$/.exec(filter);
  const [, field = '', text, truth] = equal ?? [];
  if (!equal) throw new Refusal(501, 'NotEmulated', `The emulator does not know the filter ${filter}.`);
  const properties = item['properties'] as JsonObject;
  const value = field === 'name' ? item['name'] : properties[field];
  return value === (truth === undefined ? text : truth === 'true');
}
