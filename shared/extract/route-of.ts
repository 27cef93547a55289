import { textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { operationName, sameOperationName } from '../apim/specification/operation-name.ts';
import { type OpenApiOperation, operationsOf, parseOpenApi } from '../apim/specification/open-api.ts';

/**
 * Tells by which words callers know the operation that something lives in: "GET /orders". Undefined for what lives
 * elsewhere, and where the specification does not tell.
 */
export type RouteOf = (id: ResourceId) => Promise<string | undefined>;

/** Reads each specification once, and none that nobody asks for. */
export function routesIn(live: Snapshot): RouteOf {
  const known = new Map<string, Promise<readonly OpenApiOperation[]>>();
  return async ({ parent: operation }) => {
    if (operation === undefined || kindOf(operation.kind).carriedBy !== 'specification') return undefined;
    const own = resourceAt(live, operation)?.properties;
    if (own !== undefined) return `${textAt(own, 'method') ?? ''} ${textAt(own, 'urlTemplate') ?? ''}`;
    const revision = operation.parent === undefined ? undefined : resourceAt(live, operation.parent);
    if (revision === undefined) return undefined;
    const key = keyOf(revision.id);
    const all = known.get(key) ?? specifiedOperations(revision);
    known.set(key, all);
    const found = (await all).find((one) =>
      sameOperationName(operationName(one.method, one.path, one.operation), operation.name),
    );
    return found === undefined ? undefined : `${found.method.toUpperCase()} ${found.path}`;
  };
}

async function specifiedOperations({ id, specification }: Resource): Promise<readonly OpenApiOperation[]> {
  if (specification?.format !== 'openapi') return [];
  const text = await specification.load();
  return operationsOf(parseOpenApi(text, `the export of ${describe(id)}`).document);
}
