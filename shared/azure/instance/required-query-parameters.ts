import { isList, isObject, type Json, type JsonObject, textAt, valueAt } from '../../apim/json.ts';

/**
 * Azure never tells with which `translateRequiredQueryParameters` an API was imported, and takes its default at the
 * next import: clients then get 404 for 400 (facts: users-want 10). The operations tell: required query parameters
 * either stand in the URL template or they do not. Empty when no operation has one.
 */
export function hintIn(operations: readonly JsonObject[]): JsonObject {
  const inTemplate = (one: JsonObject) => /\?.*\{/.test(textAt(one, 'properties', 'urlTemplate') ?? '');
  if (operations.some(inTemplate)) return { translateRequiredQueryParameters: 'template' };
  return operations.some(hasRequiredQuery) ? { translateRequiredQueryParameters: 'query' } : {};
}

function hasRequiredQuery(operation: JsonObject): boolean {
  const parameters = valueAt(operation, 'properties', 'request', 'queryParameters');
  const isRequired = (parameter: Json) => isObject(parameter) && parameter['required'] === true;
  return isList(parameters) && parameters.some(isRequired);
}
