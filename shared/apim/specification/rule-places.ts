import { isList, isObject, type Json, type JsonObject, objectAt } from '../json.ts';
import { pointer } from './json-pointer.ts';
import { followed, type OpenApiOperation } from './open-api.ts';

/** Where an operation stands. */
export function placeOf({ method, path }: OpenApiOperation, document: JsonObject): string {
  const section = Object.hasOwn(objectAt(document, 'paths'), path) ? 'paths' : 'x-ms-paths';
  return pointer(section, path, method);
}

export interface PlacedParameter {
  /** What it is, also where it is only referred to. */
  readonly parameter: JsonObject;
  readonly at: string;
}

/** Parameters of an operation and of its path; those of the operation win (as OpenAPI has it). */
export function placedParameters(one: OpenApiOperation, document: JsonObject): readonly PlacedParameter[] {
  const place = placeOf(one, document);
  const ofPath = place.slice(0, place.lastIndexOf('/'));
  const all = [
    ...placed(one.shared['parameters'], `${ofPath}/parameters`, document),
    ...placed(one.operation['parameters'], `${place}/parameters`, document),
  ];
  const byName = all.map((found) => {
    const { in: where, name } = found.parameter;
    return [JSON.stringify([where, name]), found] as const;
  });
  return [...new Map(byName).values()];
}

function placed(list: Json | undefined, at: string, document: JsonObject): readonly PlacedParameter[] {
  if (!isList(list)) return [];
  return list.flatMap((item, index) =>
    isObject(item) ? [{ parameter: followed(item, document), at: `${at}/${index}` }] : [],
  );
}
