import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';

/** A scripted failure. */
export interface Fault {
  readonly method?: string;
  /** Matched against the decoded path without query. */
  readonly path: RegExp;
  /** Starts at the nth matching request, 1-based; 1 unless told. */
  readonly nth?: number;
  /** How many requests it strikes; 1 unless told. */
  readonly times?: number;
  readonly answer: EmulatedAnswer;
  /** The request is carried out first; only its answer is replaced. */
  readonly afterwards?: boolean;
}

/** Strikes requests with the failures that a test has listed. */
export class Faults {
  private readonly seen = new Map<Fault, number>();
  private readonly list: readonly Fault[];

  constructor(list: readonly Fault[]) {
    this.list = list;
  }

  async around(request: EmulatedRequest, answer: () => Promise<EmulatedAnswer>): Promise<EmulatedAnswer> {
    // All of them count, also those behind the one that strikes.
    const [struck] = this.list.filter((fault) => this.strikes(fault, request));
    if (struck === undefined) return answer();
    if (struck.afterwards) await answer();
    return struck.answer;
  }

  private strikes(fault: Fault, { method, path }: EmulatedRequest): boolean {
    if (!fault.path.test(path) || (fault.method ?? method) !== method) return false;
    const count = (this.seen.get(fault) ?? 0) + 1;
    this.seen.set(fault, count);
    const first = fault.nth ?? 1;
    return count >= first && count < first + (fault.times ?? 1);
  }
}
