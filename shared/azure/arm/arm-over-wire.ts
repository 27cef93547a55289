import type { JsonObject } from '../../apim/json.ts';
import { accepted } from './accepted.ts';
import type { Arm, ArmOptions, ListOptions, Query, WriteOptions } from './arm.ts';
import { downloaded } from './download.ts';
import { meansNotOffered, NotOffered } from './not-offered.ts';
import { stateAtFirst } from './operation-state.ts';
import { allPages } from './pages.ts';
import { isOfSomebodyElse, whatIsMissing } from './refused.ts';
import { Refusal, refusalOf } from './refusal.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

export interface Wires {
  /** To Azure Resource Manager, retrying. */
  readonly send: Wire;
  /** To links that carry their own permission, retrying. */
  readonly fetchLink: Wire;
  /** Waits until what an answer began has ended. */
  readonly finish: (request: WireRequest, first: WireAnswer) => Promise<WireAnswer>;
  /** The whole URL, with api-version, of a path that is encoded already. */
  readonly address: (path: string, query: Query | undefined) => string;
}

/** The verbs of `Arm` in terms of requests that are repeated until their answer is final. */
export function armOver({ send, fetchLink, finish, address }: Wires): Arm {
  return {
    get: (path, { query, errorIsLasting: errorMeansAbsence = false, onceWritten } = {}) =>
      lookUp({ method: 'GET', url: address(path, query), errorMeansAbsence }, onceWritten),
    head: async (path, { query } = {}) =>
      (await lookUp({ method: 'HEAD', url: address(path, query) })) !== undefined,
    list,
    listIfOffered,
    put: (path, body, options) => write('PUT', path, body, options),
    patch: (path, body, options) => write('PATCH', path, body, options),
    delete: remove,
    post: (path, body, options) => write('POST', path, body, options),
    download: (link) => downloaded(fetchLink, link),
  };

  async function lookUp(request: WireRequest, onceWritten = false) {
    const first = await send(request);
    const mustWait = onceWritten && stateAtFirst(first) === 'running';
    if (mustWait) await finish(request, first);
    const answer = mustWait ? await send(request) : first;
    return isAbsent(request, answer) ? undefined : accepted(request, answer);
  }

  function list(path: string, { query }: ArmOptions = {}) {
    return allPages(address(path, query), (url) => page({ method: 'GET', url }));
  }

  async function listIfOffered(path: string, { query, errorMeansAbsence = false }: ListOptions = {}) {
    const first = address(path, query);
    const probe = await probed(first, errorMeansAbsence);
    if (probe instanceof NotOffered) return probe;
    // A list whose first page came is offered: what a later page meets is a failure.
    const pages = [probe];
    return allPages(
      first,
      async (url) => (url === first ? pages.pop() : undefined) ?? page({ method: 'GET', url }),
    );
  }

  async function probed(url: string, errorMeansAbsence: boolean) {
    try {
      return await page({ method: 'GET', url, errorMeansAbsence });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined || !isAboutResource(refusal)) throw error;
      if (!meansNotOffered(refusal, errorMeansAbsence)) throw error;
      return new NotOffered(refusal.words);
    }
  }

  async function page(request: WireRequest) {
    return accepted(request, await send(request)).body;
  }

  async function write(
    method: 'PUT' | 'PATCH' | 'POST',
    path: string,
    body: JsonObject | undefined,
    options: WriteOptions = {},
  ) {
    const request = { ...writing(method, path, options), ...textOf(body) };
    return accepted(request, await finish(request, await sendOnCondition(request)));
  }

  async function remove(path: string, options: WriteOptions = {}) {
    const request = writing('DELETE', path, options);
    const first = await sendOnCondition(request);
    if (first.status === 204 || isAbsent(request, first)) return 'absent';
    accepted(request, await finish(request, first));
    return 'deleted';
  }

  /** A 412 is believed when the resource has another ETag indeed: services say it without cause (facts: apim-rest 4.1). */
  async function sendOnCondition(request: WireRequest): Promise<WireAnswer> {
    for (let left = 3; ; left -= 1) {
      const answer = await send(request);
      if (answer.status !== 412 || left === 0 || !(await stillMatches(request))) return answer;
    }
  }

  async function stillMatches({ url, ifMatch = '*' }: WireRequest): Promise<boolean> {
    return ifMatch !== '*' && (await send({ method: 'GET', url })).headers['etag'] === ifMatch;
  }

  function writing(
    method: WireRequest['method'],
    path: string,
    { query, ifMatch }: WriteOptions,
  ): WireRequest {
    return { method, url: address(path, query), ...(ifMatch === undefined ? {} : { ifMatch }) };
  }
}

function textOf(body: JsonObject | undefined): { body: string } | Record<string, never> {
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

function isAbsent(request: WireRequest, answer: WireAnswer): boolean {
  return answer.status === 404 && isAboutResource(new Refusal(request, answer));
}

/**
 * Whether Azure speaks, and of the resource itself. When the instance is gone, nothing may be concluded about what was
 * in it, and nothing at all from the page of a proxy.
 */
function isAboutResource(refusal: Refusal): boolean {
  return whatIsMissing(refusal) === undefined && !isOfSomebodyElse(refusal);
}
