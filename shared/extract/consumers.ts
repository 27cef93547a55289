import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { type Gap, resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';

/**
 * Leaves out what consumers made for themselves, such as the subscriptions of the developer portal: no configuration,
 * and with the names of people. What the files have already, somebody wants to have there.
 */
export function withoutConsumers(live: Snapshot, written: Snapshot): Snapshot {
  const left = [...live.resources.values()].filter(
    (resource) => isOfConsumers(resource) && resourceAt(written, resource.id) === undefined,
  );
  if (left.length === 0) return live;
  const keys = new Set(left.map(({ id }) => keyOf(id)));
  return snapshot(
    [...live.resources.values()].filter(({ id }) => !keys.has(keyOf(id))),
    [...live.gaps, ...left.map(({ id }): Gap => ({ of: id, why: 'of consumers' }))],
  );
}

/** One line for each kind: "12 resources of the kind subscription belong to consumers...". */
export function consumersInWords(gaps: readonly Gap[]): readonly string[] {
  const own = gaps.flatMap(({ of, why }) =>
    why === 'of consumers' && typeof of !== 'string' ? [kindOf(of.kind).words] : [],
  );
  return [...grouped(own, (words) => words)].map(
    ([words, { length }]) => `Not in the files, since consumers made them: ${words} (${length})`,
  );
}

function isOfConsumers({ id, properties }: Resource): boolean {
  return kindOf(id.kind).ofConsumers?.(properties) === true;
}
