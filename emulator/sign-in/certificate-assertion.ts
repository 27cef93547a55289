import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { type Claims, claimsOf } from './json-web-token.ts';

interface Expected {
  readonly clientId: string;
  /** The endpoint that the assertion must be made for. */
  readonly audience: string;
  /** PEM; what the app registration knows. */
  readonly certificate: string;
}

/**
 * What is wrong with an assertion that an application signed with its certificate; nothing when all is well
 * (learn.microsoft.com: "Microsoft identity platform application authentication certificate credentials").
 */
export function faultOfAssertion(assertion: string, expected: Expected): string | undefined {
  const certificate = new X509Certificate(expected.certificate);
  const header = claimsOf(`.${assertion.split('.')[0] ?? ''}.`) ?? {};
  if (!isNamed(header, certificate)) return 'The key was not found.';
  return isSigned(assertion, header['alg'], certificate)
    ? faultOfClaims(claimsOf(assertion) ?? {}, expected)
    : 'The provided signature value did not match the expected signature value.';
}

function isNamed(header: Claims, { raw }: X509Certificate): boolean {
  const thumbprint = (algorithm: string) => createHash(algorithm).update(raw).digest('base64url');
  return header['x5t#S256'] === thumbprint('sha256') || header['x5t'] === thumbprint('sha1');
}

function isSigned(assertion: string, algorithm: unknown, { publicKey }: X509Certificate): boolean {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const padding =
    algorithm === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  const signed = Buffer.from(`${head}.${body}`);
  const key = { key: publicKey, ...padding };
  return (
    ['PS256', 'RS256'].includes(String(algorithm)) &&
    verify('sha256', signed, key, Buffer.from(signature, 'base64url'))
  );
}

function faultOfClaims({ iss, sub, aud, exp = 0, jti }: Claims, expected: Expected): string | undefined {
  const { clientId, audience } = expected;
  if (iss !== clientId || sub !== clientId) return 'Issuer and subject must be the application.';
  if (aud !== audience) return `The audience is ${String(aud)}.`;
  return exp * 1000 > Date.now() && jti !== undefined ? undefined : 'It has expired or has no id.';
}
