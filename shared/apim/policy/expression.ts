import { deepestNesting } from '../nesting.ts';

/** Whether a C# expression begins here: `@(` or `@{`. */
export function isExpression(policy: string, offset: number): boolean {
  return policy[offset] === '@' && (policy[offset + 1] === '(' || policy[offset + 1] === '{');
}

/**
 * Position after the bracket that closes a C# expression; undefined when nothing closes it. Brackets in strings,
 * characters and comments do not count. Looks at each character a bounded number of times: what does not end
 * swallows the rest, it is never looked for again.
 */
export function endOfExpression(policy: string, offset: number): number | undefined {
  const opening = policy[offset + 1] ?? '';
  return endOfBrackets(policy, offset + 1, [opening, opening === '(' ? ')' : '}'], 0);
}

/** `nesting`: how many interpolated strings this code stands in. */
function endOfBrackets(
  policy: string,
  offset: number,
  [opening, closing]: readonly [string, string],
  nesting: number,
): number | undefined {
  let depth = 0;
  let here = offset;
  while (here < policy.length) {
    const skipped = endOfLiteral(policy, here, nesting);
    if (skipped !== undefined) here = skipped;
    else {
      if (policy[here] === opening) depth += 1;
      if (policy[here] === closing) depth -= 1;
      here += 1;
      if (depth === 0) return here;
    }
  }
  return undefined;
}

/** Position after the string, character or comment that begins here; undefined when none does. */
function endOfLiteral(policy: string, offset: number, nesting: number): number | undefined {
  switch (policy[offset]) {
    case '"':
    case '$':
    case '@':
    case '&':
      return endOfString(policy, offset, nesting);
    case "'":
      return match(/'(?:[^'\\\n]|&(?:quot|apos|lt|gt|amp|#\w{1,6});|\\.[^'\n]{0,8})'/y, policy, offset);
    case '/':
      return endOfComment(policy, offset);
    default:
      return undefined;
  }
}

function endOfComment(policy: string, offset: number): number | undefined {
  if (policy.startsWith('//', offset)) return positionOf('\n', policy, offset);
  if (!policy.startsWith('/*', offset)) return undefined;
  return Math.min(positionOf('*/', policy, offset + 2) + 2, policy.length);
}

/** `"..."`, `@"..."`, `$"..."` and both marks together; in an XML-encoded policy the quotes are `&quot;`. */
function endOfString(policy: string, offset: number, nesting: number): number | undefined {
  const begun = match(/[$@]{0,2}(?:"|&quot;)/y, policy, offset);
  if (begun === undefined) return undefined;
  const beginning = policy.slice(offset, begun);
  const style: StringStyle = {
    quote: beginning.endsWith('"') ? '"' : '&quot;',
    verbatim: beginning.includes('@'),
    interpolated: beginning.includes('$'),
    nesting,
  };
  let here = begun;
  while (here < policy.length) {
    if (policy.startsWith(style.quote, here)) {
      here += style.quote.length;
      if (!style.verbatim || !policy.startsWith(style.quote, here)) return here;
      here += style.quote.length; // a doubled quote is one of the text
    } else if (!style.verbatim && policy[here] === '\n') return here;
    else here = afterCharacter(policy, here, style);
  }
  return policy.length;
}

interface StringStyle {
  readonly quote: string;
  readonly verbatim: boolean;
  readonly interpolated: boolean;
  readonly nesting: number;
}

function afterCharacter(
  policy: string,
  offset: number,
  { verbatim, interpolated, nesting }: StringStyle,
): number {
  if (!verbatim && policy[offset] === '\\') return offset + 2;
  if (!interpolated || policy[offset] !== '{') return offset + 1;
  // "{{" is a brace of the text, "{" begins code
  if (policy[offset + 1] === '{') return offset + 2;
  // Deeper than anybody writes, nothing closes it: reading it on would end nowhere.
  if (nesting >= deepestNesting) return policy.length;
  return endOfBrackets(policy, offset, ['{', '}'], nesting + 1) ?? policy.length;
}

function match(pattern: RegExp, policy: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(policy) ? pattern.lastIndex : undefined;
}

/** Where the mark stands next; the end when it does not. */
function positionOf(mark: string, policy: string, offset: number): number {
  const found = policy.indexOf(mark, offset);
  return found < 0 ? policy.length : found;
}
