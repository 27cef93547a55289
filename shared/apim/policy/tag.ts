import { type PolicyFormat, PolicyText } from './policy-text.ts';

/** A tag, taken apart. */
export interface Tag {
  readonly name: string;
  readonly kind: 'opening' | 'closing' | 'empty';
  /** In the order of the document. */
  readonly attributes: readonly Attribute[];
}

/** Offsets count from the beginning of the tag, in UTF-16 units. */
export interface Attribute {
  readonly name: string;
  /** As it is written between the quotes. */
  readonly value: string;
  /** Where the name begins. */
  readonly start: number;
  /** Where the opening quote stands. */
  readonly quote: number;
  /** After the closing quote. */
  readonly end: number;
}

/** The parts of a tag that `tokensOf` has found; undefined for declarations, and for what is not shaped like a tag. */
export function tagOf(text: string, format: PolicyFormat = 'rawxml'): Tag | undefined {
  const name = /^<\/?(?<name>[^\s/>"'=!?<]+)/.exec(text)?.groups?.['name'];
  if (name === undefined) return undefined;
  const offset = text.indexOf(name) + name.length;
  const attributes = attributesFrom(text, offset, format);
  const rest = text.slice(attributes?.at(-1)?.end ?? offset);
  if (attributes === undefined || !/^\s*\/?>$/.test(rest)) return undefined;
  return { name, kind: kindOf(text), attributes };
}

function kindOf(text: string): Tag['kind'] {
  if (text.startsWith('</')) return 'closing';
  return text.endsWith('/>') ? 'empty' : 'opening';
}

function attributesFrom(
  text: string,
  offset: number,
  format: PolicyFormat,
): readonly Attribute[] | undefined {
  const attributes: Attribute[] = [];
  const policy = new PolicyText(text, format);
  const next = /\s*(?<name>[^\s=/>"']+)\s*=\s*(?=["'])/y;
  next.lastIndex = offset;
  for (;;) {
    const match = next.exec(text);
    const name = match?.groups?.['name'];
    if (match === null || name === undefined) return attributes;
    const quote = next.lastIndex;
    const end = policy.endOfQuoted(quote);
    if (end === undefined) return undefined;
    const start = match.index + match[0].indexOf(name);
    attributes.push({ name, value: text.slice(quote + 1, end - 1), start, quote, end });
    next.lastIndex = end;
  }
}
