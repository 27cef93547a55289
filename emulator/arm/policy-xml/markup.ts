/** What is wrong with a policy document, and where, counted from 1. */
export class MarkupError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${message} Line ${line}, position ${column}.`);
  }
}

export interface Attribute {
  readonly name: string;
  /** Without quotes and entities. */
  readonly value: string;
  /** As it stood, with its quotes. */
  readonly source: string;
}

export interface Element {
  readonly type: 'element';
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly children: Node[];
  /** Written as <a />, not as <a></a>. */
  readonly selfClosing: boolean;
  readonly line: number;
  readonly column: number;
}

/** Text between tags: `value` without entities, `source` as it stood. */
interface Text {
  readonly type: 'text';
  readonly value: string;
  readonly source: string;
}

/** Comments, CDATA, processing instructions: never looked into. */
interface Verbatim {
  readonly type: 'verbatim';
  readonly source: string;
}

export type Node = Element | Text | Verbatim;

export function isBlank(node: Node): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });
}

export function encodeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Newlines in attributes are written as &#xA; (facts 1.5). */
export function encodeAttribute(text: string): string {
  return encodeText(text).replaceAll('"', '&quot;').replaceAll('\r', '&#xD;').replaceAll('\n', '&#xA;');
}
