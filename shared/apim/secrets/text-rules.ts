import { decoded } from '../decoded.ts';
import { literalIn, looksLikePassword, looksRandom } from './literal.ts';
import type { Piece } from './piece.ts';

/** Finds a secret by its own shape, wherever it stands. */
export interface TextRule {
  readonly rule: string;
  /** For people, after "holds". */
  readonly words: string;
  readonly source: string;
  /** The secret is the group `secret`, or all of it. Global. */
  readonly shape: RegExp;
  readonly within: readonly Piece['within'][];
  /** Says whether what has the shape is one. */
  readonly if?: (secret: string, text: string) => boolean;
}

const everywhere = ['policy', 'properties', 'specification'] as const;
/** Specifications are full of examples that look like what people mistake for secrets. */
const beside = ['policy', 'properties'] as const;

/** Prefixes that issuers of tokens give them so that they can be found: each documents its own. */
const tokenShapes = [
  'gh[pousr]_[A-Za-z\\d]{36,}',
  'github_pat_[A-Za-z\\d_]{50,}',
  'glpat-[A-Za-z\\d_-]{20,}',
  'xox[abeprs]-[A-Za-z\\d-]{20,}',
  'AKIA[A-Z\\d]{16}',
  'AIza[A-Za-z\\d_-]{35}',
  '[rs]k_live_[A-Za-z\\d]{16,}',
  'SG\\.[A-Za-z\\d_-]{16,}\\.[A-Za-z\\d_-]{30,}',
  'npm_[A-Za-z\\d]{36}',
  'pypi-[A-Za-z\\d_-]{50,}',
  'sk-(?:proj-|ant-)?[A-Za-z\\d_-]{32,}',
  'hf_[A-Za-z\\d]{30,}',
  'dapi[\\da-f]{32}',
  'dop_v1_[\\da-f]{64}',
  'shp(?:at|ca|pa|ss)_[\\da-fA-F]{32}',
  'key-[\\da-f]{32}',
  'EAAC[A-Za-z\\d]{30,}',
  'ya29\\.[A-Za-z\\d_-]{30,}',
  // Microsoft: client secrets of Entra, keys that can be told (functions, storage, DevOps, Service Bus).
  '[A-Za-z\\d_~.-]{3}[78]Q~[A-Za-z\\d_~.-]{31,34}',
  '[A-Za-z\\d_-]{44}AzFu[A-Za-z\\d_=-]{4,8}',
  '[A-Za-z\\d+/]{76}\\+ASt[A-Za-z\\d+/=]{8}',
  '[A-Za-z\\d]{76}AZDO[A-Za-z\\d]{4}',
  '[A-Za-z\\d+/]{33}\\+ASb[A-Za-z\\d+/=]{6}',
];

