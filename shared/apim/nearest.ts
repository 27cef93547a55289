import { distance } from 'fastest-levenshtein';
import { firstAndMore } from './first-few.ts';

/** The most similar of the names, if one is similar at all. Case does not count. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const ranked = [...names]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .sort((left, right) => left.steps - right.steps);
  const [best] = ranked;
  return best !== undefined && best.steps <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** Whether a name is the other one in another case, or but for one letter. */
export function isSlip(name: string, meant: string): boolean {
  return name !== meant && distance(name.toLowerCase(), meant.toLowerCase()) <= 1;
}

/** " Did you mean orders?", or which names there are when none is similar. */
export function didYouMean(name: string, names: readonly string[]): string {
  const best = nearest(name, names);
  if (best !== undefined) return `Did you mean ${best}?`;
  if (names.length === 0) return 'There are none.';
  return `There are: ${firstAndMore([...names].sort(), 10)}.`;
}
