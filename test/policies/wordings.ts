import type { Attribute, Node } from '../../emulator/arm/policy-xml/markup.ts';
import { encodeAttribute, encodeText, isBlank } from '../../emulator/arm/policy-xml/markup.ts';
import { isExpression } from '../../emulator/arm/policy-xml/expression.ts';
import { readMarkup } from '../../emulator/arm/policy-xml/read-markup.ts';
import { writeMarkup } from '../../emulator/arm/policy-xml/write-markup.ts';

/** How the service, an editor or a person can write the same policy. */
export type Wording = (policy: string) => string;

export const wordings: Readonly<Record<string, Wording>> = {
  'one tag to a line, tabs and CRLF': (policy) =>
    writeMarkup(readMarkup(policy, 'rawxml'), { from: 'rawxml', to: 'rawxml', reindent: true }),
  'CRLF everywhere': (policy) => policy.replaceAll('\n', '\r\n'),
  'a byte order mark and an XML declaration': (policy) =>
    `\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n${policy}`,
  'an end without a line end': (policy) => policy.trimEnd(),
  'line ends at the end': (policy) => `${policy}\n\r\n\t\n`,
  'empty elements in two tags': written({ empty: 'two tags' }),
  'empty elements in one tag': written({ empty: 'one tag' }),
  'single quotes where they can be': written({ quotes: 'single' }),
  'each attribute on a line of its own': written({ between: '\n\t\t' }),
  'white space round the signs of equality': written({ equals: ' =\n ' }),
  'texts and values in numbers': written({ numbered: true }),
  'no white space between tags': written({ blank: '' }),
  'lots of white space between tags': written({ blank: '\r\n\r\n\t  ' }),
};

interface Style {
  readonly empty?: 'one tag' | 'two tags';
  readonly quotes?: 'single';
  readonly between?: string;
  readonly equals?: string;
  readonly numbered?: true;
  /** Between tags. */
  readonly blank?: string;
}

function written(style: Style): Wording {
  return (policy) => nodesIn(readMarkup(policy, 'rawxml'), style);
}

function nodesIn(nodes: readonly Node[], style: Style): string {
  const isMarkup = nodes.every((node) => isBlank(node) || node.type !== 'text');
  return nodes
    .map((node) => {
      if (isMarkup && isBlank(node) && style.blank !== undefined) return style.blank;
      return wordOf(node, style);
    })
    .join('');
}

function wordOf(node: Node, style: Style): string {
  if (node.type === 'verbatim') return node.source;
  if (node.type === 'text') {
    if (isExpression(node.source) || isBlank(node)) return node.source;
    return style.numbered ? numbered(node.value) : node.source;
  }
  const attributes = node.attributes.map((one) => (style.between ?? ' ') + attributeIn(one, style));
  const opening = `<${node.name}${attributes.join('')}`;
  const content = nodesIn(node.children, style);
  const oneTag = style.empty === undefined ? node.selfClosing : style.empty === 'one tag';
  const isEmpty = node.children.every(isBlank);
  return isEmpty && oneTag ? `${opening}/>` : `${opening}>${content}</${node.name}\n>`;
}

function attributeIn({ name, value, source }: Attribute, style: Style): string {
  const equals = style.equals ?? '=';
  if (isExpression(value))
    return `${name}${equals}${style.quotes && !value.includes("'") ? `'${value}'` : source}`;
  if (style.numbered) return `${name}${equals}"${numbered(value)}"`;
  if (style.quotes)
    return `${name}${equals}'${encodeText(value).replaceAll("'", '&#39;').replaceAll('\n', '&#10;')}'`;
  return `${name}${equals}"${encodeAttribute(value).replaceAll("'", '&apos;')}"`;
}

function numbered(text: string): string {
  return Array.from(text)
    .map((one, at) =>
      at % 2 === 0 && one !== '@' ? `&#x${one.codePointAt(0)?.toString(16) ?? ''};` : encodeAttribute(one),
    )
    .join('');
}
