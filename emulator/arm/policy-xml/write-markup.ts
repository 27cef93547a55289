import { isExpression } from './expression.ts';
import { type Attribute, encodeAttribute, type Element, encodeText, isBlank, type Node } from './markup.ts';
import type { PolicyFormat } from './read-markup.ts';

interface Wording {
  /** How the source was read: its values can be repeated when the same format is written. */
  readonly from: PolicyFormat;
  readonly to: PolicyFormat;
  /** One tag per line, tabs, CRLF (facts 8). */
  readonly reindent: boolean;
  /** How what holds nothing is written: "self-closing vs empty pairs" (facts 8). */
  readonly emptyElements?: 'kept' | 'selfClosing' | 'pairs';
}

/** Writes a policy document; text, attribute values and expressions stay what they are. */
export function writeMarkup(nodes: readonly Node[], wording: Wording): string {
  if (!wording.reindent) return nodes.map((node) => inline(node, wording)).join('');
  return nodes
    .filter((node) => !isBlank(node))
    .map((node) => indented(node, 0, wording))
    .join('\r\n');
}

function indented(node: Node, depth: number, wording: Wording): string {
  const indent = '\t'.repeat(depth);
  const holdsText =
    node.type === 'element' &&
    node.children.some((child) => isInlineText(child) || (child.type === 'text' && !isBlank(child)));
  if (node.type !== 'element' || holdsText) return indent + inline(node, wording).trim();
  const children = node.children.filter((child) => !isBlank(child));
  if (children.length === 0) return indent + empty(node, wording);
  return [
    `${indent}${startTag(node, wording)}>`,
    ...children.map((child) => indented(child, depth + 1, wording)),
    `${indent}</${node.name}>`,
  ].join('\r\n');
}

function isInlineText(node: Node): boolean {
  return node.type === 'verbatim' && node.source.startsWith('<![CDATA[');
}

function inline(node: Node, wording: Wording): string {
  switch (node.type) {
    case 'verbatim':
      return node.source;
    case 'text':
      return text(node, wording);
    case 'element': {
      if (node.children.length === 0) return empty(node, wording);
      const inner = node.children.map((child) => inline(child, wording)).join('');
      return `${startTag(node, wording)}>${inner}</${node.name}>`;
    }
  }
}

function empty(element: Element, wording: Wording): string {
  const { emptyElements = 'kept' } = wording;
  const isShort = emptyElements === 'kept' ? element.selfClosing : emptyElements === 'selfClosing';
  return startTag(element, wording) + (isShort ? ' />' : `></${element.name}>`);
}

function startTag(node: { name: string; attributes: readonly Attribute[] }, wording: Wording): string {
  return [`<${node.name}`, ...node.attributes.map((attribute) => attributeText(attribute, wording))].join(
    ' ',
  );
}

function attributeText({ name, value, source }: Attribute, { from, to }: Wording): string {
  if (from === to && from === 'rawxml') return `${name}=${source}`;
  if (to === 'rawxml' && isExpression(value)) return `${name}="${value}"`;
  return `${name}="${encodeAttribute(value)}"`;
}

function text({ value, source }: { value: string; source: string }, { from, to }: Wording): string {
  if (from === to && from === 'rawxml') return source;
  return to === 'rawxml' && isExpression(value) ? value : encodeText(value);
}
