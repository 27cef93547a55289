import { isBlank, meantBy, type Meanings, sameLineEnds } from './meaning.ts';
import type { PolicyFormat } from './policy-text.ts';
import { type Attribute, type Tag, tagOf } from './tag.ts';
import { isFault, type PolicyToken, tokensOf } from './tokens.ts';

/** A part of a policy: where it stands, and a number that is equal for parts that mean the same. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly meaning: number;
}

export interface PolicyElement extends Part {
  readonly kind: 'element';
  readonly name: string;
  /** Offsets count from the beginning of the element. */
  readonly attributes: readonly Attribute[];
  readonly children: readonly PolicyNode[];
  /** Where its content begins and ends; both are its end when it is written as one tag, `<base />`. */
  readonly inner: readonly [start: number, end: number];
}

/** What stands between tags: it counts to the letter. */
interface PolicyLeaf extends Part {
  readonly kind: 'text' | 'cdata' | 'comment' | 'other';
}

export type PolicyNode = PolicyElement | PolicyLeaf;

export interface PolicyTree {
  /** What it was made of, to the byte: offsets lead into it. */
  readonly text: string;
  readonly format: PolicyFormat;
  /** The outermost element, and comments round it. */
  readonly children: readonly PolicyNode[];
  readonly meaning: number;
  /** How deep elements lie in each other. */
  readonly depth: number;
}

/**
 * A policy as elements. Left out is only what no reader of XML sees: white space between tags, a byte order mark, an
 * XML declaration. Undefined when its tags do not fit together. Takes time in proportion to its length.
 */
export function policyTree(
  text: string,
  meanings: Meanings,
  format: PolicyFormat = 'rawxml',
): PolicyTree | undefined {
  const tokens = tokensOf(text, format);
  if (isFault(tokens)) return undefined;
  const reading = new Reading(meanings, format);
  for (const token of tokens) if (!reading.take(token)) return undefined;
  const children = reading.whole();
  if (children === undefined) return undefined;
  const meaning = meanings.of(
    'policy',
    children.map((child) => child.meaning),
  );
  return { text, format, children, meaning, depth: reading.depth };
}

interface Open {
  readonly tag: Tag;
  readonly start: number;
  readonly inner: number;
  readonly children: PolicyNode[];
}

class Reading {
  readonly #meanings: Meanings;
  readonly #format: PolicyFormat;
  readonly #outermost: PolicyNode[] = [];
  readonly #open: Open[] = [];
  depth = 0;

  constructor(meanings: Meanings, format: PolicyFormat) {
    this.#meanings = meanings;
    this.#format = format;
  }

  /** False when the tag does not fit to what is open. */
  take(token: PolicyToken): boolean {
    const { kind, text, offset } = token;
    const tag = kind === 'tag' ? tagOf(text, this.#format) : undefined;
    if (tag === undefined) {
      this.#leaf(token);
      return true;
    }
    const end = offset + text.length;
    if (tag.kind === 'closing') return this.#close(tag.name, offset, end);
    if (tag.kind === 'opening') this.#open.push({ tag, start: offset, inner: end, children: [] });
    else this.#add(this.#element(tag, { start: offset, end, inner: [end, end], children: [] }));
    this.depth = Math.max(this.depth, this.#open.length);
    return true;
  }

  whole(): readonly PolicyNode[] | undefined {
    return this.#open.length === 0 ? this.#outermost : undefined;
  }

  #leaf({ kind, text, offset }: PolicyToken): void {
    const written = offset === 0 ? text.replace(/^\uFEFF/, '') : text;
    if (kind === 'text' ? isBlank(written) : text.startsWith('<?xml')) return;
    const meant = kind === 'text' ? meantBy(written, this.#format) : sameLineEnds(text);
    const leaf = kind === 'tag' ? 'other' : kind;
    const end = offset + text.length;
    this.#add({ kind: leaf, start: end - written.length, end, meaning: this.#meanings.of(leaf, meant) });
  }

  #close(name: string, offset: number, end: number): boolean {
    const last = this.#open.pop();
    if (last?.tag.name !== name) return false;
    const { tag, start, inner, children } = last;
    this.#add(this.#element(tag, { start, end, inner: [inner, offset], children }));
    return true;
  }

  #element(
    { name, attributes }: Tag,
    place: Pick<PolicyElement, 'start' | 'end' | 'inner' | 'children'>,
  ): PolicyElement {
    const meaning = this.#meanings.of(
      'element',
      name,
      attributes.map((attribute) => [attribute.name, meantBy(attribute.value, this.#format)]),
      place.children.map((child) => child.meaning),
    );
    return { kind: 'element', name, attributes, meaning, ...place };
  }

  #add(node: PolicyNode): void {
    (this.#open.at(-1)?.children ?? this.#outermost).push(node);
  }
}
