import { isObject, type JsonObject } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';

/**
 * The properties with the names that the table knows spelled as there. Azure reads names without regard to case: a
 * "Value" that nobody took for the secret `value` would be shown.
 */
export function spelled(kind: KindName, properties: JsonObject): JsonObject {
  const { properties: rules = {}, azure } = kindOf(kind);
  const paths = [
    ...(azure.policy === true ? ['value', 'format'] : []),
    ...(rules.readOnly ?? []),
    ...(rules.writeOnly ?? []),
    ...(rules.sets ?? []),
    ...Object.keys(rules.wordings ?? {}),
    ...(rules.confidential ?? []),
    ...(rules.references ?? []),
    ...Object.keys({ ...rules.defaults, ...rules.unsaid }),
    ...(rules.secret?.paths ?? []),
    ...(rules.opaque ?? []),
  ];
  return respelled(
    properties,
    paths.map((path) => path.split('.')),
  );
}

function respelled(value: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const entries = Object.entries(value).map(([key, entry]) => {
    const known = paths.filter(([step]) => step?.toLowerCase() === key.toLowerCase());
    const name = known[0]?.[0];
    if (name === undefined || (name !== key && Object.hasOwn(value, name))) return [key, entry] as const;
    const below = known.map(([, ...rest]) => rest).filter(({ length }) => length > 0);
    return [name, isObject(entry) ? respelled(entry, below) : entry] as const;
  });
  return Object.fromEntries(entries);
}
