import { type Json, stableText } from '../apim/json.ts';

/** For each wanted item the place of the item that it was, or undefined for a new one. */
export function aligned(was: readonly Json[], wanted: readonly Json[]): readonly (number | undefined)[] {
  if (was.length === wanted.length) return wanted.map((_, at) => at);
  const [before, after] = [was.map(stableText), wanted.map(stableText)];
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  let tail = 0;
  while (
    tail < before.length - same &&
    tail < after.length - same &&
    before.at(-1 - tail) === after.at(-1 - tail)
  )
    tail += 1;
  const shift = before.length - after.length;
  return after.map((_, at) => {
    if (at < same) return at;
    if (at >= after.length - tail) return at + shift;
    return at < before.length - tail ? at : undefined;
  });
}

/** The wanted keys in an order in which those that are there keep theirs, each new one after its neighbour. */
export function keysInOrder(there: readonly string[], wanted: readonly string[]): readonly string[] {
  const kept = new Set(wanted);
  const order = there.filter((key) => kept.has(key));
  for (const [at, key] of wanted.entries()) {
    if (order.includes(key)) continue;
    const neighbour = wanted[at - 1];
    order.splice(neighbour === undefined ? 0 : order.indexOf(neighbour) + 1, 0, key);
  }
  return order;
}
