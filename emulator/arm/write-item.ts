import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { admitted } from './admission.ts';
import { answerStart } from './answer-poll.ts';
import { checkEtag } from './etag.ts';
import type { Instance } from './instance.ts';
import { defined, isObject, type JsonObject, without } from './json.ts';
import type { Outcome, Write } from './kind.ts';
import { checkParent } from './parent.ts';
import type { Place } from './place.ts';
import { putLink } from './put-link.ts';
import { notFound, Refusal } from './refusal.ts';
import { putNamedLink } from './serve-link.ts';
import type { ServiceRequest } from './service-request.ts';
import type { Entry } from './store.ts';

/** PUT and PATCH. */
export function writeItem(
  instance: Instance,
  place: Place,
  request: ServiceRequest,
  method: 'PUT' | 'PATCH',
): EmulatedAnswer {
  checkParent(instance, place, method);
  instance.longRunning.checkLock(place);
  const existing = instance.find(place.key);
  if (method === 'PATCH' && !existing) throw notFound(place.kind.noun);
  if (place.kind.linksTo !== undefined) return putLink(instance, place, request);
  if (place.kind.link) return putNamedLink(instance, place, place.kind.link, given(request));
  checkEtag(instance, place, request, existing);
  const write: Write = { instance, place, method, query: request.query, existing };
  const wanted = admitted(write, given(request));
  const store = (): EmulatedAnswer => stored(write, wanted);
  if (!isLongRunning(write, wanted)) return store();
  return answerStart(
    instance,
    request,
    instance.longRunning.start({
      place,
      finalStatus: existing ? 200 : 201,
      preview: previewOf(write, wanted),
      work: store,
    }),
  );
}

function given(request: ServiceRequest): JsonObject {
  const body = parsed(request.body);
  const properties = isObject(body) ? body['properties'] : undefined;
  if (!isObject(properties))
    throw new Refusal(
      400,
      'ValidationError',
      "Invalid payload format. Contract should have 'properties' specified.",
      null,
    );
  return properties;
}

/** What a POST brings; nothing is an empty object. */
export function bodyOf(request: ServiceRequest): JsonObject {
  const body = parsed(request.body);
  return isObject(body) ? body : {};
}

function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw new Refusal(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${(error as Error).message}'.`,
    );
  }
}

function isLongRunning({ instance, place, method }: Write, wanted: JsonObject): boolean {
  if (!place.kind.longRunning?.includes(method)) return false;
  switch (instance.switches.longRunning) {
    case 'specified':
      return true;
    case 'imports':
      return place.kind.collections === 'apis' && wanted['value'] !== undefined;
    case 'none':
      return false;
  }
}

function stored({ instance, place, ...rest }: Write, wanted: JsonObject): EmulatedAnswer {
  const { kind, key, name = '' } = place;
  const existing = instance.find(key);
  const write = { instance, place, ...rest, existing };
  const outcome: Outcome = kind.behaviour?.settle?.(wanted, write) ?? { properties: wanted };
  const entry = instance.store.put(outcome.key ?? key, outcome.name ?? name, defined(outcome.properties));
  outcome.afterwards?.(entry);
  const headers = { etag: entry.etag };
  if (rest.method === 'PATCH' && kind.patchStatus !== undefined) return { status: kind.patchStatus, headers };
  return { status: existing ? 200 : 201, headers, body: echoOf(entry, write) };
}

/** What is repeated of what was put. */
function echoOf(entry: Entry, { instance, place: { kind }, query }: Write): EmulatedAnswer['body'] {
  return kind.behaviour?.answerPut?.(entry, instance) ?? instance.contractOf(entry, query);
}

/** The body of the first answer: what was asked for, and that it is not there yet (facts 1.0). */
function previewOf({ instance, place, query }: Write, wanted: JsonObject): JsonObject {
  const properties = without(wanted, 'value', 'format');
  const entry = { key: place.key, name: place.name ?? '', properties, etag: '' };
  const contract = instance.contractOf(entry, query);
  return {
    ...contract,
    properties: { ...(contract['properties'] as JsonObject), provisioningState: 'InProgress' },
  };
}
