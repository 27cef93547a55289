/** Lets exports run beside each other only where they do not disturb each other (facts: apim-rest 2.2). */
export interface ExportQueue {
  /** One after the other within a group. */
  inTurn<T>(group: string, work: () => Promise<T>): Promise<T>;
  /** While nothing else is exported. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function exportQueue(): ExportQueue {
  const last = new Map<string, Promise<unknown>>();
  const running = new Set<Promise<unknown>>();
  let gate: Promise<unknown> = Promise.resolve();
  const started = <T>(work: () => Promise<T>): Promise<T> => {
    const run = work();
    const ended: Promise<unknown> = run.catch(() => undefined).then(() => running.delete(ended));
    running.add(ended);
    return run;
  };
  return {
    inTurn: (group, work) => {
      const before = last.get(group) ?? Promise.resolve();
      const passed = async () => {
        // The gate may be closed again by the time that it opens.
        for (let seen: unknown; seen !== gate;) {
          seen = gate;
          await gate;
        }
        return await started(work);
      };
      const mine = before.then(passed, passed);
      last.set(group, mine);
      return mine;
    },
    alone: (work) => {
      const before = gate;
      const mine = before.then(async () => {
        await Promise.allSettled(running);
        return await work();
      });
      gate = mine.catch(() => undefined);
      return mine;
    },
  };
}
