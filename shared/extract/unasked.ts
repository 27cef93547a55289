import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { type Gap, resourceAt, type Snapshot } from '../apim/snapshot.ts';

/**
 * Leaves out what consumers made for themselves, such as the subscriptions of the developer portal: no configuration,
 * and with the names of people; and what is as every instance is born. What the files have already, somebody wants to
 * have there.
 */
export function withoutUnasked(live: Snapshot, written: Snapshot): Snapshot {
  const left = new Map(
    [...live.resources.values()].flatMap((resource) => {
      const why = resourceAt(written, resource.id) === undefined ? reasonToLeave(resource) : undefined;
      return why === undefined ? [] : [[keyOf(resource.id), { of: resource.id, why }] as const];
    }),
  );
  if (left.size === 0) return live;
  return {
    ...live,
    resources: new Map([...live.resources].filter(([key]) => !left.has(key))),
    gaps: [...live.gaps, ...left.values()],
  };
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

function reasonToLeave({ id, properties }: Resource): 'of consumers' | 'made by the service' | undefined {
  const { asBorn, ofConsumers } = kindOf(id.kind);
  if (ofConsumers?.(properties) === true) return 'of consumers';
  // Workspaces are born empty.
  const isAsBorn = id.parent === undefined && asBorn?.(id.name, properties) === true;
  return isAsBorn ? 'made by the service' : undefined;
}
