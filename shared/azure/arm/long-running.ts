import { TaskError } from '../../errors/task-error.ts';
import type { Clock } from '../../http/clock.ts';
import { retryAfter } from '../../http/retry-after.ts';
import type { Log } from '../../log/log.ts';
import { asRefusal, stateAtFirst, stateWhenAsked, watchAfter, type Watch } from './operation-state.ts';
import { nameOf, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

export interface Waiting {
  readonly send: Wire;
  readonly clock: Clock;
  readonly log: Log;
}

/** All in milliseconds. */
const limit = 30 * 60_000;
const shortestInterval = 250;
const firstInterval = 1000;
const longestInterval = 5000;
const longestAskedInterval = 60_000;
const betweenSignsOfLife = 60_000;
/** How often a 404 is put down to a resource that was accepted but does not show yet (facts: apim-rest 1.0). */
const patienceWithAbsence = 10;

/**
 * Waits until an operation that Azure goes on with in the background has ended. Returns the answer that a synchronous
 * service would have given: the resource, or the refusal. AZURE_REFUSED when it does not end within 30 minutes.
 */
export async function finished(
  request: WireRequest,
  first: WireAnswer,
  { send, clock, log }: Waiting,
): Promise<WireAnswer> {
  if (stateAtFirst(first) !== 'running') return asRefusal(first);
  const began = clock.now();
  let watch = watchAfter(request.url, first, resourceOf(request));
  let answer = first;
  let absences = 0;
  let lastSign = began;
  for (let interval = firstInterval; ; interval = Math.min(interval * 1.5, longestInterval)) {
    await clock.sleep(askedInterval(answer, clock) ?? interval);
    lastSign = signOfLife(request, { began, lastSign, now: clock.now() }, log);
    if (clock.now() - began > limit) throw tooLong(request);
    answer = await send({ method: 'GET', url: watch.url });
    if (answer.status === 404) absences += 1;
    const next = nextWatch(request, watch, answer);
    if (next === 'ended' || absences >= patienceWithAbsence) return ending(request, answer);
    watch = next;
  }
}

function nextWatch(request: WireRequest, watch: Watch, answer: WireAnswer): Watch | 'ended' {
  const deletes = request.method === 'DELETE';
  switch (stateWhenAsked(answer, watch.kind)) {
    case 'running':
      return watchAfter(request.url, answer, watch);
    case 'absent':
      return deletes ? 'ended' : resourceOf(request);
    case 'operation succeeded':
      return deletes || request.method === 'POST' ? 'ended' : resourceOf(request);
    case 'ended':
      // What can still be read has not been deleted yet.
      return deletes && watch.kind === 'resource' && answer.status < 400 ? watch : 'ended';
  }
}

function ending({ method }: WireRequest, answer: WireAnswer): WireAnswer {
  return method === 'DELETE' && answer.status === 404
    ? { ...answer, status: 204, text: '' }
    : asRefusal(answer);
}

function askedInterval({ headers }: WireAnswer, clock: Clock): number | undefined {
  const asked = retryAfter((name) => headers[name], clock.now());
  return asked === undefined ? undefined : Math.min(Math.max(asked, shortestInterval), longestAskedInterval);
}

function signOfLife(
  request: WireRequest,
  { began, lastSign, now }: { began: number; lastSign: number; now: number },
  log: Log,
): number {
  if (now - lastSign < betweenSignsOfLife) return lastSign;
  log.line(`Azure still works on ${nameOf(request)}, for ${String(Math.round((now - began) / 1000))} s.`);
  return now;
}

function resourceOf({ url }: WireRequest): Watch {
  const resource = new URL(url);
  const version = resource.searchParams.get('api-version') ?? '';
  resource.search = new URLSearchParams({ 'api-version': version }).toString();
  return { kind: 'resource', url: resource.href };
}

function tooLong(request: WireRequest): TaskError {
  return new TaskError('AZURE_REFUSED', {
    message: `${nameOf(request)} was accepted, but Azure has not ended ${request.method === 'GET' ? 'what is being written there' : 'it'} within ${String(limit / 60_000)} minutes.`,
    remedy: 'Azure may still go on with it. Look at the instance in the portal, then run again.',
  });
}
