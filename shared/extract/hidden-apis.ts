import { apiTypeOf, isSeldomListed } from '../apim/api-type.ts';
import type { Document } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';

/** APIs with files of which nobody can tell whether the instance has them. */
export interface Hidden {
  /** Whether it is such an API, or lives in one. */
  readonly has: (id: ResourceId) => boolean;
  /** One line for each. */
  readonly notes: readonly string[];
}

/**
 * APIs of newer types that the instance does not show, where it shows no other one of its type either: their files stay.
 * Where it shows one, its version knows the type, and what it does not show is gone.
 */
export function hiddenApis(live: Snapshot, documents: readonly Document[], selection: Selection): Hidden {
  const shown = new Set([...live.resources.values()].map(({ properties }) => apiTypeOf(properties)));
  const found = documents.filter(({ id, properties }) => {
    const type = apiTypeOf(properties);
    const isApi = kindOf(id.kind).naming !== undefined;
    if (!isApi || !isSeldomListed(properties) || shown.has(type)) return false;
    return selection.includes(id) && resourceAt(live, id) === undefined && gapAt(live, id) === undefined;
  });
  const keys = new Set(found.map(({ id }) => keyOf(id.parent ?? id)));
  return {
    has: (id) => pathOf(id).some((above) => keys.has(keyOf(above))),
    notes: found.map(
      ({ id, properties }) =>
        `The files of ${describe(id)} stay: the instance shows no API of type ${apiTypeOf(properties)}, and the version of Azure's interface that this task speaks may leave them out. Delete them if it is gone.`,
    ),
  };
}
