import { isList, isObject, type Json, type JsonObject, textAt } from '../json.ts';
import type { Piece } from './piece.ts';

/** All texts of a payload, each with the name that says what it is. */
export function piecesOfProperties(properties: JsonObject): readonly Piece[] {
  return piecesOf(properties, [], undefined);
}

function piecesOf(value: Json, path: readonly string[], name: string | undefined): readonly Piece[] {
  if (typeof value === 'string')
    return [
      { place: path.join('.'), text: value, within: 'properties', ...(name === undefined ? {} : { name }) },
    ];
  if (isList(value)) return value.flatMap((entry) => piecesOf(entry, path, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    piecesOf(entry, [...path, key], key === 'value' ? (nameOf(value) ?? key) : key),
  );
}

/** Of {"name": "x", "value": "y"} y is the value of x; a named value is called by its display name. */
function nameOf(object: JsonObject): string | undefined {
  return textAt(object, 'displayName') ?? textAt(object, 'name');
}
