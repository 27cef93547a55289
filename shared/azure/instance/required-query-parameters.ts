import { isList, isObject, type Json, type JsonObject, textAt, valueAt } from '../../apim/json.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import { childrenOf, kindOf } from '../../apim/kinds/table.ts';
import { pathInInstance } from './paths.ts';
import type { Reading } from './read-instance.ts';

/**
 * Azure never tells with which `translateRequiredQueryParameters` an API was imported, and takes the default at the
 * next import: clients then get 404 for 400 (facts: users-want 10). Its operations tell: required query parameters
 * either stand in the URL template or they do not. Read only when all operations are looked at anyway.
 */
export async function withImportHint(
  revision: ResourceId,
  properties: JsonObject,
  reading: Reading,
): Promise<JsonObject> {
  const operation = childrenOf(revision.kind).find((kind) => kindOf(kind).carriedBy === 'specification');
  if (operation === undefined || !reading.selection.concerns(operation)) return properties;
  const { arm, base, current } = reading;
  const operations = await arm.list(
    `${base}${pathInInstance(revision, current.of)}/${kindOf(operation).azure.collection}`,
  );
  const hint = hintIn(operations);
  return hint === undefined ? properties : { ...properties, translateRequiredQueryParameters: hint };
}

/** Undefined when no operation has a required query parameter. */
export function hintIn(operations: readonly JsonObject[]): 'template' | 'query' | undefined {
  if (operations.some((one) => /\?.*\{/.test(textAt(one, 'properties', 'urlTemplate') ?? '')))
    return 'template';
  const required = (parameter: Json) => isObject(parameter) && parameter['required'] === true;
  return operations.some((one) => {
    const parameters = valueAt(one, 'properties', 'request', 'queryParameters');
    return isList(parameters) && parameters.some(required);
  })
    ? 'query'
    : undefined;
}
