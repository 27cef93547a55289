import { literalIn, looksLikePassword, looksRandom } from './literal.ts';
import type { Piece } from './piece.ts';
import { telling } from './telling-name.ts';

/** Finds a secret by the place where it stands: there, what is no reference is one. */
export interface PlaceRule {
  readonly rule: string;
  /** For people, after "holds". */
  readonly words: string;
  readonly source: string;
  readonly at: (piece: Piece) => boolean;
  /** Which texts count there, references and placeholders set aside. */
  readonly if: (literal: string) => boolean;
}

const any = () => true;
const peers = 'facts: peers 2.6';

export const placeRules: readonly PlaceRule[] = [
  {
    rule: 'authorization-header',
    words: 'a literal Authorization header',
    source: peers,
    at: valueOf(/^(?:proxy-)?authorization$/i, 'set-header', 'check-header'),
    // "Bearer {{token}}" has nothing left, "Bearer" alone is the name of a scheme.
    if: (literal) =>
      literalIn(literal.replace(/^[a-z]+(?:\s+|$)/i, (scheme) => (isScheme(scheme) ? '' : scheme))) !==
      undefined,
  },
  {
    rule: 'subscription-key',
    words: 'a literal subscription key',
    source: peers,
    at: valueOf(/^(?:ocp-apim-)?subscription-key$/i),
    if: any,
  },
  {
    rule: 'function-key',
    words: 'a literal function key',
    source: peers,
    at: valueOf(/^x-functions-key$/i),
    if: any,
  },
  {
    rule: 'function-key',
    words: 'a literal function key',
    source: peers,
    at: valueOf(/^code$/i, 'set-query-parameter'),
    if: looksRandom,
  },
  {
    rule: 'api-key',
    words: 'a literal API key',
    source: peers,
    at: valueOf(/(?:^|[-_])api[-_]?key$/i),
    if: any,
  },
  {
    rule: 'sas-signature',
    words: 'a literal shared access signature',
    source: peers,
    at: valueOf(/^sig$/i, 'set-query-parameter'),
    if: any,
  },
  {
    rule: 'basic-password',
    words: 'a literal password',
    source: peers,
    at: ({ element, attribute }) =>
      attribute === 'password' && ['authentication-basic', 'proxy'].includes(element ?? ''),
    if: any,
  },
  {
    rule: 'certificate-body',
    words: 'the body or the password of a certificate',
    source: peers,
    at: ({ element, attribute, outer }) =>
      element === 'authentication-certificate'
        ? attribute === 'body' || attribute === 'password' || attribute === undefined
        : element === 'certificate' && outer === 'authentication-certificate',
    if: any,
  },
  {
    rule: 'jwt-signing-key',
    words: 'a key that signs or decrypts tokens',
    source: peers,
    // The parts of a public key, `n` and `e`, are attributes.
    at: ({ element, outer, attribute }) =>
      element === 'key' &&
      attribute === undefined &&
      /^(?:issuer-signing|decryption)-keys$/.test(outer ?? ''),
    if: any,
  },
  {
    rule: 'telling-name',
    words: 'a literal under a name that says it is secret',
    source: 'facts: users-want (b) 34',
    at: ({ name = '' }) => telling(name) === 'surely',
    if: (literal) => looksLikePassword(literal) || looksRandom(literal),
  },
  {
    rule: 'telling-name',
    words: 'a random text under a name that says it is secret',
    source: 'facts: users-want (b) 34',
    at: ({ name = '' }) => telling(name) === 'if random',
    if: looksRandom,
  },
];

/** The value of what is called so: in one of these elements, or in any of a policy. */
function valueOf(name: RegExp, ...elements: readonly string[]) {
  return (piece: Piece): boolean =>
    piece.within === 'policy' &&
    name.test(piece.name ?? '') &&
    (elements.length === 0 || elements.includes(piece.outer ?? '') || elements.includes(piece.element ?? ''));
}

function isScheme(word: string): boolean {
  return /^(?:basic|bearer|digest|apikey|api-key|token|sharedkey|sharedaccesssignature|aws4-hmac-sha256|hmac|dpop)\s*$/i.test(
    word,
  );
}
