import { randomBytes } from 'node:crypto';
import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { JsonObject } from './json.ts';
import type { Place } from './place.ts';
import { notFound, Refusal } from './refusal.ts';

/** Something that the service goes on doing after it has answered. */
export interface LongRunningWrite {
  readonly id: string;
  readonly place: Place;
  /** What the poll answers in the end (facts 1.0, asyncCode). */
  readonly finalStatus: number;
  /** Shown while it runs. */
  readonly preview: JsonObject | undefined;
  pollsLeft: number;
  outcome: 'running' | EmulatedAnswer;
  refusal?: Refusal;
  readonly work: () => EmulatedAnswer;
}

/** Long-running writes of one instance, and the lock that they hold on an API (facts 1.0, 4.4). */
export class LongRunningWrites {
  private readonly writes = new Map<string, LongRunningWrite>();
  private readonly active = new Set<LongRunningWrite>();
  /** API root -> writes that are still refused although the long-running one has succeeded. */
  private readonly afterglow = new Map<string, number>();

  /** The last that was begun. */
  newest: LongRunningWrite | undefined;

  constructor(private readonly instance: Instance) {}

  start(options: Pick<LongRunningWrite, 'place' | 'finalStatus' | 'preview' | 'work'>): LongRunningWrite {
    const write: LongRunningWrite = {
      ...options,
      id: randomBytes(12).toString('hex'),
      pollsLeft: this.instance.switches.pollsUntilDone,
      outcome: 'running',
    };
    this.writes.set(write.id, write);
    this.active.add(write);
    this.newest = write;
    return write;
  }

  find(id: string): LongRunningWrite | undefined {
    return this.writes.get(id);
  }

  byId(id: string): LongRunningWrite {
    const write = this.find(id);
    if (!write) throw notFound('Operation result');
    return write;
  }

  /** Ends all that still run, in the order in which they were begun. */
  endAll(): void {
    for (const write of [...this.active]) this.finish(write);
  }

  /** As if none had ever been begun. */
  forget(): void {
    for (const all of [this.writes, this.active, this.afterglow]) all.clear();
    this.newest = undefined;
  }

  /** Lets it end now; gives what the last poll would be answered. */
  end(write: LongRunningWrite): EmulatedAnswer {
    if (write.outcome === 'running') this.finish(write);
    return write.outcome === 'running' ? { status: 202 } : write.outcome;
  }

  /** The one that runs on this resource, if any; asking lets time pass. */
  runningOn(key: string): LongRunningWrite | undefined {
    return this.running(({ place }) => place.key === key);
  }

  /** The one that runs on a member of this collection, if any; asking lets time pass. */
  runningIn(collection: string): LongRunningWrite | undefined {
    return this.running(({ place }) => place.collection === collection);
  }

  /** Lets time pass by one poll; true while it still runs. */
  stillRuns(write: LongRunningWrite): boolean {
    if (write.outcome !== 'running') return false;
    if (write.pollsLeft > 0) {
      write.pollsLeft -= 1;
      return true;
    }
    this.finish(write);
    return false;
  }

  /** Refuses a write below an API that is being written (facts 4.4); refused writes let time pass as polls do. */
  checkLock({ apiRoot }: Place): void {
    if (apiRoot === undefined) return;
    const left = this.afterglow.get(apiRoot) ?? 0;
    if (this.running(({ place }) => place.apiRoot === apiRoot)) throw locked();
    if (left === 0) return;
    this.afterglow.set(apiRoot, left - 1);
    throw locked();
  }

  private running(wanted: (write: LongRunningWrite) => boolean): LongRunningWrite | undefined {
    return [...this.active].find((write) => wanted(write) && this.stillRuns(write));
  }

  private finish(write: LongRunningWrite): void {
    this.active.delete(write);
    try {
      write.outcome = write.work();
      const { apiRoot } = write.place;
      if (apiRoot !== undefined)
        this.afterglow.set(apiRoot, this.instance.switches.lockOutlivesSuccessByWrites);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      write.refusal = error;
      write.outcome = error.answer;
    }
  }
}

function locked(): Refusal {
  return new Refusal(409, 'PessimisticConcurrencyConflict', 'Operation on the API is in progress', null);
}
