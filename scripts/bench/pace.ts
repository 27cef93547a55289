import { fillManyApis, type Size } from '../../test/services/many-apis.ts';
import { startWorldInProcess } from '../../test/services/world-in-process.ts';

/** Reads that ARM allows at once, and how many more each second (facts: apim-rest 5). */
const bucket = { capacity: 250, refill: 25 };

/** How fast an extraction is when ARM throttles it. */
export interface Pace {
  readonly requests: number;
  /** By the clock of the emulator, which does not wait. */
  readonly seconds: number;
  /** Times the least that the bucket allows. */
  readonly ratio: number;
}

/** Extracts in process: each request takes a tenth of a second, and the buckets of ARM count. */
export async function measurePace(size: Size): Promise<Pace> {
  const world = await startWorldInProcess(
    { longRunning: 'none' },
    { withoutContent: true, throttling: true, latency: 100 },
  );
  try {
    await fillManyApis(world.dev, size);
    world.arm.requests.clear();
    const begun = world.clock.now();
    await world.extract('contoso-dev');
    const seconds = (world.clock.now() - begun) / 1000;
    const requests = world.arm.requests.entries.length;
    return { requests, seconds, ratio: seconds / ((requests - bucket.capacity) / bucket.refill) };
  } finally {
    await world.stop();
  }
}
