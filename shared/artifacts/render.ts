import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, sortedKeys } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { stringify } from 'yaml';

/** What the information file of a document says, key by key in alphabetical order. */
export function informationOf(document: Document): JsonObject {
  const { files } = kindOf(document.id.kind);
  if (files?.linkContent !== undefined) return named(files.linkContent, document.id.name);
  const sorted = sortedKeys(document.properties);
  return { properties: isObject(sorted) ? sorted : {} };
}

export function renderNewInformation(document: Document): string {
  return JSON.stringify(informationOf(document), null, 2);
}

/** Writes an OpenAPI document: the service's keys in the service's order. */
export function renderSpecification(
  document: JsonObject,
  syntax: 'yaml' | 'json',
  indentation = '  ',
): string {
  // lineWidth 0: no folding, so that one changed word changes one line.
  return syntax === 'json'
    ? JSON.stringify(document, null, indentation)
    : stringify(document, { lineWidth: 0 });
}

function named(content: JsonObject, name: string): JsonObject {
  const entry = (value: Json): Json => {
    if (isObject(value)) return named(value, name);
    return typeof value === 'string' ? value.replace('$name', () => name) : value;
  };
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, entry(value)]));
}
