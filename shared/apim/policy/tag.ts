import { PolicyText } from './policy-text.ts';

/** A tag, taken apart. */
export interface Tag {
  readonly name: string;
  readonly kind: 'opening' | 'closing' | 'empty';
  /** In the order of the document, values as they are written between the quotes. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** The parts of a tag that `tokensOf` has found; undefined for declarations, and for what is not shaped like a tag. */
export function tagOf(text: string): Tag | undefined {
  const beginning = /^<(?<closing>\/?)(?<name>[^\s/>"'=!?<]+)/.exec(text);
  const { closing, name } = beginning?.groups ?? {};
  if (beginning === null || name === undefined) return undefined;
  const found = attributesFrom(text, beginning[0].length);
  const rest = found === undefined ? undefined : text.slice(found.end).trim();
  if (found === undefined || (rest !== '>' && rest !== '/>')) return undefined;
  const kind = closing === '/' ? 'closing' : rest === '/>' ? 'empty' : 'opening';
  return { name, kind, attributes: found.attributes };
}

function attributesFrom(
  text: string,
  offset: number,
): { readonly attributes: Tag['attributes']; readonly end: number } | undefined {
  const attributes: (readonly [string, string])[] = [];
  const policy = new PolicyText(text);
  const next = /\s*(?<name>[^\s=/>"']+)\s*=\s*(?=["'])/y;
  let here = offset;
  for (;;) {
    next.lastIndex = here;
    const name = next.exec(text)?.groups?.['name'];
    if (name === undefined) return { attributes, end: here };
    const end = policy.endOfQuoted(next.lastIndex);
    if (end === undefined) return undefined;
    attributes.push([name, text.slice(next.lastIndex + 1, end - 1)]);
    here = end;
  }
}
