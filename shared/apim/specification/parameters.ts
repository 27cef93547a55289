import { isList, isObject, type Json, type JsonObject, objectAt, textAt } from '../json.ts';
import { followed, type OpenApiOperation } from './open-api.ts';
import { type Documents, sameSchema } from './same-schema.ts';
import { sameText } from './same-text.ts';

/** Names of the parameters that the service has otherwise than written. */
export function parameterDifferences(
  a: OpenApiOperation,
  b: OpenApiOperation,
  documents: Documents,
): readonly string[] {
  const [wanted, live] = [parametersOf(a, documents.wanted), parametersOf(b, documents.live)];
  const names = [...new Set([...wanted.keys(), ...live.keys()])].sort();
  return names
    .filter((name) => !sameParameter(wanted.get(name), live.get(name), documents))
    .map((name) => `parameter ${name.replace(/^\w+ /, '')}`);
}

function parametersOf(one: OpenApiOperation, document: JsonObject): Map<string, JsonObject> {
  const all = [one.shared['parameters'], one.operation['parameters']].flatMap((list) =>
    isList(list) ? list : [],
  );
  const resolved = all.map((entry) => (isObject(entry) ? followed(entry, document) : {}));
  // Cookies are not carried (facts: apim-rest 2.1.7); header names have no case; these three headers
  // belong to the body and to security by the OpenAPI specification itself.
  const carried = resolved.filter((entry) => {
    const name = (textAt(entry, 'name') ?? '').toLowerCase();
    const place = textAt(entry, 'in');
    return (
      place !== 'cookie' &&
      !(place === 'header' && ['accept', 'content-type', 'authorization'].includes(name))
    );
  });
  return new Map(carried.map((entry) => [keyOf(entry, one.path), entry]));
}

/** A required query parameter may have moved into the URL template: it stays the same parameter. */
function keyOf(entry: JsonObject, path: string): string {
  const name = textAt(entry, 'name') ?? '';
  const place = textAt(entry, 'in') ?? '';
  if (place === 'header') return `header ${name.toLowerCase()}`;
  const inQuery = place === 'query' || (path.split('?')[1] ?? '').includes(`{${name}}`);
  return `${inQuery ? 'query' : place} ${name}`;
}

function sameParameter(a: JsonObject | undefined, b: JsonObject | undefined, documents: Documents): boolean {
  if (a === undefined || b === undefined) return false;
  const description = textAt(b, 'description');
  return (
    (a['required'] === true || textAt(a, 'in') === 'path') ===
      (b['required'] === true || textAt(b, 'in') === 'path') &&
    // A link import drops descriptions of parameters (facts: apim-rest 2.1.5): silence is the service's wording.
    (description === undefined || sameText(textAt(a, 'description') ?? '', description)) &&
    sameParameterSchema(a, b, documents)
  );
}

/** The service keeps type, values and default of a parameter, nothing else (facts: apim-rest 1.4). */
function sameParameterSchema(a: JsonObject, b: JsonObject, documents: Documents): boolean {
  const [wanted, live] = [schemaOf(a, documents.wanted), schemaOf(b, documents.live)];
  const kept = (schema: JsonObject): JsonObject =>
    Object.fromEntries(
      ['type', 'enum', 'default'].flatMap((key) =>
        schema[key] === undefined ? [] : [[key, asTexts(schema[key])]],
      ),
    );
  return (
    live['type'] === undefined ||
    sameSchema(kept(wanted), kept(live), documents) ||
    wanted['type'] === undefined
  );
}

/** Values of parameters are texts on the service. */
function asTexts(value: Json): Json {
  if (isList(value)) return value.map(String);
  return isObject(value) || value === null ? value : String(value);
}

function schemaOf(parameter: JsonObject, document: JsonObject): JsonObject {
  return followed(objectAt(parameter, 'schema'), document);
}
