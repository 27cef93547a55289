import type { Clock } from '../../http/clock.ts';
import type { Log } from '../../log/log.ts';
import type { Governor } from './governor.ts';
import { networkFailure, unreachable, type NetworkFailure } from './network-failure.ts';
import {
  mayHaveBeenDone,
  retryVerdict,
  usualPatience,
  type Patience,
  type Setback,
  type Verdict,
} from './retry-verdict.ts';
import { nameOf, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

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
    // Without the time in the queue: of thousands of requests the last one has to wait for minutes.
    let elapsed = 0;
    let silence = false;
    for (let failed = 1; ; failed += 1) {
      const { outcome, duration } = await attempt(request, failed);
      elapsed += duration;
      if ('status' in outcome && outcome.status < 400) return outcome;
      const setback: Setback =
        'status' in outcome
          ? { kind: 'answer', request, answer: outcome }
          : { kind: 'network', failure: outcome };
      const verdict = retryVerdict(
        setback,
        { failed, elapsed, now: clock.now(), chance: random() },
        patience,
      );
      if (verdict === 'give up') {
        if ('status' in outcome) return silence ? { ...outcome, afterSilence: true } : outcome;
        throw unreachable(outcome, nameOf(request));
      }
      silence ||= mayHaveBeenDone(setback);
      await waitAsTold(request, verdict);
      elapsed += verdict.wait;
    }
  };

  async function attempt(request: WireRequest, nth: number) {
    let began = clock.now();
    const send = () => {
      began = clock.now();
      return wire(request);
    };
    const outcome = await outcomeOf(governor.run(request, send, nth === 1 ? 'first' : 'again'));
    return { outcome, duration: clock.now() - began };
  }

  async function waitAsTold(request: WireRequest, verdict: Exclude<Verdict, 'give up'>): Promise<void> {
    const { wait, because, everybody } = verdict;
    // One 429 stops all; each of a dozen requests under way may bring one, which is told once.
    const news = everybody ? governor.pause(wait) : true;
    if (news && wait > worthTelling) persistence.log.line(announcement(request, because, wait));
    if (!everybody) await clock.sleep(wait);
  }
}

/** A broken connection is an outcome like a refusal; everything else is thrown on. */
async function outcomeOf(sending: Promise<WireAnswer>): Promise<WireAnswer | NetworkFailure> {
  try {
    return await sending;
  } catch (error) {
    const failure = networkFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

function announcement(request: WireRequest, because: string, wait: number): string {
  const seconds = String(Math.round(wait / 1000));
  return `${because}: waiting ${seconds} s before ${nameOf(request)} is tried again.`;
}
