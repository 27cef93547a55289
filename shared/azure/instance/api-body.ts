import { apiTypeOf } from '../../apim/api-type.ts';
import type { Document } from '../../apim/documents.ts';
import { type JsonObject, without } from '../../apim/json.ts';
import { withFullIds } from './full-ids.ts';

/** For an import alone, or decided by releases alone: saying it is refused (facts: apim-rest 1.3, 3). */
const isNoProperty = ['isCurrent', 'translateRequiredQueryParameters', 'wsdlSelector', 'format', 'value'];

/**
 * The properties of an API as a PUT takes them. What GET calls type is taken from apiType by an import (facts:
 * apim-rest 1.3).
 */
export function apiBody({ id, properties }: Document, base: string): JsonObject {
  const type = apiTypeOf(properties);
  const kinds = id.parent === undefined ? [id.kind] : [id.parent.kind, id.kind];
  return withFullIds({ ...without(properties, isNoProperty), apiType: type, type }, kinds, base);
}
