import type { GitApi } from 'azure-devops-node-api/GitApi.js';
import type { Clock } from '../http/clock.ts';
import { retryAfter } from '../http/retry-after.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { taskErrorOf, type Place } from './remedy.ts';
import { ServiceAnswer } from './service-answer.ts';

/** Answers in numbers that mean "later"; 500 too, unless the service says with a number what is wrong. */
const passing = [408, 429, 500, 502, 503, 504];
const attempts = 5;

/**
 * The one way to the service. Reads are repeated while failing may pass; writes only when the service says that it
 * did not take them (429). Whatever remains is told as a TaskError that says what to do.
 */
export class Ask {
  readonly place: Place;
  private readonly api: GitApi;
  private readonly clock: Clock;
  private readonly log: Log;

  constructor(api: GitApi, place: Place, clock: Clock, log: Log) {
    this.api = api;
    this.place = place;
    this.clock = clock;
    this.log = log;
  }

  /** `what` completes "could not": "read branch main". */
  read<T>(what: string, call: (api: GitApi) => Promise<T | null>): Promise<T> {
    return this.until(what, call, (error) => mayPass(error));
  }

  write<T>(what: string, call: (api: GitApi) => Promise<T | null>): Promise<T> {
    return this.until(what, call, (error) => error instanceof ServiceAnswer && error.status === 429);
  }

  /** Lets some time go by before something is tried again for a reason of the caller's. */
  async pause(attempt: number): Promise<void> {
    await this.clock.sleep(1000 * 2 ** attempt);
  }

  private async until<T>(
    what: string,
    call: (api: GitApi) => Promise<T | null>,
    again: (error: unknown) => boolean,
  ): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await call(this.api);
        if (result !== null) return result;
        throw new ServiceAnswer(200, 'The answer was not in JSON.');
      } catch (error) {
        if (error instanceof TypeError) throw error; // a bug, not a failure of the service
        if (attempt + 1 >= attempts || !again(error)) throw taskErrorOf(error, what, this.place);
        const wait = this.askedToWait(error) ?? 1000 * 2 ** attempt;
        const reason = error instanceof ServiceAnswer ? `answered ${error.status}` : 'could not be reached';
        const text = `Azure DevOps ${reason}; trying again in ${Math.ceil(wait / 1000)} s (could not ${what}).`;
        if (wait > 5000) this.log.line(text);
        else this.log.debug(text);
        await this.clock.sleep(wait);
      }
    }
  }

  private askedToWait(error: unknown): number | undefined {
    if (!(error instanceof ServiceAnswer)) return undefined;
    const header = (name: string) => {
      const value = error.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    return retryAfter(header, this.clock.now());
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof TaskError) return false; // what is known to need a person
  if (error instanceof ServiceAnswer) {
    return (passing.includes(error.status) && error.number === undefined) || isUnreadable(error);
  }
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  // Node names what broke; only the client's own limit of time has no code.
  if (typeof code !== 'string') return error.message.startsWith('Request timeout');
  return !/CERT|SIGNATURE|ERR_/.test(code);
}

/** A yes that broke off on its way. */
const isUnreadable = (answer: ServiceAnswer) => answer.status === 200 && !answer.isPage;
