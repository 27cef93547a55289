import { parse } from 'yaml';
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import { invalid, type Refusal } from '../refusal.ts';

/** An OpenAPI document that has been accepted for reading. */
export interface Document {
  readonly root: JsonObject;
  readonly info: JsonObject;
  /** Follows internal references until something else than a reference is found. */
  readonly resolve: (value: Json | undefined) => JsonObject;
}

/** Reads the text of an import, or refuses it as the service does: on field `representation`. */
export function readDocument(text: string, jsonOnly: boolean): Document {
  return openApiDocument(parsedObject(text, jsonOnly));
}

/** Checks what every OpenAPI document has to have; 3.1 can be imported too (facts 2.1). */
export function openApiDocument(root: JsonObject): Document {
  const version = textOf(root, 'openapi') ?? '';
  if (!/^3\.[01]\.\d+$/.test(version))
    throw unreadable(`OpenAPI specification version '${version}' is not supported.`);
  checkCommon(root, version.startsWith('3.0.'));
  return documentOf(root);
}

/** What OpenAPI and Swagger share: a title, paths, and nothing outside (facts 2.1). */
export function checkCommon(root: JsonObject, needsPaths: boolean): void {
  if (textOf(objectOf(root, 'info') ?? {}, 'title') === undefined)
    throw unreadable("The field 'title' in 'info' object is REQUIRED [#/info/title]");
  if (needsPaths && !isObject(root['paths']))
    throw unreadable("The field 'paths' in 'document' object is REQUIRED [#/paths]");
  refuseExternal(root);
}

export function documentOf(root: JsonObject): Document {
  return { root, info: objectOf(root, 'info') ?? {}, resolve: (value) => resolve(root, value) };
}

/** What importing says about a document that it cannot take. */
export function unreadable(message: string): Refusal {
  return invalid('representation', `Parsing error(s): ${message}`);
}

/** The target of an internal pointer; undefined when it points nowhere. */
export function targetOf(root: JsonObject, reference: string): Json | undefined {
  let target: Json | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(target)) target = target[Number(name)];
    else if (isObject(target)) target = target[name];
    else return undefined;
  }
  return target;
}

export function parsedObject(text: string, jsonOnly: boolean): JsonObject {
  const root = parsed(text, jsonOnly);
  if (!isObject(root)) throw unreadable('The document is not an object.');
  return root;
}

function parsed(text: string, jsonOnly: boolean): unknown {
  try {
    return jsonOnly ? (JSON.parse(text) as unknown) : (parse(text) as unknown);
  } catch (error) {
    throw unreadable((error as Error).message);
  }
}

function resolve(root: JsonObject, value: Json | undefined): JsonObject {
  const seen = new Set<string>();
  let found = value;
  for (;;) {
    const reference = isObject(found) ? textOf(found, '$ref') : undefined;
    if (reference === undefined) return isObject(found) ? found : {};
    if (seen.has(reference)) throw unreadable(`The reference '${reference}' leads back to itself.`);
    seen.add(reference);
    found = targetOf(root, reference);
    if (found === undefined) throw unreadable(`The reference '${reference}' could not be resolved.`);
  }
}

/** External references are not followed but refused (facts 2.1). */
function refuseExternal(value: Json | undefined): void {
  if (Array.isArray(value)) value.forEach(refuseExternal);
  if (!isObject(value)) return;
  const reference = value['$ref'];
  if (typeof reference === 'string' && !reference.startsWith('#/'))
    throw unreadable(`The external reference '${reference}' is not supported.`);
  Object.values(value).forEach(refuseExternal);
}
