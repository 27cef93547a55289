import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { isHtml } from '../../http/excerpt.ts';
import { Stalled, Unreadable } from './network-failure.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

/** A pipeline of the SDK that sends one request once. */
export interface SendsRequests {
  sendRequest(request: PipelineRequest): Promise<PipelineResponse>;
}

/** Milliseconds after which an attempt counts as broken off. */
export interface AttemptLimits {
  readonly read: number;
  readonly write: number;
}

/** Azure answers, or says 504, well before. */
const usualAttempts: AttemptLimits = { read: 100_000, write: 240_000 };

/** The SDK's pipeline as a wire. Fails with `Stalled`, with `Unreadable`, or as the SDK fails. */
export function clientWire(client: SendsRequests, limits: AttemptLimits = usualAttempts): Wire {
  return async (request) => {
    const limit = request.method === 'GET' || request.method === 'HEAD' ? limits.read : limits.write;
    return answerOf(request, await inTime(client, sdkRequest(request), limit));
  };
}

function sdkRequest({ method, url, body, ifMatch }: WireRequest): PipelineRequest {
  const headers = createHttpHeaders({ Accept: 'application/json' });
  // A PUT without body must say so: some front ends answer 411 to a write without a length.
  if (body === undefined && method !== 'GET' && method !== 'HEAD') headers.set('Content-Length', '0');
  if (body !== undefined) headers.set('Content-Type', 'application/json; charset=utf-8');
  if (ifMatch !== undefined) headers.set('If-Match', ifMatch);
  return createPipelineRequest({ method, url, headers, ...(body === undefined ? {} : { body }) });
}

/**
 * The SDK's own time-out ends with the headers, and it waits for ever when a compressed body breaks off, because the
 * error does not pass its unzipper.
 */
async function inTime(
  client: SendsRequests,
  request: PipelineRequest,
  limit: number,
): Promise<PipelineResponse> {
  const controller = new AbortController();
  request.abortSignal = controller.signal;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Stalled(`there was no whole answer within ${String(limit / 1000)} s`));
      controller.abort();
    }, limit);
  });
  try {
    return await Promise.race([client.sendRequest(request), late]);
  } finally {
    clearTimeout(timer);
  }
}

function answerOf({ method }: WireRequest, { status, headers, bodyAsText }: PipelineResponse): WireAnswer {
  const answer = { status, headers: headers.toJSON(), text: method === 'HEAD' ? '' : (bodyAsText ?? '') };
  const isJson = /\bjson\b/i.test(answer.headers['content-type'] ?? '');
  // A refusal that is cut off says not yet what is refused.
  if (status < 500 && isJson && answer.text !== '' && !isHtml(answer.text)) {
    try {
      JSON.parse(answer.text);
    } catch (cause) {
      throw new Unreadable('the answer is not the JSON that it says it is', { cause });
    }
  }
  return answer;
}
