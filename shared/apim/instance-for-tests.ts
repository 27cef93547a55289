import { resourcesIn } from './documents.ts';
import type { Instance, Write } from './instance.ts';
import { describe, keyOf } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { type Gap, snapshot } from './snapshot.ts';

/** An instance in memory that tells what was asked of it. */
export interface InstanceForTests extends Instance {
  readonly resources: Map<string, Resource>;
  readonly gaps: Gap[];
  readonly writes: Write[];
  /** The names of what was asked for by itself. */
  readonly asked: string[];
  /** Called instead of keeping what is written. */
  refuse?: (write: Write) => void;
}

export function instanceForTests(resources: readonly Resource[] = []): InstanceForTests {
  const all = new Map(resources.map((one) => [keyOf(one.id), one]));
  const instance: InstanceForTests = {
    name: 'shop',
    resources: all,
    gaps: [],
    writes: [],
    asked: [],
    read: ({ includes }) => {
      const outside = [...all.values()].filter(({ id }) => !includes(id));
      const gaps = outside.map(({ id }): Gap => ({ of: id, why: 'outside the filter' }));
      return Promise.resolve(
        snapshot(
          [...all.values()].filter(({ id }) => includes(id)),
          [...instance.gaps, ...gaps],
        ),
      );
    },
    isGone: (id) => {
      instance.asked.push(describe(id));
      return Promise.resolve(!all.has(keyOf(id)));
    },
    write: async (write) => {
      await Promise.resolve();
      instance.writes.push(write);
      instance.refuse?.(write);
      for (const one of resourcesIn(write.document)) {
        const { secret, ...resource } = one;
        const kept = secret?.state === 'given' ? secret.value : undefined;
        const hidden =
          secret === undefined
            ? {}
            : { secret: { state: 'hidden' as const, reveal: () => Promise.resolve(kept) } };
        const before = all.get(keyOf(one.id))?.specification;
        all.set(keyOf(one.id), {
          ...(before === undefined ? {} : { specification: before }),
          ...resource,
          ...hidden,
        });
      }
    },
  };
  return instance;
}
