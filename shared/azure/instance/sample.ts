/** Of fewer things than this, each is asked for: that costs no more than a sample would. */
export const leastSample = 50;

const share = 0.05;

/** One thing in twenty, at least `least` of them if there are so many, from all over the list. */
export function spreadSample<T>(all: readonly T[], least = leastSample): readonly T[] {
  const wanted = sampleSize(all.length, least);
  if (wanted === all.length) return all;
  return Array.from(
    { length: wanted },
    (_, at) => all[Math.floor(((at + 0.5) * all.length) / wanted)],
  ).filter((one) => one !== undefined);
}

/** How many of `all` things a sample has. */
export function sampleSize(all: number, least = leastSample): number {
  return Math.min(all, Math.max(least, Math.ceil(all * share)));
}
