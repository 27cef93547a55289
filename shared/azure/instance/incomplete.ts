import { apiTypeOf, hasSpecification, lackIn } from '../../apim/api-type.ts';
import type { JsonObject } from '../../apim/json.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import type { Specification } from '../../apim/resource.ts';
import type { Gap } from '../../apim/snapshot.ts';

/** What of a revision cannot be read, so that nobody takes its files for the whole of it. */
export function incompleteIn(
  id: ResourceId,
  properties: JsonObject,
  specification: Specification | undefined,
): readonly Gap[] {
  const type = apiTypeOf(properties);
  const missing = specification === undefined && hasSpecification(type);
  const details = [
    lackIn(properties),
    missing ? `an API of type ${type} whose schema cannot be read` : undefined,
  ].filter((detail) => detail !== undefined);
  return details.map((detail): Gap => ({ of: id, why: 'incomplete', detail }));
}
