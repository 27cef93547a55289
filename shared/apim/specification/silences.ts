/**
 * What the service may leave out of an export though it was imported: here, and nowhere else, its silence proves
 * nothing. Whatever it does say is compared: what it says and the file does not is a difference. And where the same
 * export says such a thing elsewhere, the service evidently keeps it, and its silence is a difference as well. Only a
 * silence with nothing to judge it by is *cannot tell*. The values are the sources.
 */
export const silences = {
  'name of the operation':
    'An operation new to an API that exists is named after method and template (facts: apim-rest 2.1).',
  'title of the operation':
    'Made of method and path when the document has neither summary nor operationId (facts: apim-rest 2.1.1).',
  'description of a parameter': 'Imports by link drop it (facts: apim-rest 2.1.5).',
  'schema of a body': 'Inline imports have been seen without schemaId and typeName (facts: apim-rest 2.1.5).',
  'details of a parameter':
    'The contract of a parameter has type, values and default; the rest needs schemaId and typeName (facts: apim-rest 1.4, 2.1.5).',
  'shared header': 'Components of headers are ignored (facts: apim-rest 2.1.7).',
  'header of the protocol':
    'OpenAPI itself says that parameters called Accept, Content-Type and Authorization are ignored.',
  nullable: 'Can be lost on export (facts: apim-rest 2.2).',
  format: 'Can be lost on export (facts: apim-rest 2.2).',
  example: 'Kept in part, never certain (facts: apim-rest 2.1.7, 2.2, 8).',
  'OpenAPI 3.1': 'Imported with gaps and never exported: an export is 3.0.1 (facts: apim-rest 2.1, 2.2).',
} as const;

/**
 * A sort of part about which silence proves nothing, as fine as the service's habits are: "nullable of integer" may be
 * lost where "nullable of string" is kept.
 */
export type Silence = `${keyof typeof silences}${'' | ` of ${string}`}`;

/** Keywords of a schema that OpenAPI 3.0 does not have. */
export const laterKeywords: ReadonlySet<string> = new Set([
  ...['$defs', 'if', 'then', 'else', 'prefixItems', 'contains', 'minContains', 'maxContains'],
  ...['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
  ...['unevaluatedProperties', 'unevaluatedItems', 'contentEncoding', 'contentMediaType', 'contentSchema'],
  ...['$anchor', '$dynamicAnchor', '$dynamicRef'],
]);

/** Methods whose bodies an import drops (facts: apim-rest 2.1.7). */
export const methodsWithoutBody: ReadonlySet<string> = new Set(['get', 'head', 'options']);

/**
 * Never kept, so never compared: what an import ignores (facts: apim-rest 2.1.7) and what a schema says about itself
 * only. Beside these, outside of schemas: servers, security, tags (resources of their own), callbacks, links, cookies,
 * bodies of GET, HEAD and OPTIONS, responses without a number, whether a body is required, and how a parameter is
 * written (style, explode): the contract of an operation has no place for them (facts: apim-rest 1.4).
 */
export function isLost(keyword: string): boolean {
  return (
    keyword.startsWith('x-') ||
    ['externalDocs', '$schema', '$id', '$comment', '$vocabulary'].includes(keyword)
  );
}
