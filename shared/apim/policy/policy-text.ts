import { endOfExpression, isExpression } from './expression.ts';

/** How often an expression that nothing closes is looked for to the end of a document. */
const patience = 5;

/**
 * How the service words expressions: as they are, `@(a["x"] < 1)`, or encoded like any other text of an XML document
 * (facts: apim-rest 1.5).
 */
export type PolicyFormat = 'rawxml' | 'xml';

/** A policy while it is read. */
export class PolicyText {
  readonly text: string;
  readonly #format: PolicyFormat;
  #unclosed = 0;

  constructor(text: string, format: PolicyFormat) {
    this.text = text;
    this.#format = format;
  }

  /** Position after the expression that begins here; undefined when none does, or nothing closes it. */
  endOfExpression(offset: number): number | undefined {
    if (this.#format === 'xml') return undefined; // well-formed XML: nothing can hide a quote or a tag
    if (!isExpression(this.text, offset) || this.#unclosed >= patience) return undefined;
    const end = endOfExpression(this.text, offset);
    if (end === undefined) this.#unclosed += 1;
    return end;
  }

  /** Position after the quote that closes the one here. A quote inside an expression does not close. */
  endOfQuoted(offset: number): number | undefined {
    const inside = this.#afterSpace(offset + 1);
    const close = this.text.indexOf(this.text.charAt(offset), this.endOfExpression(inside) ?? offset + 1);
    return close < 0 ? undefined : close + 1;
  }

  /** Position of the next tag: text that is an expression may hold "<" freely. */
  endOfText(offset: number): number {
    const next = this.text.indexOf('<', this.endOfExpression(this.#afterSpace(offset)) ?? offset);
    return next < 0 ? this.text.length : next;
  }

  #afterSpace(offset: number): number {
    let here = offset;
    while (/\s/.test(this.text.charAt(here))) here += 1;
    return here;
  }
}
