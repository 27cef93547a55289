import type { Clock } from '../../http/clock.ts';
import type { Log } from '../../log/log.ts';
import { networkFailure } from './network-failure.ts';
import { correlationOf, nameOf, type Wire } from './wire.ts';

/** Tells each attempt to the debug log: method, path, outcome, duration. No bodies, and no queries: links are signed there. */
export function logged(wire: Wire, log: Log, clock: Clock): Wire {
  return async (request) => {
    const began = clock.now();
    const tell = (outcome: string) => {
      log.debug(`${nameOf(request)}: ${outcome} after ${String(clock.now() - began)} ms`);
    };
    try {
      const answer = await wire(request);
      tell(`${String(answer.status)}, correlation ${correlationOf(answer) ?? 'unknown'},`);
      return answer;
    } catch (error) {
      tell(networkFailure(error)?.code ?? (error instanceof Error ? error.name : 'failed'));
      throw error;
    }
  };
}
