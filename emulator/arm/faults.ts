import { gzipSync } from 'node:zlib';
import type { Fault } from '../http/fault.ts';
import type { EmulatedAnswer } from '../http/loopback-server.ts';

/** What goes wrong; where, only if it cannot be everywhere. */
export type NamedFault = Pick<Fault, 'answer' | 'afterwards'> & Partial<Pick<Fault, 'path'>>;

/** Trouble that passes: whoever asks again, in a while, is served (facts 1.0, 4.1, 5; azure-pipelines 6.4). */
export const passingFaults = {
  'a token that has had its time (401)': {
    path: /^\/subscriptions\//,
    answer: refusal(
      401,
      'ExpiredAuthenticationToken',
      'The access token expiry UTC time is earlier than now.',
    ),
  },
  'a request that took too long (408)': { answer: refusal(408, 'RequestTimeout', 'The request timed out.') },
  'another operation in progress (409)': {
    answer: refusal(409, 'PessimisticConcurrencyConflict', 'Operation on the API is in progress'),
  },
  'a precondition that nobody set (412)': {
    answer: refusal(412, 'PreconditionFailed', 'Resource was modified since last retrieval.'),
  },
  'a back end that goes on (422)': {
    answer: refusal(422, 'ManagementApiRequestFailed', 'The management API request failed.'),
    afterwards: true,
  },
  'throttling with seconds (429)': { answer: throttled({ 'retry-after': '7' }) },
  'throttling with a date (429)': {
    get answer() {
      return throttled({ 'retry-after': new Date(Date.now() + 7000).toUTCString() });
    },
  },
  'throttling without advice (429)': { answer: throttled({}) },
  'an internal error (500)': { answer: refusal(500, 'InternalServerError', 'Something went wrong.') },
  'a gateway that is down (502)': { answer: page(502, 'Bad gateway') },
  'a service that is busy (503)': { answer: page(503, 'Service unavailable') },
  'a gateway that did not wait (504)': { answer: page(504, 'Gateway time-out'), afterwards: true },
  'a reset before it arrived': { answer: { status: 0, reset: true } },
  'a reset after it was done': { answer: { status: 0, reset: true }, afterwards: true },
  'JSON that is cut off': { answer: (truth) => ({ ...truth, ...json(textOf(truth).slice(0, 20) || '{') }) },
  'an answer shorter than it says': {
    answer: (truth) => ({
      ...truth,
      ...json(textOf(truth) || '{}', { 'content-length': '1000000' }),
      breaksOff: true,
    }),
  },
  'broken compression': {
    answer: (truth) => ({
      ...truth,
      ...json(gzipSync(textOf(truth).padEnd(100)).subarray(0, -12), { 'content-encoding': 'gzip' }),
    }),
  },
} satisfies Record<string, NamedFault>;

/** What stays as it is, however often somebody asks (facts 4.1). */
export const lastingFaults = {
  'a refusal (400)': {
    answer: refusal(400, 'ValidationError', 'One or more fields contain incorrect values:'),
  },
  'a missing right (403)': {
    answer: refusal(
      403,
      'AuthorizationFailed',
      "The client 'x' does not have authorization to perform action.",
    ),
  },
  /** How a closed network words it is not known: [memory]. */
  'a closed network (403)': {
    answer: refusal(
      403,
      'RequestDisallowedByNetwork',
      'Public network access is disabled. Use a private endpoint.',
    ),
  },
  /** Of a proxy or a load balancer: the service itself answers in JSON. */
  "a page that is not the service's (404)": { answer: page(404, 'Not found') },
  'a lock on the scope (409)': {
    answer: refusal(
      409,
      'ScopeLocked',
      'The scope cannot perform delete operation because following scope(s) are locked.',
    ),
  },
  'an internal error for ever (500)': {
    answer: refusal(500, 'InternalServerError', 'Request processing failed due to internal error.'),
  },
} satisfies Record<string, NamedFault>;

/** Answers that look well and are not true. */
export const lies = {
  'stores nothing': { answer: { status: 200, body: {} } },
  'counts too many': {
    answer: (truth) => changed(truth, (list) => ({ ...list, count: Number(list['count']) + 1 })),
  },
  /** Somebody deleted an item of an earlier page: the first of this one moved up to it. */
  'shifts forward': {
    answer: (truth) =>
      changed(truth, (list) => ({
        ...list,
        value: itemsOf(list).slice(1),
        count: Number(list['count']) - 1,
      })),
  },
  /** Somebody put an item before: this page begins with the last one of the page before. */
  'repeats an item': {
    answer: (truth) =>
      changed(truth, (list) => ({ ...list, value: [...itemsOf(list), ...itemsOf(list).slice(0, 1)] })),
  },
  'ends as failed': {
    answer: (truth) => ({
      ...truth,
      status: 200,
      headers: {},
      body: { status: 'Failed', error: { code: 'InternalServerError', message: 'The import failed.' } },
    }),
  },
  'ends as cancelled': {
    answer: (truth) => ({ ...truth, status: 200, headers: {}, body: { status: 'Canceled' } }),
  },
} satisfies Record<string, NamedFault>;

/** An error in the shape of the service. */
export function refusal(status: number, code: string, message: string): EmulatedAnswer {
  return { status, body: { error: { code, message, details: null } } };
}

function throttled(headers: Record<string, string>): EmulatedAnswer {
  return { ...refusal(429, 'TooManyRequests', 'Too many requests. Please try again.'), headers };
}

function page(status: number, title: string): EmulatedAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function json(
  body: string | Buffer,
  headers: Record<string, string> = {},
): Pick<EmulatedAnswer, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

function textOf({ body }: EmulatedAnswer): string {
  return body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
}

type List = Readonly<Record<string, unknown>>;

function changed(truth: EmulatedAnswer, change: (list: List) => List): EmulatedAnswer {
  return { ...truth, body: change(truth.body as List) };
}

function itemsOf(list: List): readonly unknown[] {
  return list['value'] as readonly unknown[];
}
