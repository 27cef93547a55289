import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { apply } from './apply.ts';
import { write } from './perform.ts';
import type { Step } from './steps.ts';

/** Steps that wait for some of those before them, under few locks. */
const graph = fc
  .array(
    fc.record({
      after: fc.array(fc.nat()),
      locks: fc.subarray(['a', 'b', 'c']),
      fails: fc.nat(9),
      takes: fc.nat(3),
    }),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .chain((nodes) =>
    fc
      .shuffledSubarray(
        nodes.map((_, at) => at),
        { minLength: nodes.length },
      )
      .map((order) => ({ nodes, order })),
  );

describe('apply', () => {
  it('runs each step after what it needs, never two under one lock, and skips only what needs a failure', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async ({ nodes, order }) => {
        const idOf = (at: number) => resourceId('tag', String(at));
        const needs = nodes.map(({ after }, at) =>
          at === 0 ? [] : [...new Set(after.map((one) => one % at))],
        );
        const steps = new Map(
          order.map((at): [string, Step] => {
            const resource = { id: idOf(at), properties: {} };
            const after = new Set((needs[at] ?? []).map((one) => keyOf(idOf(one))));
            return [
              keyOf(idOf(at)),
              {
                id: resource.id,
                document: { ...resource, current: true },
                changes: [{ kind: 'create', resource }],
                after,
                locks: nodes[at]?.locks ?? [],
              },
            ];
          }),
        );
        const ended = new Set<number>();
        const held = new Set<string>();
        const instance = instanceForTests();
        instance.write = async ({ document }) => {
          const at = Number(document.id.name);
          const { locks, fails, takes } = nodes[at]!;
          for (const one of needs[at] ?? []) assert.ok(ended.has(one), `${String(at)} before ${String(one)}`);
          assert.ok(!locks.some((lock) => held.has(lock)));
          for (const lock of locks) held.add(lock);
          for (let turn = 0; turn < takes; turn += 1) await Promise.resolve();
          for (const lock of locks) held.delete(lock);
          if (fails === 0) throw new TaskError('AZURE_REFUSED', { message: 'no' });
          ended.add(at);
        };
        const told: string[] = [];
        const outcomes = await apply(steps, {
          perform: (step) => write(step, instance),
          told: (key) => told.push(key),
          cancelled: new AbortController().signal,
        });
        assert.deepEqual([...told].sort(), [...steps.keys()].sort());
        const wanted = nodes.reduce<string[]>((all, { fails }, at) => {
          const isStopped = (needs[at] ?? []).some((one) => all[one] !== 'done');
          return [...all, isStopped ? 'not begun' : fails === 0 ? 'failed' : 'done'];
        }, []);
        assert.deepEqual(
          nodes.map((_, at) => outcomes.get(keyOf(idOf(at)))?.state),
          wanted,
        );
      }),
      { numRuns: 200 },
    );
  });
});
