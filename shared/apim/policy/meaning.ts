import { isExpression } from './expression.ts';
import type { PolicyFormat } from './policy-text.ts';

/** Numbers for meanings: what means the same has the same number, in all trees that share this. */
export class Meanings {
  readonly #numbers = new Map<string, number>();

  of(...words: readonly unknown[]): number {
    const key = JSON.stringify(words);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** White space as XML knows it: a no-break space is text. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** Line ends are one character to every reader of XML. */
export function sameLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * What a text or an attribute's value says, its entities resolved. In `rawxml` an expression is C# and no XML:
 * `"&gt;"` is a string of four characters there.
 */
export function meantBy(written: string, format: PolicyFormat): string {
  const text = sameLineEnds(written);
  if (!text.includes('&') || (format === 'rawxml' && isExpression(text.trimStart(), 0))) return text;
  const resolved = withoutEntities(text);
  // The service writes line ends of its expressions as `&#xD;&#xA;` (facts: apim-rest 1.5).
  return isExpression(resolved.trimStart(), 0) ? sameLineEnds(resolved) : resolved;
}

/** The characters that entities of XML stand for; what is none stays. */
export function withoutEntities(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, ten, sixteen) => {
      if (typeof name === 'string') return entities[name] ?? all;
      const code = typeof ten === 'string' ? Number(ten) : Number.parseInt(String(sixteen), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