export const textRules: readonly TextRule[] = [
  {
    rule: 'private-key',
    words: 'a private key',
    source: 'RFC 7468',
    shape: /-----BEGIN (?:[A-Z\d]+ )*PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:(?!-----END)[\s\S]){16,8192})/g,
    within: everywhere,
  },
  {
    rule: 'connection-string',
    words: 'a connection string with its key',
    source: 'facts: peers 2.6',
    shape:
      /\b(?:AccountKey|SharedAccessKey|SharedSecretValue|AccessKey)\s*=\s*(?<secret>[A-Za-z\d+/_-]{16,}={0,2})/gi,
    within: everywhere,
    if: (secret) => looksRandom(secret),
  },
  {
    rule: 'connection-string',
    words: 'a connection string with its password',
    source: 'https://learn.microsoft.com/dotnet/framework/data/adonet/connection-strings',
    shape: /\b(?:Password|Pwd)\s*=\s*(?<secret>[^;,"'\s<>{}]{3,})/gi,
    within: beside,
    if: (secret, text) =>
      literalIn(secret) !== undefined &&
      /\b(?:server|data source|host|user id|uid|username|endpoint|database|ssl|abortConnect)\s*=/i.test(
        text,
      ) &&
      /[;,]/.test(text),
  },
  {
    rule: 'sas-signature',
    words: 'a shared access signature',
    source: 'facts: peers 2.6; https://learn.microsoft.com/rest/api/storageservices/create-service-sas',
    shape: /(?:^|[?&;\s"'])sig=(?<secret>[A-Za-z\d%+/_-]{30,}={0,2})/g,
    within: everywhere,
    if: (secret) => looksRandom(decoded(secret)),
  },
  {
    rule: 'function-key',
    words: 'an address with a function key',
    source: 'facts: peers 2.6',
    shape: /[?&]code=(?<secret>[A-Za-z\d%+/_-]{20,}={0,2})/g,
    within: beside,
    if: (secret) => looksRandom(decoded(secret)),
  },
  {
    rule: 'subscription-key',
    words: 'an address with a subscription key',
    source: 'facts: peers 2.6',
    shape: /[?&]subscription-key=(?<secret>[A-Za-z\d_-]{16,})/gi,
    within: beside,
    if: looksRandom,
  },
  {
    rule: 'api-key',
    words: 'an address with a key',
    source: 'facts: peers 2.6',
    shape: /[?&](?:api[-_]?key|apikey|key|access[-_]?token|token|auth)=(?<secret>[A-Za-z\d%._~+/-]{16,})/gi,
    within: beside,
    if: looksRandom,
  },
  {
    rule: 'url-password',
    words: 'an address with user name and password',
    source: 'RFC 3986, 3.2.1',
    shape: /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@"'<>{}]{1,200}:(?<secret>[^\s/:@"'<>{}]{3,200})@/gi,
    within: beside,
    if: (secret) => literalIn(secret) !== undefined,
  },
  {
    rule: 'basic-password',
    words: 'user name and password of basic authentication',
    source: 'RFC 7617',
    shape: /\bBasic\s+(?<secret>[A-Za-z\d+/]{8,}={0,2})(?![A-Za-z\d+/=])/g,
    within: beside,
    if: (secret) => /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(fromBase64(secret)),
  },
  {
    rule: 'json-web-token',
    words: 'a signed token',
    source: 'RFC 7519',
    shape: /(?<![A-Za-z\d_-])eyJ[A-Za-z\d_-]{8,}\.eyJ[A-Za-z\d_-]{8,}\.[A-Za-z\d_-]{16,}/g,
    within: everywhere,
    // The one that jwt.io shows, which half of the world's examples copy.
    if: (secret) => !/"(?:John Doe|1234567890)"/.test(fromBase64(secret.split('.')[1] ?? '')),
  },
  {
    rule: 'bearer-token',
    words: 'a bearer token',
    source: 'RFC 6750',
    shape: /\bBearer\s+(?<secret>[A-Za-z\d._~+/-]{20,}=*)/g,
    within: beside,
    if: looksRandom,
  },
  {
    rule: 'token-shape',
    words: 'what looks like the token of a well-known service',
    source:
      'https://docs.github.com/code-security/secret-scanning; https://learn.microsoft.com/purview/sit-defn-all-creds',
    shape: new RegExp(`(?<![A-Za-z\\d_-])(?:${tokenShapes.join('|')})(?![A-Za-z\\d])`, 'g'),
    within: everywhere,
    if: (secret) => !/EXAMPLE|x{8}|0{12}/i.test(secret),
  },
  {
    rule: 'webhook',
    words: 'the address of a webhook, which is all that it asks for',
    source:
      'https://api.slack.com/messaging/webhooks; https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors',
    shape:
      /https:\/\/(?:hooks\.slack\.com\/services\/T[A-Z\d]+\/B[A-Z\d]+\/(?<secret>[A-Za-z\d]{16,})|[a-z\d.-]*webhook\.office\.com\/webhookb2\/[^\s"'<>]{40,}|discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z\d_-]{30,})/g,
    within: everywhere,
    if: (secret) => looksRandom(secret) || secret.includes('/'),
  },
  {
    rule: 'assigned-secret',
    words: 'a password or client secret in a body',
    source: 'RFC 6749, 2.3.1 and 4.3',
    shape:
      /(?:^|[?&{,\s"'])(?:client_secret|client_assertion|password|passwd|pwd|api_?key)["']?\s*[:=]\s*["']?(?<secret>[^&"'\s<>,;{}@()]{6,})/gi,
    within: ['policy'],
    if: (secret) => looksLikePassword(literalIn(decoded(secret)) ?? ''),
  },
];

/** The text behind base64, of either alphabet; "" when there is none. */
function fromBase64(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return ''; // not base64, so no text behind it
  }
}
