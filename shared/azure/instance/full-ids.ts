import { changeAt } from '../../apim/canonical.ts';
import type { Json, JsonObject } from '../../apim/json.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';

/**
 * Ids that lead into a workspace, or to a part of an API as tools of MCP do, in full: whether short ones are understood
 * there is not known (facts: apim-rest 1.3).
 */
export function withFullIds(properties: JsonObject, kinds: readonly KindName[], base: string): JsonObject {
  const full = (value: Json) =>
    typeof value === 'string' && /^\/(?:workspaces\/|apis\/[^/]+\/)/i.test(value) ? base + value : value;
  const paths = kinds.flatMap((kind) => kindOf(kind).properties?.references ?? []);
  return changeAt(properties, paths, full);
}
