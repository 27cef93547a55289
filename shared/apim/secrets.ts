import { type JsonObject, textAt, valueAt, without } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';
import type { Secret } from './resource.ts';

/** apiops-cli writes this in place of a secret (facts: peers 1.2); it never is a value. */
const redactionMark = '*** REDACTED ***';

/** Why the value of a kind that can hide it cannot be used; undefined: it can. Never the value itself. */
export function secretFault(kind: KindName, properties: JsonObject): string | undefined {
  const path = kindOf(kind).properties?.secret?.path;
  const value = path === undefined ? undefined : valueAt(properties, path);
  if (path === undefined || value === undefined || value === null || typeof value === 'string')
    return undefined;
  return `"${path}" is not a text: put it in quotes`;
}

/** Takes the hidden value out of properties that a person wrote; a kind without one, or an open one, stays as it is. */
export function secretApart(
  kind: KindName,
  properties: JsonObject,
): { properties: JsonObject; secret?: Secret } {
  const rule = kindOf(kind).properties?.secret;
  if (rule?.hidden(properties) !== true) return { properties };
  const value = textAt(properties, rule.path);
  const given = value !== undefined && value !== '' && value !== redactionMark;
  return {
    properties: without(properties, [rule.path]),
    secret: given ? { state: 'given', value } : { state: 'not given' },
  };
}
