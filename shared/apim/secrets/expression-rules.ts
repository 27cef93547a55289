import { literalIn, looksLikePassword, looksRandom } from './literal.ts';
import { telling } from './telling-name.ts';

/** Finds a secret in the code of an expression. What the code does is nobody's business, only its texts are looked at. */
export interface ExpressionRule {
  readonly rule: string;
  readonly words: string;
  readonly source: string;
  /** Groups: `secret`, and `name` where the code says what it is. */
  readonly shape: RegExp;
  readonly if?: (secret: string, name: string, code: string) => boolean;
}

const source = 'facts: peers 6.1 (5)';
/** A C# string: the words in it without the quotes. */
const text = (group: string) => `[$@]{0,2}"(?<${group}>(?:[^"\\\\\\n]|\\\\.)*)"`;

export const expressionRules: readonly ExpressionRule[] = [
  {
    rule: 'basic-password',
    words: 'user name and password of basic authentication',
    source,
    // "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:password"))
    shape: new RegExp(`GetBytes\\(\\s*"[^":\\s]+:(?<secret>[^"\\s{]+)"`, 'g'),
    if: (secret, _, code) => /\bBasic\b/i.test(code) && literalIn(secret) !== undefined,
  },
  {
    rule: 'signing-key',
    words: 'a key that signs',
    source,
    // new HMACSHA256(Encoding.UTF8.GetBytes("key")), new HMACSHA256(Convert.FromBase64String("key"))
    shape: new RegExp(`new\\s+[\\w.]*HMAC\\w+\\(\\s*(?:[\\w.]+\\(\\s*){0,2}${text('secret')}`, 'g'),
    if: (secret) => literalIn(secret) !== undefined,
  },
  {
    rule: 'certificate-body',
    words: 'the body of a certificate',
    source,
    shape: new RegExp(`X509Certificate2?\\(\\s*[\\w.]*FromBase64String\\(\\s*${text('secret')}`, 'g'),
    if: (secret) => secret.length >= 64,
  },
  {
    rule: 'assigned-secret',
    words: 'a literal under a name that says it is secret',
    source,
    // {"client_secret", "..."}, ["password"] = "...", var apiKey = "...", new JProperty("token", "...")
    shape: new RegExp(
      `(?:"(?<quoted>[\\w.-]+)"\\s*(?:,|\\]?\\s*=|:)|\\b(?<named>\\w+)\\s*=)\\s*${text('secret')}`,
      'g',
    ),
    if: (secret, name) => isSecretUnder(name, secret),
  },
];

function isSecretUnder(name: string, secret: string): boolean {
  const literal = literalIn(secret) ?? '';
  const sure = telling(name) === 'surely' && looksLikePassword(literal);
  return sure || (telling(name) !== undefined && looksRandom(literal));
}

/** The texts of an expression, for the place that it stands in: `@("abc" + x)` -> "abc". */
export function textsIn(code: string): readonly string[] {
  return [...code.matchAll(new RegExp(text('one'), 'g'))].map(({ groups }) => groups?.['one'] ?? '');
}
