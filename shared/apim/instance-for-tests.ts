import { resourcesIn } from './documents.ts';
import type { Instance, Promotion, StoredMarker, Write } from './instance.ts';
import { describe, isScope, keyOf, pathOf, type ResourceId } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { type Gap, snapshot } from './snapshot.ts';

/** An instance in memory that tells what was asked of it. */
export interface InstanceForTests extends Instance {
  readonly resources: Map<string, Resource>;
  readonly gaps: Gap[];
  readonly writes: Write[];
  readonly releases: (Promotion & { readonly revision: string })[];
  /** The names of what was asked for by itself. */
  readonly asked: string[];
  /** The names of what was deleted. */
  readonly deleted: string[];
  /** By name; of a workspace by "sales/name". */
  readonly storedMarkers: Map<string, StoredMarker>;
  /** Names of consumers' things, by the words of what they are in. */
  readonly consumers: Map<string, readonly string[]>;
  /** The same of what nobody uses. */
  readonly withoutUse: Map<string, readonly string[]>;
  /** Called instead of keeping what is written. */
  refuse?: (write: Write) => void;
  /** Called before something is deleted. */
  refuseDelete?: (id: ResourceId) => void;
}

export function instanceForTests(resources: readonly Resource[] = []): InstanceForTests {
  const all = new Map(resources.map((one) => [keyOf(one.id), one]));
  let version = 0;
  const instance: InstanceForTests = {
    id: '/subscriptions/s/resourceGroups/apis/providers/Microsoft.ApiManagement/service/shop',
    name: 'shop',
    deleted: [],
    storedMarkers: new Map(),
    consumers: new Map(),
    withoutUse: new Map(),
    markers: {
      read: (id) => Promise.resolve(instance.storedMarkers.get(nameOfMarker(id))),
      write: (id, text, known) => {
        if (id.parent !== undefined && !all.has(keyOf(id.parent)))
          return Promise.reject(new Error(`There is no ${describe(id.parent)} to keep a marker in.`));
        const name = nameOfMarker(id);
        if (instance.storedMarkers.get(name)?.version !== known) return Promise.resolve('changed' as const);
        const stored = { text, version: String((version += 1)) };
        instance.storedMarkers.set(name, stored);
        return Promise.resolve(stored);
      },
    },
    item: (id) => Promise.resolve(all.get(keyOf(id))),
    consumersOf: (id) => {
      const live = instance.consumers.get(describe(id)) ?? [];
      return Promise.resolve({ live, others: instance.withoutUse.get(describe(id)) ?? [] });
    },
    delete: (id) => {
      instance.refuseDelete?.(id);
      instance.deleted.push(describe(id));
      for (const [key, one] of all)
        if (pathOf(one.id).some((step) => keyOf(step) === keyOf(id))) all.delete(key);
      for (const name of instance.storedMarkers.keys())
        if (isScope(id) && name.startsWith(`${id.name.toLowerCase()}/`)) instance.storedMarkers.delete(name);
      return Promise.resolve();
    },
    atStake: () => [],
    resources: all,
    gaps: [],
    writes: [],
    releases: [],
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
    release: ({ name, parent }, promotion) => {
      const api = parent === undefined ? undefined : all.get(keyOf(parent));
      if (api === undefined)
        return Promise.reject(new Error('Only a revision of an API that is there is released.'));
      instance.releases.push({ revision: name, ...promotion });
      all.set(keyOf(api.id), { ...api, properties: { ...api.properties, apiRevision: name } });
      return Promise.resolve();
    },
    write: async (write) => {
      await Promise.resolve();
      instance.writes.push(write);
      instance.refuse?.(write);
      for (const one of resourcesIn(write.document)) {
        const { secret, ...resource } = one;
        const kept = secret?.state === 'given' ? secret.values : undefined;
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

function nameOfMarker({ name, parent }: ResourceId): string {
  return parent === undefined ? name : `${parent.name.toLowerCase()}/${name}`;
}
