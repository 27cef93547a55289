import { endOfExpression, isExpression } from './expression.ts';
import { type Attribute, decodeEntities, type Element, MarkupError, type Node } from './markup.ts';

export type PolicyFormat = 'xml' | 'rawxml';

/**
 * Reads a policy document. In `rawxml` an expression may hold `<`, `"` and `&` as they are;
 * in `xml` it is escaped like anything else (facts 1.5).
 */
export function readMarkup(source: string, format: PolicyFormat): Node[] {
  return new Reader(source.replace(/^\uFEFF/, ''), format).document();
}

const entity = /&(?!(#x[0-9a-f]+|#\d+|lt|gt|amp|quot|apos);)/i;

class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly format: PolicyFormat,
  ) {}

  document(): Node[] {
    const nodes = this.content(undefined);
    const roots = nodes.filter((node) => node.type === 'element');
    const stray = nodes.findIndex((node) => node.type === 'text' && node.value.trim() !== '');
    if (stray === 0) throw this.wrong('Data at the root level is invalid.', this.source.search(/\S/));
    if (roots.length === 0) throw this.wrong('Root element is missing.');
    if (roots.length > 1) throw this.wrong('There are multiple root elements.');
    if (stray > 0) throw this.wrong('Data at the root level is invalid.');
    return nodes;
  }

  private content(parent: Element | undefined): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.source.length) {
      if (this.source.startsWith('</', this.at)) {
        this.endTag(parent);
        return nodes;
      }
      nodes.push(this.source[this.at] === '<' ? this.markup() : this.text());
    }
    if (parent)
      throw this.wrong(
        `Unexpected end of file has occurred. The following elements are not closed: ${parent.name}.`,
      );
    return nodes;
  }

  private markup(): Node {
    const verbatim = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/y;
    const source = this.take(verbatim);
    return source === undefined ? this.element() : { type: 'verbatim', source };
  }

  private element(): Element {
    const { line, column } = this.position(this.at);
    this.at += 1;
    const name = this.take(/[A-Za-z_][\w.:-]*/y);
    if (name === undefined) throw this.wrong("Name cannot begin with this character, or '<' is not escaped.");
    const attributes: Attribute[] = [];
    for (;;) {
      const space = this.take(/\s+/y);
      const end = this.take(/\/?>/y);
      if (end !== undefined) {
        const element: Element = {
          type: 'element',
          name,
          attributes,
          children: [],
          selfClosing: end === '/>',
          line,
          column: column + 1,
        };
        if (!element.selfClosing) element.children.push(...this.content(element));
        return element;
      }
      if (space === undefined) throw this.unexpected();
      const attribute = this.attribute();
      if (attributes.some((other) => other.name === attribute.name))
        throw this.wrong(`'${attribute.name}' is a duplicate attribute name.`);
      attributes.push(attribute);
    }
  }

  private attribute(): Attribute {
    const name = this.take(/[A-Za-z_][\w.:-]*/y);
    if (name === undefined) throw this.wrong('The name of an attribute is expected.');
    if (this.take(/\s*=\s*/y) === undefined) throw this.wrong(`'=' is expected after attribute '${name}'.`);
    const quote = this.source.charAt(this.at);
    if (quote !== '"' && quote !== "'") throw this.wrong(`The value of attribute '${name}' must be quoted.`);
    const start = this.at + 1;
    const end = this.endOfValue(start, quote);
    const inner = this.source.slice(start, end);
    this.at = end + 1;
    return { name, value: this.valueOf(inner, start), source: quote + inner + quote };
  }

  private endOfValue(start: number, quote: string): number {
    const raw = this.format === 'rawxml' && isExpression(this.source.slice(start, start + 200));
    const end = raw ? this.endOfRawValue(start, quote) : this.source.indexOf(quote, start);
    if (end < 0) throw this.wrong('Unexpected end of file: an attribute value is not closed.');
    if (!raw && this.source.slice(start, end).includes('<')) {
      this.at = start + this.source.slice(start, end).indexOf('<');
      throw this.wrong("'<', hexadecimal value 0x3C, is an invalid attribute character.");
    }
    return end;
  }

  /** The quote behind the expression; when its brackets never close there, one that can only end an attribute. */
  private endOfRawValue(start: number, quote: string): number {
    const after = endOfExpression(this.source, this.source.indexOf('@', start));
    const closing = /\s*/y;
    closing.lastIndex = after ?? 0;
    if (after !== undefined && closing.test(this.source) && this.source[closing.lastIndex] === quote)
      return closing.lastIndex;
    const ending = new RegExp(`${quote}(?=\\s*/?>|\\s+[A-Za-z_][\\w.:-]*\\s*=\\s*["'])`, 'g');
    ending.lastIndex = start;
    return ending.exec(this.source)?.index ?? -1;
  }

  private text(): Node {
    const start = this.at;
    let from = start;
    if (this.format === 'rawxml' && isExpression(this.source.slice(start, start + 2000))) {
      const after = endOfExpression(this.source, this.source.indexOf('@', start));
      // One that never closes ends with its element, and is refused when it is compiled.
      from = after ?? Math.max(this.source.indexOf('</', start), start);
    }
    const end = this.source.indexOf('<', from);
    this.at = end < 0 ? this.source.length : end;
    const source = this.source.slice(start, this.at);
    return { type: 'text', value: this.valueOf(source, start), source };
  }

  private valueOf(source: string, start: number): string {
    if (this.format === 'rawxml' && isExpression(source)) return source;
    const bare = source.search(entity);
    if (bare >= 0) {
      this.at = start + bare;
      throw this.wrong('An error occurred while parsing EntityName.');
    }
    return decodeEntities(source);
  }

  private endTag(parent: Element | undefined): void {
    const name = this.take(/<\/[^\s>]*\s*>/y)
      ?.slice(2, -1)
      .trim();
    if (parent && name === parent.name) return;
    if (!parent) throw this.wrong(`Unexpected end tag '${name ?? ''}'.`);
    const { line, column } = parent;
    throw this.wrong(
      `The '${parent.name}' start tag on line ${line} position ${column} does not match the end tag of '${name ?? ''}'.`,
    );
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.at += match[0].length;
    return match[0];
  }

  private unexpected(): MarkupError {
    const token = /[\w.:-]+|\S/y;
    token.lastIndex = this.at;
    if (this.at >= this.source.length) return this.wrong('Unexpected end of file has occurred.');
    return this.wrong(
      `'${token.exec(this.source)?.[0] ?? ''}' is an unexpected token. Expecting white space.`,
    );
  }

  private wrong(message: string, at = this.at): MarkupError {
    const { line, column } = this.position(at);
    return new MarkupError(message, line, column);
  }

  private position(at: number): { line: number; column: number } {
    const before = this.source.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}
