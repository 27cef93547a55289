import type { EmulatedAnswer, EmulatedRequest } from './loopback-server.ts';

/** Something that shall go wrong. */
export interface Fault {
  readonly method?: string;
  /** Tried on the decoded path alone, and on the path with its query. */
  readonly path: RegExp;
  /** Which of the matching requests is the first to be hit, counted from 1; the first one if absent. */
  readonly nth?: number;
  /** How many are hit; one if nth is given, else all. */
  readonly times?: number;
  /** What is answered instead; a lie is made out of the true answer, for which the request has to be served. */
  readonly answer: EmulatedAnswer | Lie;
  /** The request is served first, then answered like this: the lost answer. */
  readonly afterwards?: boolean;
}

/** What is made of the true answer to a request. */
export type Lie = (
  truth: EmulatedAnswer,
  request: EmulatedRequest,
) => EmulatedAnswer | Promise<EmulatedAnswer>;

/** Serves a request unless a fault says otherwise. */
export async function around(
  fault: Fault | undefined,
  request: EmulatedRequest,
  serve: () => EmulatedAnswer | Promise<EmulatedAnswer>,
): Promise<EmulatedAnswer> {
  if (fault === undefined) return await serve();
  if (typeof fault.answer === 'function') return await fault.answer(await serve(), request);
  if (fault.afterwards === true) await serve();
  return fault.answer;
}

/** Counts what faults have seen, since a fault itself is plain data in a list that tests change. */
export class FaultInjection {
  private readonly seen = new WeakMap<Fault, number>();

  /** The fault that hits this request, if any; every matching fault counts it. */
  of(request: EmulatedRequest, faults: readonly Fault[]): Fault | undefined {
    let hit: Fault | undefined;
    for (const fault of faults) {
      if (!matches(fault, request)) continue;
      const count = (this.seen.get(fault) ?? 0) + 1;
      this.seen.set(fault, count);
      const first = fault.nth ?? 1;
      const times = fault.times ?? (fault.nth === undefined ? Infinity : 1);
      if (count >= first && count < first + times) hit ??= fault;
    }
    return hit;
  }
}

function matches({ method, path }: Fault, request: EmulatedRequest): boolean {
  if (method !== undefined && method !== request.method) return false;
  const whole = request.path + decodeURIComponent(request.url.search);
  return request.path.search(path) >= 0 || whole.search(path) >= 0;
}
