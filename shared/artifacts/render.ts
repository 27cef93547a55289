import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, sortedKeys } from '../apim/json.ts';
import type { FileForm, Layout } from '../apim/kinds/kind.ts';
import { linkOf, targetPathOf } from '../apim/links.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { withNumbers } from '../apim/specification/exact-numbers.ts';
import { Document as YamlDocument, type Scalar, visit } from 'yaml';

/** A new information file in a spelling of a layout, its properties in alphabetical order. */
export function renderNewInformation(
  document: Document,
  form: FileForm,
  layout: Layout,
  current: CurrentRevision,
): string {
  return JSON.stringify(informationOf(document, form, layout, current), null, 2);
}

function informationOf(
  { id, properties, policy }: Document,
  form: FileForm,
  layout: Layout,
  current: CurrentRevision,
): JsonObject {
  const link = linkOf(id);
  if (link !== undefined) {
    const target = targetPathOf(id, link, properties, current);
    // apiops v7 names the link and its target, the latter with the instance that it was read from: no file should.
    return { name: target.slice(target.lastIndexOf('/') + 1), properties: { [link.property]: target } };
  }
  if (form.content !== undefined) return named(form.content, id.name);
  const embedded = form.embedsPolicy === true && policy !== undefined;
  const all = embedded ? { ...properties, format: 'rawxml', value: policy } : properties;
  const sorted = sortedKeys(all);
  const own = { properties: isObject(sorted) ? sorted : {} };
  // apiops-cli keeps the whole object that Azure gave; its id names an instance, and has no place in a repository.
  return layout === 'apiops-cli' ? { name: id.name, ...own } : own;
}

/** Writes an OpenAPI document: the service's keys in the service's order. */
export function renderSpecification(
  document: JsonObject,
  syntax: 'yaml' | 'json',
  indentation = '  ',
): string {
  return withNumbers(syntax === 'json' ? JSON.stringify(document, null, indentation) : inYaml(document));
}

function inYaml(value: JsonObject): string {
  // No folding, so that one changed word changes one line.
  const form = { lineWidth: 0 };
  const document = new YamlDocument(value);
  const text = document.toString(form);
  if (!text.endsWith('\n\n')) return text;
  // The file ends with one line end: a text with more of them, at the very end, has to say so itself.
  const texts: Scalar[] = [];
  visit(document, { Scalar: (_, node) => void texts.push(node) });
  const last = texts.at(-1);
  if (last !== undefined) last.type = 'QUOTE_DOUBLE';
  return document.toString(form);
}

function named(content: JsonObject, name: string): JsonObject {
  const entry = (value: Json): Json => {
    if (isObject(value)) return named(value, name);
    return typeof value === 'string' ? value.replace('$name', () => name) : value;
  };
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, entry(value)]));
}
