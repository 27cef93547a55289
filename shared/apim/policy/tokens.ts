/** A piece of a policy document: a tag with everything in its angle brackets, or what stands between two tags. */
export interface PolicyToken {
  readonly kind: 'tag' | 'text' | 'comment' | 'cdata';
  readonly text: string;
  /** Where it begins in the document, counted in UTF-16 units. */
  readonly offset: number;
}

/** Why a document cannot be read, and where (offset in UTF-16 units). */
export interface PolicyFault {
  readonly message: string;
  readonly offset: number;
}

/**
 * Cuts a policy into tags and texts. Lenient where API Management is: expressions, `@( )` and `@{ }`, may hold
 * `<`, `"` and `&` freely, in attribute values and in text (format rawxml, facts: apim-rest 1.5).
 */
export function tokensOf(policy: string): readonly PolicyToken[] | PolicyFault {
  const tokens: PolicyToken[] = [];
  let offset = 0;
  while (offset < policy.length) {
    const end = endOfToken(policy, offset);
    if (typeof end !== 'number') return end;
    tokens.push({ kind: kindAt(policy, offset), text: policy.slice(offset, end), offset });
    offset = end;
  }
  return tokens;
}

export function isFault(value: readonly PolicyToken[] | PolicyFault): value is PolicyFault {
  return 'message' in value;
}

function kindAt(policy: string, offset: number): PolicyToken['kind'] {
  if (policy.startsWith('<!--', offset)) return 'comment';
  if (policy.startsWith('<![CDATA[', offset)) return 'cdata';
  return policy[offset] === '<' ? 'tag' : 'text';
}

function endOfToken(policy: string, offset: number): number | PolicyFault {
  switch (kindAt(policy, offset)) {
    case 'comment':
      return after(policy, '-->', offset, 'This comment does not end.');
    case 'cdata':
      return after(policy, ']]>', offset, 'This CDATA section does not end.');
    case 'tag':
      return endOfTag(policy, offset);
    default:
      return endOfText(policy, offset);
  }
}

function after(policy: string, mark: string, offset: number, message: string): number | PolicyFault {
  const found = policy.indexOf(mark, offset);
  return found < 0 ? { message, offset } : found + mark.length;
}

function endOfTag(policy: string, offset: number): number | PolicyFault {
  let here = offset + 1;
  while (here < policy.length) {
    const character = policy[here];
    if (character === '>') return here + 1;
    if (character === '<') return { message: 'This tag does not end before the next one begins.', offset };
    if (character === '"' || character === "'") {
      const end = endOfQuoted(policy, here, character);
      if (end === undefined) return { message: 'This attribute value does not end.', offset: here };
      here = end;
    } else here += 1;
  }
  return { message: 'This tag does not end.', offset };
}

/** Position after the closing quote. A quote inside an expression does not close. */
function endOfQuoted(policy: string, offset: number, quote: string): number | undefined {
  const inside = offset + 1;
  const end = isExpression(policy, inside) ? endOfExpression(policy, inside) : undefined;
  const close = policy.indexOf(quote, end ?? inside);
  return close < 0 ? undefined : close + 1;
}

function endOfText(policy: string, offset: number): number {
  let here = offset;
  while (here < policy.length && policy[here] !== '<') {
    here = (isExpression(policy, here) ? endOfExpression(policy, here) : undefined) ?? here + 1;
  }
  return here;
}

export function isExpression(policy: string, offset: number): boolean {
  return policy[offset] === '@' && (policy[offset + 1] === '(' || policy[offset + 1] === '{');
}

/** Position after the bracket that closes a C# expression; strings, characters and comments in it are skipped. */
export function endOfExpression(policy: string, offset: number): number | undefined {
  const opening = policy[offset + 1];
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  let here = offset + 1;
  while (here < policy.length) {
    const skipped = endOfLiteral(policy, here);
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

const literals: readonly RegExp[] = [
  /@"(?:[^"]|"")*"/y,
  /"(?:[^"\\\n]|\\.)*"/y,
  /&quot;(?:(?!&quot;)[^\\\n]|\\.)*&quot;/y,
  /'(?:[^'\\\n]|\\.[^'\n]{0,6})'/y,
  /\/\/[^\n]*/y,
  /\/\*[\s\S]*?\*\//y,
];

function endOfLiteral(policy: string, offset: number): number | undefined {
  for (const literal of literals) {
    literal.lastIndex = offset;
    if (literal.test(policy)) return literal.lastIndex;
  }
  return undefined;
}
