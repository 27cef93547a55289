import { apiTypeOf, hasSpecification, lackIn } from '../../apim/api-type.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import type { KindName } from '../../apim/kinds/table.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Specification } from '../../apim/resource.ts';
import { isSayable, isSoap } from '../../apim/specification/sayable.ts';
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

/** Operations of an API of REST have files of their own where no specification can say them; those of others do not fit in. */
export function carriedOperations(
  revision: ResourceId,
  type: string,
  kind: KindName,
  operations: readonly JsonObject[],
): { readonly carried: readonly JsonObject[]; readonly gaps: readonly Gap[] } {
  const isCarried = (one: JsonObject) => {
    const properties = objectAt(one, 'properties');
    return type === 'soap' ? isSoap(properties) : type === 'http' || isSayable(properties);
  };
  const left = operations.filter((one) => !isCarried(one));
  const gaps = left.map((one): Gap => {
    const [method, template] = ['method', 'urlTemplate'].map((name) => textAt(one, 'properties', name) ?? '');
    const detail = `an API of type ${type} with an operation ${method} ${template}, which its specification cannot say: it is in no file, and an import takes it away`;
    return { of: resourceId(kind, textAt(one, 'name') ?? '', revision), why: 'incomplete', detail };
  });
  return { carried: operations.filter(isCarried), gaps };
}
