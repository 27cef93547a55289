/** What travels in bodies; contracts stay opaque, and are read through the functions below. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [name: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** Text that is there and not empty. */
export function filledTextOf(object: JsonObject, name: string): string | undefined {
  const value = textOf(object, name);
  return value === '' ? undefined : value;
}

export function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  return isObject(value) ? value : undefined;
}

export function listOf(object: JsonObject, name: string): Json[] {
  const value = object[name];
  return Array.isArray(value) ? value : [];
}

export function objectsOf(object: JsonObject, name: string): JsonObject[] {
  return listOf(object, name).filter(isObject);
}

/** A copy that shares nothing with the original. */
export function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** Without some properties. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** Without the properties that are undefined, so that answers and comparisons never see them. */
export function defined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** Null says nothing in an answer, but for some properties (facts 1.0). */
export function withoutNulls(object: JsonObject, except: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => value !== null || except.includes(name)),
  );
}

/** RFC 7396: null removes, objects merge, everything else replaces. */
export function merged(target: JsonObject, patch: JsonObject): JsonObject {
  const changes = Object.entries(patch).map(([name, value]): [string, Json | undefined] => [
    name,
    isObject(value) ? merged(objectOf(target, name) ?? {}, value) : (value ?? undefined),
  ]);
  return defined({ ...target, ...Object.fromEntries(changes) });
}
