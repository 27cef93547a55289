import assert from 'node:assert/strict';
import { check, constantFrom, uniqueArray, tuple, property } from 'fast-check';
import { circlesIn } from './circles.ts';

const steps = (...edges: readonly (readonly [string, string])[]) => {
  const after = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    after.set(from, (after.get(from) ?? new Set()).add(to));
    if (!after.has(to)) after.set(to, new Set());
  }
  return new Map([...after].map(([key, keys]) => [key, { after: keys }]));
};

describe('circlesIn', () => {
  it('tells the way round, without what only leads there or away', () => {
    assert.deepEqual(circlesIn(steps(['in', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'out'])), [
      ['a', 'b', 'c'],
    ]);
  });

  it('tells each of several, also where one needs the other', () => {
    const found = circlesIn(steps(['a', 'b'], ['b', 'a'], ['b', 'between'], ['between', 'c'], ['c', 'c']));
    assert.deepEqual(found, [['a', 'b'], ['c']]);
  });

  it('finds none where everything has an order, and takes what is not there for done', () => {
    assert.deepEqual(circlesIn(steps(['a', 'b'], ['a', 'c'], ['b', 'c'])), []);
    assert.deepEqual(circlesIn(new Map([['a', { after: new Set(['elsewhere']) }]])), []);
  });

  it('gives ways that can be gone, and none exactly where there is an order', () => {
    const name = constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const edges = uniqueArray(tuple(name, name), { maxLength: 12, selector: String });
    const result = check(
      property(edges, (all) => {
        const graph = steps(...all);
        const circles = circlesIn(graph);
        for (const circle of circles)
          for (const [at, key] of circle.entries()) {
            const next = circle[(at + 1) % circle.length] ?? '';
            assert.ok(graph.get(key)?.after.has(next), `${key} -> ${next}`);
          }
        assert.equal(circles.length === 0, hasOrder(graph));
      }),
    );
    assert.equal(result.failed, false, JSON.stringify(result.counterexample));
  });
});

/** By trying: takes away what waits for nothing that is left. */
function hasOrder(graph: ReturnType<typeof steps>): boolean {
  const done = new Set<string>();
  for (const _ of graph)
    for (const [key, { after }] of graph) if ([...after].every((one) => done.has(one))) done.add(key);
  return done.size === graph.size;
}
