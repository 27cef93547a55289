import type { Clock } from '../../http/clock.ts';
import type { Log } from '../../log/log.ts';
import type { Governor } from './governor.ts';
import { networkFailure, unreachable } from './network-failure.ts';
import { retryVerdict, usualPatience, type Patience, type Setback, type Verdict } from './retry-verdict.ts';
import { nameOf, type Wire, type WireRequest } from './wire.ts';

export interface Persistence {
  readonly governor: Governor;
  readonly clock: Clock;
  readonly log: Log;
  readonly patience?: Patience;
  /** Between 0 and 1, as Math.random. */
  readonly random?: () => number;
}

/** Shorter waits are nobody's business. */
const worthTelling = 5000;

/**
 * Repeats a request until its answer is final, asking `retryVerdict` after each attempt. The whole pipeline is gone
 * through each time, because the access token may end while we wait. Fails with AZURE_UNREACHABLE or
 * UNEXPECTED_ANSWER when there is no answer in the end; refusals are returned.
 */
export function persistent(wire: Wire, persistence: Persistence): Wire {
  const { governor, clock, patience = usualPatience, random = Math.random } = persistence;
  return async (request) => {
    const began = clock.now();
    for (let failed = 1; ; failed += 1) {
      const outcome = await attempt(request);
      if ('status' in outcome && outcome.status < 400) return outcome;
      const setback: Setback =
        'status' in outcome
          ? { kind: 'answer', request, answer: outcome }
          : { kind: 'network', failure: outcome };
      const now = clock.now();
      const tries = { failed, elapsed: now - began, now, chance: random() };
      const verdict = retryVerdict(setback, tries, patience);
      if (verdict === 'give up') {
        if ('status' in outcome) return outcome;
        throw unreachable(outcome, nameOf(request));
      }
      await waitAsTold(request, verdict);
    }
  };

  async function attempt(request: WireRequest) {
    try {
      return await governor.run(request, () => wire(request));
    } catch (error) {
      const failure = networkFailure(error);
      if (failure === undefined) throw error;
      return failure;
    }
  }

  async function waitAsTold(request: WireRequest, verdict: Exclude<Verdict, 'give up'>): Promise<void> {
    const { wait, because, everybody } = verdict;
    // One 429 stops all; each of a dozen requests under way may bring one, which is told once.
    const news = everybody ? governor.pause(wait) : true;
    if (news && wait > worthTelling) persistence.log.line(announcement(request, because, wait));
    if (!everybody) await clock.sleep(wait);
  }
}

function announcement(request: WireRequest, because: string, wait: number): string {
  const seconds = String(Math.round(wait / 1000));
  return `${because}: waiting ${seconds} s before ${nameOf(request)} is tried again.`;
}
