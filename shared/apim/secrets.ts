import { type JsonObject, textAt, valueAt, withoutAt, withValueAt } from './json.ts';
import type { SecretRule } from './kinds/property-rules.ts';
import { kindOf, type KindName } from './kinds/table.ts';
import { isSystemMade } from './kinds/system-made.ts';
import type { Secret, SecretValues } from './resource.ts';

/** apiops-cli writes this in place of a secret (facts: peers 1.2); it never is a value. */
export const redactionMark = '*** REDACTED ***';

/** Why a value of a kind that can hide it cannot be used; undefined: it can. Never the value itself. */
export function secretFault(kind: KindName, properties: JsonObject): string | undefined {
  const unusable = pathsOf(kind).find((path) => {
    const value = valueAt(properties, ...path.split('.'));
    return value !== undefined && value !== null && typeof value !== 'string';
  });
  return unusable === undefined ? undefined : `"${unusable}" is not a text: put it in quotes`;
}

/** Takes hidden values out of properties that a person wrote; a kind without one, or an open one, stays as it is. */
export function secretApart(
  kind: KindName,
  properties: JsonObject,
): { properties: JsonObject; secret?: Secret } {
  const rule = kindOf(kind).properties?.secret;
  if (rule?.hidden(properties) !== true) return { properties };
  const told = rule.paths.flatMap((path) => {
    const value = textAt(properties, ...path.split('.'));
    return isValue(value) ? [[path, value] as const] : [];
  });
  return {
    properties: withoutSecrets(properties, rule),
    secret: told.length > 0 ? { state: 'given', values: Object.fromEntries(told) } : { state: 'not given' },
  };
}

/** The other way round: what a request or an override has to say. */
export function withSecrets(properties: JsonObject, values: SecretValues): JsonObject {
  return Object.entries(values).reduce(
    (all, [path, value]) => withValueAt(all, path.split('.'), value),
    properties,
  );
}

/** The open properties of something that hides values. */
export function withoutSecrets(properties: JsonObject, { paths }: SecretRule): JsonObject {
  return paths.reduce((rest, path) => withoutAt(rest, path.split('.')), properties);
}

/** Top-level properties that hold secrets of this kind beside what is open: none of them can be written without. */
export function secretHolders(kind: KindName): readonly string[] {
  return pathsOf(kind).flatMap((path) => (path.includes('.') ? (path.split('.')[0] ?? []) : []));
}

/** Where a kind can hold what nobody may read in a log: what it hides, and credentials that it shows. */
export function unspeakablePaths(kind: KindName): readonly string[] {
  return [...pathsOf(kind), ...(kindOf(kind).properties?.confidential ?? [])];
}

function pathsOf(kind: KindName): readonly string[] {
  return kindOf(kind).properties?.secret?.paths ?? [];
}

/** A reference to what one instance keeps is nothing that another one could be given. */
function isValue(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value !== redactionMark && !isSystemMade(value);
}
