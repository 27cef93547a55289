import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { makeCertificate } from '../../emulator/http/certificates.ts';
import { type ClientCertificate, makeClientCertificate } from '../../emulator/sign-in/client-certificate.ts';
import { keyAndCertificate } from './certificate.ts';

describe('keyAndCertificate', () => {
  let own: ClientCertificate;
  let authority: ClientCertificate;
  before(async () => {
    [own, authority] = await Promise.all([makeClientCertificate(), makeClientCertificate()]);
  });

  const pasted: readonly [string, () => string][] = [
    ['the certificate first', () => own.certificate + own.privateKey],
    ['a chain before it', () => authority.certificate + own.certificate + own.privateKey],
    ['the line ends of Windows', () => (own.privateKey + own.certificate).replace(/\r?\n/g, '\r\n')],
    [
      'what openssl writes between',
      () => `Bag Attributes\n  localKeyID: 01\n${own.privateKey}\nsubject=CN = app\n${own.certificate}`,
    ],
    [
      'a key of the older form',
      () =>
        String(createPrivateKey(own.privateKey).export({ type: 'pkcs1', format: 'pem' })) + own.certificate,
    ],
  ];
  for (const [what, text] of pasted)
    it(`takes key and certificate where the text has ${what}`, () => {
      const taken = keyAndCertificate(text());
      assert.match(taken, /^-----BEGIN PRIVATE KEY-----\n[\s\S]+-----END CERTIFICATE-----\n$/);
      assert.equal(
        new X509Certificate(taken).fingerprint256,
        new X509Certificate(own.certificate).fingerprint256,
      );
    });

  it('tells that only RSA keys can sign here', async () => {
    const elliptic = await makeCertificate();
    assert.throws(() => keyAndCertificate(elliptic.key + elliptic.cert), /is not an RSA key/);
  });
});
