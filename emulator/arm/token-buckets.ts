import { Refusal } from './refusal.ts';
import type { Switches } from './switches.ts';

/** How many requests at once, and how many more a second (facts 5). */
const sizes = {
  reads: { capacity: 250, refill: 25 },
  writes: { capacity: 200, refill: 10 },
  deletes: { capacity: 200, refill: 10 },
} as const;

type Operation = keyof typeof sizes;

/** All principals of a subscription together have so many times as much. */
const globalShare = 15;

/** The throttling of ARM: a bucket for each principal, subscription and kind of operation, and one for all principals. */
export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly now: () => number,
    private readonly switches: Pick<Switches, 'throttledRequests'>,
  ) {}

  /** Takes a token of both buckets; gives the headers that tell what is left, or refuses with 429. */
  take(principal: string, subscriptionId: string, method: string): Record<string, string> {
    const operation = operationOf(method);
    const subscription = subscriptionId.toLowerCase();
    const own = this.filled(`${subscription} ${principal} ${operation}`, operation, 1);
    const all = this.filled(`${subscription} ${operation}`, operation, globalShare);
    if (own.tokens < 1 || all.tokens < 1) {
      const { refill } = sizes[operation];
      // "429s keep counting" (facts 5): who asks without a pause waits the longer.
      if (this.switches.throttledRequests === 'counted') own.tokens -= 1;
      const missing = Math.max((1 - own.tokens) / refill, (1 - all.tokens) / (refill * globalShare));
      throw throttled(subscriptionId, method, Math.max(1, Math.ceil(missing)));
    }
    own.tokens -= 1;
    all.tokens -= 1;
    return {
      [`x-ms-ratelimit-remaining-subscription-${operation}`]: String(Math.floor(own.tokens)),
      [`x-ms-ratelimit-remaining-subscription-global-${operation}`]: String(Math.floor(all.tokens)),
    };
  }

  private filled(name: string, operation: Operation, share: number): { tokens: number } {
    const { capacity, refill } = sizes[operation];
    const now = this.now();
    const bucket = this.buckets.get(name) ?? { tokens: capacity * share, at: now };
    bucket.tokens = Math.min(capacity * share, bucket.tokens + (refill * share * (now - bucket.at)) / 1000);
    bucket.at = now;
    this.buckets.set(name, bucket);
    return bucket;
  }
}

/** Actions (POST) count as writes (facts 5). */
function operationOf(method: string): Operation {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function throttled(subscriptionId: string, method: string, seconds: number): Refusal {
  return new Refusal(
    429,
    'SubscriptionRequestsThrottled',
    `Number of requests for subscription '${subscriptionId}' and operation '${method}' exceeded the backend storage limit. Please try again after '${String(seconds)}' seconds.`,
    undefined,
    { 'retry-after': String(seconds) },
  );
}
