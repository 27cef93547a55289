import { type PolicyFormat, PolicyText } from './policy-text.ts';

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
export function tokensOf(
  policy: string,
  format: PolicyFormat = 'rawxml',
): readonly PolicyToken[] | PolicyFault {
  const tokens: PolicyToken[] = [];
  const reading = new PolicyText(policy, format);
  let offset = 0;
  while (offset < policy.length) {
    const end = endOfToken(reading, offset);
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

function endOfToken(policy: PolicyText, offset: number): number | PolicyFault {
  switch (kindAt(policy.text, offset)) {
    case 'comment':
      return after(policy.text, '<!--', '-->', offset, 'This comment does not end.');
    case 'cdata':
      return after(policy.text, '<![CDATA[', ']]>', offset, 'This CDATA section does not end.');
    case 'tag':
      return endOfTag(policy, offset);
    default:
      return policy.endOfText(offset);
  }
}

function after(
  text: string,
  opening: string,
  closing: string,
  offset: number,
  message: string,
): number | PolicyFault {
  const found = text.indexOf(closing, offset + opening.length);
  return found < 0 ? { message, offset } : found + closing.length;
}

function endOfTag(policy: PolicyText, offset: number): number | PolicyFault {
  const { text } = policy;
  let here = offset + 1;
  while (here < text.length) {
    const character = text[here];
    if (character === '>') return here + 1;
    if (character === '<') return { message: 'This tag does not end before the next one begins.', offset };
    if (character === '"' || character === "'") {
      const end = policy.endOfQuoted(here);
      if (end === undefined) return { message: 'This attribute value does not end.', offset: here };
      here = end;
    } else here += 1;
  }
  return { message: 'This tag does not end.', offset };
}
