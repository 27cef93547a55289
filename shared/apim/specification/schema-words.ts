import {
  inTextOrder,
  isList,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  stableText,
  textAt,
} from '../json.ts';
import { resolveReference } from './open-api.ts';
import { isLost } from './silences.ts';

/** Gives a schema in the words in which schemas are compared; for the same schema always the same object. */
export type SchemaWords = (schema: Json | undefined) => JsonObject;

/** Lists whose order means nothing. */
const sets = ['required', 'enum'];
/** Saying it means the same as being silent. */
const nothing: Readonly<Record<string, Json>> = {
  ...{ nullable: false, deprecated: false, readOnly: false, writeOnly: false, uniqueItems: false },
  ...{ exclusiveMinimum: false, exclusiveMaximum: false, minLength: 0, minItems: 0, minProperties: 0 },
  additionalProperties: true,
};
const compositions = ['allOf', 'anyOf', 'oneOf'];
const furthest = 50;

/**
 * One form for what can be said in several ways: references followed, OpenAPI 3.1 in the words of 3.0 (which is what an
 * export speaks, facts: apim-rest 2.2), defaults left out, a composition of one taken for that one.
 */
export function schemaWords(document: JsonObject): SchemaWords {
  const known = new WeakMap<object, JsonObject>();
  const words = (schema: Json | undefined, hops: number): JsonObject => {
    if (schema === false) return refusesAll;
    if (!isObject(schema)) return anything;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const made = wordsOf(schema, hops);
    known.set(schema, made);
    return made;
  };
  const wordsOf = (schema: JsonObject, hops: number): JsonObject => {
    const reference = textAt(schema, '$ref');
    if (reference === undefined) return alone(plain(schema), hops);
    const target = hops > furthest ? undefined : resolveReference(document, reference);
    return target === undefined ? { $ref: reference } : words(target, hops + 1);
  };
  /** A composition of one part is that part, with what stands beside it. */
  const alone = (schema: JsonObject, hops: number): JsonObject => {
    const key = compositions.find((one) => {
      const list = schema[one];
      return isList(list) && list.length === 1;
    });
    const list = key === undefined ? undefined : schema[key];
    if (key === undefined || !isList(list) || hops > furthest) return schema;
    const { [key]: _, ...beside } = schema;
    return { ...words(list[0], hops + 1), ...beside };
  };
  return (schema) => words(schema, 0);
}

const anything: JsonObject = {};
const refusesAll: JsonObject = { not: {} };

function plain(schema: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(inWordsOf30(schema)))
    if (!isLost(key) && !saysNothing(key, value)) result[key] = sets.includes(key) ? asSet(value) : value;
  const { discriminator } = result;
  if (discriminator !== undefined) result['discriminator'] = discriminatorOf(discriminator);
  return result;
}

function saysNothing(key: string, value: Json): boolean {
  if (Object.hasOwn(nothing, key) && nothing[key] === value) return true;
  if (key === 'default' || key === 'example') return false; // an empty list may well be a default
  return isList(value)
    ? value.length === 0
    : isObject(value) && Object.keys(value).length === 0 && key !== 'not';
}

function asSet(value: Json): Json {
  return isList(value)
    ? inTextOrder([...new Map(value.map((one) => [stableText(one), one])).values()])
    : value;
}

/** Swagger 2 names the property; a mapping says the same by name and by reference. */
function discriminatorOf(value: Json): Json {
  if (typeof value === 'string') return { propertyName: value };
  const mapping = Object.entries(objectAt(value, 'mapping')).map(([key, target]): [string, Json] => [
    key,
    typeof target === 'string' ? target.replace(/^.*\//, '') : target,
  ]);
  const propertyName = textAt(value, 'propertyName') ?? '';
  return mapping.length === 0 ? { propertyName } : { propertyName, mapping: Object.fromEntries(mapping) };
}

function inWordsOf30(schema: JsonObject): JsonObject {
  return withoutNullBranch(withoutNumbers(withoutConst(withoutTypeList(withoutExamples(schema)))));
}

function withoutTypeList(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (!isList(type)) return schema;
  const types = type.filter((one) => one !== 'null');
  const nullable = types.length < type.length ? { nullable: true } : {};
  const [only] = types;
  if (types.length === 1 && only !== undefined) return { ...rest, ...nullable, type: only };
  return {
    ...rest,
    ...nullable,
    ...(types.length === 0 ? {} : { anyOf: types.map((one) => ({ type: one })) }),
  };
}

/** 3.0 has one example. */
function withoutExamples(schema: JsonObject): JsonObject {
  const { examples, ...rest } = schema;
  const first = isList(examples) ? examples[0] : undefined;
  if (examples === undefined) return schema;
  return first === undefined || rest['example'] !== undefined ? rest : { ...rest, example: first };
}

function withoutConst(schema: JsonObject): JsonObject {
  const { const: only, ...rest } = schema;
  return only === undefined ? schema : { ...rest, enum: [only] };
}

/** 3.1 says an exclusive limit as a number of its own. */
function withoutNumbers(schema: JsonObject): JsonObject {
  const limits = [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const;
  return limits.reduce((result: JsonObject, [exclusive, limit]) => {
    const value = result[exclusive];
    return typeof value === 'number' ? { ...result, [limit]: value, [exclusive]: true } : result;
  }, schema);
}

/** "Or null" as an alternative of its own is 3.1 for nullable. */
function withoutNullBranch(schema: JsonObject): JsonObject {
  return ['anyOf', 'oneOf'].reduce((result: JsonObject, key) => {
    const list = result[key];
    if (!isList(list) || !list.some(isNull)) return result;
    return { ...result, nullable: true, [key]: list.filter((one) => !isNull(one)) };
  }, schema);
}

function isNull(schema: Json): boolean {
  return isObject(schema) && schema['type'] === 'null';
}
