import { stopReason } from '../../errors/stopped.ts';
import type { Clock } from '../../http/clock.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

export interface Limits {
  /** Requests under way at once. */
  readonly reads: number;
  readonly writes: number;
}

/** Peers are seen to do well with 5 to 10 at once (facts: apim-rest 4.4); lists are cheap, writes lock. */
export const usualLimits: Limits = { reads: 12, writes: 6 };

/**
 * Keeps all requests of the process together within what Azure bears: so many at once, none while Azure asked for a
 * pause, fewer a second when the tokens that are left become few. Azure counts reads and writes apart.
 */
export class Governor {
  private readonly lanes: Readonly<Record<Kind, Lane>>;
  private readonly clock: Clock;
  private readonly stopped: AbortSignal | undefined;
  private pausedUntil = 0;

  constructor(clock: Clock, limits: Limits = usualLimits, stopped?: AbortSignal) {
    this.clock = clock;
    this.stopped = stopped;
    this.lanes = { read: new Lane(limits.reads), write: new Lane(limits.writes) };
  }

  /** Sends when it is this request's turn; not at all when the run has been stopped. What was begun already goes before what has not been tried yet. */
  async run(
    request: WireRequest,
    send: () => Promise<WireAnswer>,
    turn: 'first' | 'again' = 'first',
  ): Promise<WireAnswer> {
    const lane = this.lanes[kindOf(request)];
    await lane.enter(turn);
    try {
      await this.untilAllowed(lane);
      if (this.stopped?.aborted === true) throw stopReason(this.stopped);
      const answer = await send();
      lane.learn(answer);
      return answer;
    } finally {
      lane.leave();
    }
  }

  /** Holds back whatever has not been sent yet. Returns true when this made the pause longer by more than a second. */
  pause(milliseconds: number): boolean {
    const until = this.clock.now() + milliseconds;
    const longer = until > this.pausedUntil + 1000;
    this.pausedUntil = Math.max(this.pausedUntil, until);
    // Each of a dozen requests under way may bring a 429: only the first of them counts.
    if (longer) for (const lane of Object.values(this.lanes)) lane.narrow();
    return longer;
  }

  private async untilAllowed(lane: Lane): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const wait = Math.max(this.pausedUntil, lane.nextStart) - now;
      if (wait <= 0) {
        lane.nextStart = now + lane.spacing;
        return;
      }
      await this.clock.sleep(wait);
    }
  }
}

type Kind = 'read' | 'write';

/** Actions (POST) are counted as writes by Azure (facts: apim-rest 5). */
function kindOf({ method }: WireRequest): Kind {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

class Lane {
  /** Milliseconds since 1970 before which none may start, and the distance between two starts. */
  nextStart = 0;
  spacing = 0;
  /** How many may be under way now: halved by each pause, grown again by successes. */
  private width: number;
  private underWay = 0;
  private readonly widest: number;
  private readonly queue: (() => void)[] = [];

  constructor(widest: number) {
    this.widest = widest;
    this.width = widest;
  }

  async enter(turn: 'first' | 'again'): Promise<void> {
    if (this.underWay < Math.floor(this.width)) {
      this.underWay += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      if (turn === 'again') this.queue.unshift(resolve);
      else this.queue.push(resolve);
    });
  }

  leave(): void {
    this.underWay -= 1;
    while (this.underWay < Math.floor(this.width)) {
      const next = this.queue.shift();
      if (next === undefined) return;
      this.underWay += 1;
      next();
    }
  }

  learn({ status, headers }: WireAnswer): void {
    this.spacing = spacingFor(remainingTokens(headers));
    if (status < 400) this.width = Math.min(this.widest, this.width + 1 / this.width);
  }

  narrow(): void {
    this.width = Math.max(1, this.width / 2);
  }
}

/** The smallest of the x-ms-ratelimit-remaining-… numbers of an answer, or undefined without any. */
export function remainingTokens(headers: WireAnswer['headers']): number | undefined {
  const counts = Object.entries(headers)
    .filter(([name, value]) => name.startsWith('x-ms-ratelimit-remaining-') && /^\d+$/.test(value))
    .map(([, value]) => Number(value));
  return counts.length === 0 ? undefined : Math.min(...counts);
}

/** Buckets refill by 10 (writes) to 25 (reads) tokens a second (facts: apim-rest 5): below 40 we go no faster than that. */
export function spacingFor(remaining: number | undefined): number {
  if (remaining === undefined || remaining >= 40) return 0;
  return remaining >= 10 ? 50 : 150;
}
