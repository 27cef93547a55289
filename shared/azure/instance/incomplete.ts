import { apiTypeOf, hasSpecification, lackIn } from '../../apim/api-type.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
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

/** Methods that a document can say; an API takes any word for one (facts: apim-rest 1.4). */
const sayable = /^(get|put|post|delete|options|head|patch|trace)$/i;

export function isSayable(operation: JsonObject): boolean {
  return sayable.test(textAt(operation, 'properties', 'method') ?? 'get');
}

/** Operations that no specification can say, so that no file holds them, nor what lives in them. */
export function unsayableIn(
  revision: ResourceId,
  kind: KindName,
  operations: readonly JsonObject[],
): readonly Gap[] {
  return operations
    .filter((one) => !isSayable(one))
    .map((one): Gap => {
      const method = textAt(one, 'properties', 'method') ?? '';
      const detail = `no specification can say the method ${method}: it is in no file, and an import takes it away`;
      return { of: resourceId(kind, textAt(one, 'name') ?? '', revision), why: 'incomplete', detail };
    });
}
