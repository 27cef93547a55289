import { isExpression } from './expression.ts';
import { tagOf } from './tag.ts';
import { isFault, tokensOf, type PolicyToken } from './tokens.ts';

/**
 * Whether two policies mean the same. Folded is only what a reader of XML cannot see, and API Management rewrites:
 * white space between tags and between attributes, line ends, the kind of quotes, `<a></a>` for `<a />`, `&gt;` for
 * `>` where no expression stands (facts: apim-rest 8). Text, values, comments and expressions count to the letter.
 */
export function samePolicy(left: string, right: string): boolean {
  if (left === right) return true;
  const meant = meaning(left);
  return meant !== undefined && meant === meaning(right);
}

function meaning(policy: string): string | undefined {
  const tokens = tokensOf(policy.replaceAll('\r\n', '\n').replace(/^\uFEFF/, ''));
  if (isFault(tokens)) return undefined;
  return JSON.stringify(tokens.flatMap(wordsOf));
}

type Word = string | readonly unknown[];

/** An element is its beginning, what it contains and an end: `<a/>` and `<a></a>` are the same two words. */
function wordsOf({ kind, text }: PolicyToken): readonly Word[] {
  if (kind === 'text') return text.trim() === '' ? [] : [decoded(text)];
  if (kind === 'comment' || kind === 'cdata') return [[kind, text]];
  if (text.startsWith('<?xml')) return [];
  const tag = tagOf(text);
  if (tag === undefined) return [['other', text]];
  const end: Word = ['end'];
  if (tag.kind === 'closing') return [end];
  const beginning: Word = ['tag', tag.name, ...tag.attributes.map(([name, value]) => [name, decoded(value)])];
  return tag.kind === 'empty' ? [beginning, end] : [beginning];
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decoded(text: string): string {
  if (!text.includes('&') || isExpression(text.trimStart(), 0)) return text;
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, ten, sixteen) => {
      if (typeof name === 'string') return entities[name] ?? all;
      const code = typeof ten === 'string' ? Number(ten) : Number.parseInt(String(sixteen), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
