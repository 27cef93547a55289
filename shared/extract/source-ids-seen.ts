import { firstAndMore } from '../apim/first-few.ts';
import type { Document } from '../apim/documents.ts';
import { compareIds, describe, type ResourceId } from '../apim/resource-id.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import { countIn, sourceIds } from '../apim/source-ids.ts';

/** Notes where files name the instance that they come from, while they go by. */
export interface SourceIdsSeen {
  /** Loads the specification. */
  readonly look: (document: Document) => Promise<void>;
  /** One line for each name: how often, and where. */
  readonly inWords: () => readonly string[];
}

const mostPlaces = 5;

/** What files say in their author's words is not changed: it would mean this instance in the next environment too. */
export function sourceIdsSeen(instanceId: string, live: Snapshot): SourceIdsSeen {
  const all = sourceIds(instanceId, live).map((id) => ({ id, places: new Map<ResourceId, number>() }));
  return {
    look: async ({ id, properties, policy = '', specification }) => {
      const texts = [JSON.stringify(properties), policy, (await specification?.load()) ?? ''];
      for (const { id: source, places } of all) {
        const count = texts.reduce((sum, text) => sum + countIn(text, source), 0);
        if (count > 0) places.set(id, count);
      }
    },
    inWords: () =>
      all.flatMap(({ id, places }) => {
        if (places.size === 0) return [];
        const count = [...places.values()].reduce((sum, one) => sum + one, 0);
        const names = [...places.keys()].sort(compareIds).map(describe);
        return [`${id.words}: ${times(count)}, in ${firstAndMore(names, mostPlaces)}`];
      }),
  };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
