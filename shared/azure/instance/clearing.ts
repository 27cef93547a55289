import type { Difference } from '../../apim/differences.ts';
import { isList, type JsonObject, valueAt, withValueAt } from '../../apim/json.ts';

/**
 * What shall go, named as null, a list as empty: a PATCH leaves alone what it does not name, and a PUT may do so too
 * (facts: apim-rest 8).
 */
export function clearing(properties: JsonObject, removed: readonly Difference[] = []): JsonObject {
  return removed
    .filter(({ steps }) => valueAt(properties, ...steps) === undefined)
    .reduce((all, { steps, before }) => withValueAt(all, steps, isList(before) ? [] : null), properties);
}
