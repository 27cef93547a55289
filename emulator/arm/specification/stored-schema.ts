import { defined, isObject, type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import { type Document, targetOf, unreadable } from './document.ts';

/**
 * Keywords of OpenAPI 3.0 that survive, in the order in which the service writes them, whatever it was given (facts
 * 2.2); extensions and later keywords do not.
 */
const kept = [
  ...['title', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems'],
  ...['maxProperties', 'minProperties', 'required', 'enum', 'type', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['items', 'properties', 'additionalProperties', 'description', 'format', 'default', 'nullable'],
  ...['discriminator', 'readOnly', 'writeOnly', 'xml', 'example', 'deprecated'],
];

/** A schema as the service keeps it: OpenAPI 3.0, with references to component schemas only. */
function storedSchema(
  document: Document,
  schema: Json | undefined,
  path: readonly string[] = [],
): JsonObject {
  if (!isObject(schema)) return {};
  const reference = textOf(schema, '$ref');
  if (reference !== undefined) return referred(document, reference, path);
  const plain = fromLaterVersions(schema);
  const inner = (value: Json | undefined): JsonObject => storedSchema(document, value, path);
  const words = kept.filter((name) => plain[name] !== undefined);
  return defined(Object.fromEntries(words.map((name) => [name, storedKeyword(name, plain[name], inner)])));
}

function storedKeyword(
  name: string,
  value: Json | undefined,
  inner: (value: Json | undefined) => JsonObject,
): Json | undefined {
  switch (name) {
    case 'allOf':
    case 'oneOf':
    case 'anyOf':
      return Array.isArray(value) ? value.map(inner) : undefined;
    case 'items':
    case 'not':
      return inner(value);
    case 'additionalProperties':
      return isObject(value) ? inner(value) : value;
    case 'properties':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, property]) => [key, inner(property)]))
        : undefined;
    default:
      return value;
  }
}

function referred(document: Document, reference: string, path: readonly string[]): JsonObject {
  const target = targetOf(document.root, reference);
  if (target === undefined) throw unreadable(`The reference '${reference}' could not be resolved.`);
  if (componentOf(reference) !== undefined) return { $ref: reference };
  if (path.includes(reference)) throw unreadable(`The recursive reference '${reference}' is not supported.`);
  return storedSchema(document, target, [...path, reference]);
}

/** Name of the component schema that is meant as a whole. */
export function componentOf(reference: string): string | undefined {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
  return name === undefined
    ? undefined
    : decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** 3.1 can be imported but is never exported (facts 2.1): its words in those of 3.0. */
function fromLaterVersions(schema: JsonObject): JsonObject {
  const result = { ...schema };
  const { type } = schema;
  if (Array.isArray(type)) {
    const types = type.filter((one) => one !== 'null');
    if (types.length < type.length) result['nullable'] = true;
    delete result['type'];
    if (types.length === 1) result['type'] = types[0];
    else if (types.length > 1) result['anyOf'] = types.map((one) => ({ type: one }));
  }
  if (schema['const'] !== undefined) result['enum'] = [schema['const']];
  if (Array.isArray(schema['examples'])) result['example'] = schema['examples'][0];
  for (const [limit, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const)
    if (typeof schema[limit] === 'number') Object.assign(result, { [bound]: schema[limit], [limit]: true });
  return result;
}

/** The component schemas of one import: those of the document, and those it only has inline. */
export class Components {
  readonly schemas: Record<string, JsonObject> = {};

  constructor(
    private readonly document: Document,
    /** Whether inline schemas are kept at all. */
    private readonly keepsInline: boolean,
  ) {
    const schemas = objectOf(objectOf(document.root, 'components') ?? {}, 'schemas') ?? {};
    for (const [name, schema] of Object.entries(schemas)) this.schemas[name] = storedSchema(document, schema);
  }

  get isEmpty(): boolean {
    return Object.keys(this.schemas).length === 0;
  }

  /** Name under which a schema can be referred to; inline schemas become components of their own. */
  typeNameOf(schema: Json | undefined, suggestion: string): string {
    const stored = storedSchema(this.document, schema);
    const known = componentOf(textOf(stored, '$ref') ?? '');
    if (known !== undefined) return known;
    if (!this.keepsInline) return suggestion;
    let name = suggestion;
    for (let suffix = 1; this.schemas[name] !== undefined; suffix += 1) name = `${suggestion}-${suffix}`;
    this.schemas[name] = stored;
    return name;
  }
}
