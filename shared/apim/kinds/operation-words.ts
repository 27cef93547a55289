import { changeAt } from '../canonical.ts';
import { isList, isObject, type Json, type JsonObject, without } from '../json.ts';

/** Where an operation has parameters, and where what it takes and gives: both can name a schema of its API. */
const parameters = ['templateParameters', 'request.queryParameters', 'request.headers', 'responses.headers'];
const typed = [...parameters, 'request.representations', 'responses.representations'];

/** Where an operation names a schema of its API. */
export const schemaNames: readonly string[] = typed.map((path) => `${path}.schemaId`);

/** Without what the service fills in when parameters do not say it (facts: apim-rest 8). */
export function withoutSilentParameters(properties: JsonObject): JsonObject {
  return changeAt(properties, parameters, terse);
}

function terse(list: Json): Json {
  if (!isList(list)) return list;
  return list.map((one) => {
    if (!isObject(one)) return one;
    const silent = Object.entries({ type: ['', 'string'], required: [false], description: [''] });
    const unsaid = silent.flatMap(([key, values]) =>
      values.some((value) => value === one[key]) ? [key] : [],
    );
    return without(one, unsaid);
  });
}

/** The properties with a schema's name wherever a type is said and no schema to look it up in. */
export function withSchemaNames(properties: JsonObject, schemaId: string): JsonObject {
  const named = (list: Json): Json =>
    isList(list) ? list.map((one) => (isObject(one) && lacksSchema(one) ? { ...one, schemaId } : one)) : list;
  return changeAt(properties, typed, named);
}

/** Whether a type is said somewhere and no schema to look it up in. */
export function needsSchemaName(properties: JsonObject): boolean {
  return JSON.stringify(withSchemaNames(properties, 'x')) !== JSON.stringify(properties);
}

function lacksSchema(one: JsonObject): boolean {
  return typeof one['typeName'] === 'string' && one['typeName'] !== '' && (one['schemaId'] ?? '') === '';
}
