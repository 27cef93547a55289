import { type JsonObject, textAt, without } from './json.ts';
import type { SpecificationFormat } from './resource.ts';

/** What a specification makes of an API when nobody says; the second type is what it can be imported into besides. */
const types: Readonly<Record<SpecificationFormat, readonly [string, ...string[]]>> = {
  openapi: ['http'],
  wadl: ['http'],
  // Imported into http it is offered as REST (facts: apim-rest 1.3).
  wsdl: ['soap', 'http'],
  graphql: ['graphql'],
  edmx: ['odata'],
  proto: ['grpc'],
};

/** The type of an API: GET calls it `type`, an import takes it from `apiType` (facts: apim-rest 1.3). */
export function apiTypeOf(properties: JsonObject): string {
  return (textAt(properties, 'type') ?? textAt(properties, 'apiType') ?? 'http').toLowerCase();
}

/** The types of API that a specification of this format can be imported into. */
export function typesFor(format: SpecificationFormat): readonly string[] {
  return types[format];
}

/**
 * Properties of an API as its files mean them: what they do not say about its type, the specification beside them
 * says. A WSDL for an API of type http is the one case where that has to stay said, because http goes without saying.
 */
export function withApiType(properties: JsonObject, format: SpecificationFormat | undefined): JsonObject {
  const said = textAt(properties, 'type') ?? textAt(properties, 'apiType');
  const type = said?.toLowerCase() ?? (format === undefined ? 'http' : types[format][0]);
  const rest = without(properties, ['apiType', 'type']);
  if (said === undefined && type === 'http') return properties;
  return { ...rest, type, ...(type === 'http' && format === 'wsdl' ? { apiType: 'http' } : {}) };
}

/** Types whose settings are all there is; the operations of the other ones come from a specification. */
const withoutSpecification = ['websocket', 'mcp', 'a2a'];

/** Whether operations of APIs of that type come from a specification, which Azure exports. */
export function hasSpecification(type: string): boolean {
  return !withoutSpecification.includes(type);
}

/** Whether it is nothing without a specification: an API of type http can have no operations by now. */
export function needsSpecification(properties: JsonObject): boolean {
  const type = apiTypeOf(properties);
  return type !== 'http' && Object.values(types).some(([first]) => first === type);
}

/** What an API of a newer type has to say to be whole: one of these (facts: apim-rest 1.3). */
const essentials: Readonly<Record<string, readonly string[]>> = {
  mcp: ['mcpTools', 'backendId', 'serviceUrl'],
  a2a: ['a2aProperties', 'agent'],
};

/**
 * Whether versions of Azure's interface up to 2024-05-01 may leave such an API out of lists, or not know its type at all
 * (facts: peers 9.28).
 */
export function isSeldomListed(properties: JsonObject): boolean {
  return Object.hasOwn(essentials, apiTypeOf(properties));
}

/**
 * Why the properties of an API are not all of it: versions of Azure's interface that do not know a type leave out what
 * it consists of (facts: apim-rest 0). Undefined: they are.
 */
export function lackIn(properties: JsonObject): string | undefined {
  const type = apiTypeOf(properties);
  const needed = Object.hasOwn(essentials, type) ? (essentials[type] ?? []) : [];
  if (needed.length === 0 || needed.some((name) => (properties[name] ?? null) !== null)) return undefined;
  return `an API of type ${type} consists of ${needed.join(' or ')}, and has none of them`;
}
