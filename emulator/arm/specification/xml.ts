import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { unreadable } from './document.ts';

/** An element of WSDL, WADL, XSD or EDMX, addressed by local names. */
export interface Element {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Of itself and all below. */
  readonly text: string;
  /** As it can stand alone, with the namespaces that it uses. */
  readonly source: string;
}

/** Reads an XML document; one that is not well-formed, or declares a document type, is refused. */
export function readXml(text: string): Element {
  if (/<!DOCTYPE/i.test(text))
    throw unreadable('For security reasons DTD is prohibited in this XML document.');
  try {
    const { root } = parseXml(text.replace(/^\uFEFF/, ''));
    if (!root) throw new Error('Root element is missing.');
    return elementOf(root, {});
  } catch (error) {
    throw unreadable((error as Error).message.split('\n')[0] ?? '');
  }
}

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

export function childOf(element: Element, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** tns:Order -> Order */
export function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** All elements of that name at any depth, in document order. */
export function descendantsOf(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name),
  ]);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type Namespaces = Readonly<Record<string, string>>;

function elementOf(element: XmlElement, outer: Namespaces): Element {
  const own = Object.entries(element.attributes).filter(([name]) => /^xmlns(:|$)/.test(name));
  const namespaces = { ...outer, ...Object.fromEntries(own) };
  const prefix = element.name.includes(':') ? `:${element.name.split(':')[0] ?? ''}` : '';
  return {
    name: localName(element.name),
    namespace: namespaces[`xmlns${prefix}`] ?? '',
    attributes: element.attributes,
    children: element.children.flatMap((child) =>
      child instanceof XmlElement ? [elementOf(child, namespaces)] : [],
    ),
    text: element.text,
    source: sourceOf(element, namespaces),
  };
}

function sourceOf(element: XmlElement, inherited: Namespaces): string {
  const inner = element.children
    .map((child) => {
      if (child instanceof XmlElement) return sourceOf(child, {});
      return 'text' in child ? escapeXml(child.text) : '';
    })
    .join('');
  const attributes = Object.entries({ ...inherited, ...element.attributes })
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
  return inner === ''
    ? `<${element.name}${attributes} />`
    : `<${element.name}${attributes}>${inner}</${element.name}>`;
}
