import { setFlagsFromString } from 'node:v8';

/**
 * Lets memory grow in small steps. Left alone, V8 collects late and keeps about as much garbage again as there is in
 * use: 986 MiB for 2,000 APIs (docs/guides/measurements.md), on agents that often have no more than a few GiB for all.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}
