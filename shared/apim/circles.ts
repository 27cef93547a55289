/** What waits for what, by key. */
export type Waiting = ReadonlyMap<string, { readonly after: ReadonlySet<string> }>;

/**
 * Circles among what waits for each other: each as the way round, "a" waits for "b" waits for "a". None of them can be
 * first. Every part of a circle is in one of those given, so that a run tells all that is wrong.
 */
export function circlesIn(steps: Waiting): readonly (readonly string[])[] {
  const left = withoutEnds(steps);
  const told = new Set<string>();
  return [...left.keys()].flatMap((start) => {
    if (told.has(start)) return [];
    const circle = wayBack(start, left);
    for (const key of circle ?? []) told.add(key);
    return circle === undefined ? [] : [circle];
  });
}

/** Whatever is left when all that waits for nothing has been taken away, again and again: circles, and what needs them. */
function withoutEnds(steps: Waiting): Waiting {
  const left = new Map(steps);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [key, { after }] of left) if (![...after].some((one) => left.has(one))) left.delete(key);
  }
  return left;
}

/** The shortest way from a step to itself; undefined: it only needs a circle and is in none. */
function wayBack(start: string, steps: Waiting): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const here of queue) {
    for (const next of steps.get(here)?.after ?? []) {
      if (next === start) return wayTo(here, cameFrom, start);
      if (cameFrom.has(next) || !steps.has(next)) continue;
      cameFrom.set(next, here);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string>, start: string): readonly string[] {
  const way = [end];
  for (let here = end; here !== start;) {
    here = cameFrom.get(here) ?? start;
    way.unshift(here);
  }
  return way;
}
