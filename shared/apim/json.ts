/** Opaque JSON: payloads are carried, not modelled. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What a JSON text says, whatever announced it; undefined for any other text. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether it is a JSON object: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object found there, or an empty one. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** The text found there, or undefined. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** What is found there; undefined where the way ends before. */
export function valueAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) {
    // hasOwn: a key called "constructor" in a document must not find Object's.
    here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** A copy without these top-level keys. */
export function without(value: JsonObject, keys: Iterable<string>): JsonObject {
  const dropped = new Set(keys);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !dropped.has(key)));
}

/** A copy without what is at the path. */
export function withoutAt(value: JsonObject, path: readonly string[]): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined || !Object.hasOwn(value, step)) return value;
  const { [step]: found, ...others } = value;
  return rest.length > 0 && isObject(found) ? { ...value, [step]: withoutAt(found, rest) } : others;
}

/** Text that is equal for values of equal content: object keys sorted, arrays in their order. */
export function stableText(value: Json): string {
  return JSON.stringify(sortedKeys(value));
}

/** The same value with the keys of every object in alphabetical order (by code unit, the same everywhere). */
export function sortedKeys(value: Json): Json {
  if (isList(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortedKeys(entry)]));
}

/** In the order of their texts: one order for lists in which it means nothing. */
export function inTextOrder(list: readonly Json[]): readonly Json[] {
  return list
    .map((one) => [stableText(one), one] as const)
    .sort(([left], [right]) => (left < right ? -1 : Number(left > right)))
    .map(([, one]) => one);
}

/** The same keys, with each object among the values changed. */
export function mapValues(value: JsonObject, change: (entry: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isObject(entry) ? change(entry) : entry]),
  );
}

/** A copy with this value at the path; objects on the way are made where they are missing. */
export function withValueAt(value: JsonObject, path: readonly string[], to: Json): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return { ...value, [step]: rest.length === 0 ? to : withValueAt(objectAt(value, step), rest, to) };
}

/** The same value with each text in it changed; keys stay. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]));
}
