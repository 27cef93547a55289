import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { deepestNesting } from '../nesting.ts';
import { placeAt, unreadable } from '../unreadable.ts';

/** An element with its names resolved: prefixes are the author's, namespaces are meant. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  /** Without declarations of namespaces. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own text, outside of children, trimmed. */
  readonly text: string;
  /** "tns:Order" -> "{https://example.com/}Order" */
  readonly resolve: (name: string) => string;
}

type Namespaces = Readonly<Record<string, string>>;

/** Parses XML without a document type. Throws INVALID_FILE with line and column. */
export function readXml(text: string, file: string): Element {
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') throw unreadable(file, 'it is empty');
  const doctype = source.search(/<!DOCTYPE/i);
  if (doctype >= 0) throw unreadable(file, 'it declares a document type', placeAt(source, doctype));
  const root = rootOf(source, file);
  return elementOf(root, {}, file, 0);
}

/** The elements of that name directly in it, whatever their namespace. */
export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

/** All elements of that name, at any depth. */
export function descendants(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The element in one wording: names resolved, attributes in order, nothing of comments and annotations. */
export function canonicalXml(element: Element): string {
  const attributes = Object.entries(element.attributes)
    .map(
      ([name, value]) =>
        `${name}="${qualified.has(name) ? value.split(/\s+/).map(element.resolve).join(' ') : value}"`,
    )
    .sort();
  const inner = element.children.filter(({ name }) => !unseen.has(name)).map(canonicalXml);
  return `<${[`{${element.namespace}}${element.name}`, ...attributes].join(' ')}>${element.text}${inner.join('')}</>`;
}

/** A text as the value of an attribute in double quotes. */
export function escapedXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** Attributes of XML Schema and WSDL that hold names with prefixes. */
const qualified = new Set([
  'type',
  'base',
  'ref',
  'element',
  'itemType',
  'memberTypes',
  'message',
  'substitutionGroup',
]);
const unseen = new Set(['annotation', 'documentation', 'doc']);

function rootOf(source: string, file: string): XmlElement {
  try {
    const { root } = parseXml(source);
    if (root !== null) return root;
  } catch (error) {
    const { message, line = 1, column = 1 } = error as { message: string; line?: number; column?: number };
    throw unreadable(file, (message.split('\n')[0] ?? '').replace(/ \(line.*$/, ''), { line, column });
  }
  throw unreadable(file, 'it has no root element');
}

function elementOf(node: XmlElement, outer: Namespaces, file: string, depth: number): Element {
  if (depth > deepestNesting) throw unreadable(file, `it is nested more than ${deepestNesting} deep`);
  const scope = { ...outer };
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attributes)) {
    if (name === 'xmlns') scope[''] = value;
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value;
    else attributes[name] = value;
  }
  const [prefix, name] = split(node.name);
  const children = node.children.filter((child): child is XmlElement => child.type === 'element');
  const texts = node.children.filter((child) => child.type === 'text' || child.type === 'cdata');
  return {
    name,
    namespace: scope[prefix] ?? '',
    attributes,
    children: children.map((child) => elementOf(child, scope, file, depth + 1)),
    text: texts
      .map((one) => ('text' in one ? one.text : ''))
      .join('')
      .trim(),
    resolve: (qname) => {
      const [own, local] = split(qname);
      return `{${scope[own] ?? ''}}${local}`;
    },
  };
}

function split(name: string): readonly [string, string] {
  const at = name.indexOf(':');
  return [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
}
