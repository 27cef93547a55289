import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { describe as inWords, keyOf, resourceId } from '../apim/resource-id.ts';
import { snapshot } from '../apim/snapshot.ts';
import { removalsOf } from './removals.ts';

const sales = resourceId('workspace', 'sales');
const tag = resourceId('tag', 'public', sales);
const resources = [sales, tag, resourceId('tag', 'public')].map((id) => ({ id, properties: {} }));
const removedWhen = async (wanted: readonly string[], deleteMode: 'owned' | 'all') => {
  const { removals } = await removalsOf(
    {
      wanted: new Set(wanted),
      living: new Set(),
      inUse: new Map(),
      fresh: [],
      gone: deleteMode === 'owned' ? [{ id: sales, properties: {}, current: true }] : [],
      spares: () => undefined,
      everything: deleteMode === 'all' ? snapshot(resources) : undefined,
    },
    { deleteMode, maxDeletes: 9, allowDeleteOf: [] },
    instanceForTests(resources),
  );
  return removals.map(({ resource, cascade }) => [inWords(resource.id), cascade]);
};

describe('A workspace without a file of its own', () => {
  for (const mode of ['owned', 'all'] as const) {
    it(`stays while files have something in it, with deleteMode ${mode}`, async () => {
      const removed = await removedWhen([keyOf(tag), keyOf(resourceId('tag', 'public'))], mode);
      assert.deepEqual(removed, []);
    });

    it(`goes with all that is in it when no file is left, and nothing of the instance, with deleteMode ${mode}`, async () => {
      const removed = await removedWhen([keyOf(resourceId('tag', 'public'))], mode);
      assert.deepEqual(removed, [['workspace sales', ['tag public in workspace sales']]]);
    });
  }
});
