import { isFault, tokensOf, type PolicyToken } from './tokens.ts';

/**
 * Whether two policies mean the same. Folded is only what API Management itself rewrites: white space between
 * tags and at the ends, line ends, a space before the end of a tag, `<a></a>` for `<a />`
 * (facts: apim-rest 8). Text, attributes, comments and expressions count to the letter.
 */
export function samePolicy(left: string, right: string): boolean {
  if (left === right) return true;
  const meant = meaning(left);
  return meant !== undefined && meant === meaning(right);
}

function meaning(policy: string): string | undefined {
  const tokens = tokensOf(policy.replaceAll('\r\n', '\n').replace(/^\uFEFF/, ''));
  if (isFault(tokens)) return undefined;
  const kept = tokens.filter(({ kind, text }) => kind !== 'text' || text.trim() !== '');
  return kept.map(wording).reduce(joinEmptyElement, []).join('\0');
}

function wording({ kind, text }: PolicyToken): string {
  return kind === 'tag' ? text.replace(/\s*(\/?)>$/, '$1>') : text;
}

/** `<a>` followed by `</a>` is `<a/>`. */
function joinEmptyElement(all: string[], token: string): string[] {
  const before = all.at(-1) ?? '';
  if (isOpening(before) && token === `</${nameOf(before)}>`) all[all.length - 1] = before.replace(/>$/, '/>');
  else all.push(token);
  return all;
}

function isOpening(tag: string): boolean {
  return tag.startsWith('<') && !tag.startsWith('</') && !tag.startsWith('<!') && !tag.endsWith('/>');
}

function nameOf(tag: string): string {
  return /^<(?<name>[^\s/>]+)/.exec(tag)?.groups?.['name'] ?? '';
}
