import { type JsonObject, textAt, without } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';
import type { Secret } from './resource.ts';

/** apiops-cli writes this in place of a secret (facts: peers 1.2); it never is a value. */
const redactionMark = '*** REDACTED ***';

/** Takes the hidden value out of properties that a person wrote; a kind without one, or an open one, stays as it is. */
export function secretApart(
  kind: KindName,
  properties: JsonObject,
): { properties: JsonObject; secret?: Secret } {
  const rule = kindOf(kind).properties?.secret;
  if (rule?.hidden(properties) !== true) return { properties };
  const value = textAt(properties, rule.path);
  const given = value !== undefined && value !== redactionMark;
  return {
    properties: without(properties, [rule.path]),
    secret: given ? { state: 'given', value } : { state: 'not given' },
  };
}
