import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

/**
 * The private key of a connection and the certificate that belongs to it, as PEM text in which nothing else stands:
 * people paste chains in any order, with Windows line ends and with the attributes that openssl writes between.
 * Throws an Error that says in words what is wrong.
 */
export function keyAndCertificate(text: string): string {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g)];
  const ofKind = (pattern: RegExp) =>
    blocks.filter(([, kind = '']) => pattern.test(kind)).map(([pem]) => pem);
  const [keyText] = ofKind(/PRIVATE KEY$/);
  if (keyText === undefined) throw new Error('it holds no private key ("-----BEGIN PRIVATE KEY-----")');
  const certificates = ofKind(/^CERTIFICATE$/).map(readable);
  if (certificates.length === 0) throw new Error('it holds no certificate ("-----BEGIN CERTIFICATE-----")');
  const key = readableKey(keyText);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) throw new Error('its private key belongs to none of its certificates');
  const { validTo } = own;
  if (Date.parse(validTo) < Date.now()) throw new Error(`it has expired (${validTo})`);
  return `${String(key.export({ type: 'pkcs8', format: 'pem' }))}${own.toString()}`;
}

function readableKey(pem: string): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new Error('its private key is locked with a passphrase');
  const key = attempt(() => createPrivateKey(pem), 'its private key cannot be read');
  // Microsoft Entra takes RS256 and PS256 (learn.microsoft.com: certificate credentials).
  if (key.asymmetricKeyType !== 'rsa') throw new Error('its private key is not an RSA key');
  return key;
}

function readable(pem: string): X509Certificate {
  return attempt(() => new X509Certificate(pem), 'its certificate cannot be read');
}

function attempt<T>(read: () => T, failure: string): T {
  try {
    return read();
  } catch {
    throw new Error(failure);
  }
}
