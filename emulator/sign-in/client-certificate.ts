import { generate } from 'selfsigned';

/** What an application signs in with: in a service connection both stand in one text. */
export interface ClientCertificate {
  /** PEM. */
  readonly privateKey: string;
  /** PEM; what an administrator uploads to the app registration. */
  readonly certificate: string;
}

/** Makes a certificate as `New-SelfSignedCertificate` or openssl would, good for so many days from now. */
export async function makeClientCertificate(days = 365): Promise<ClientCertificate> {
  const day = 86_400_000;
  const pems = await generate([{ name: 'commonName', value: 'an application' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 400 * day),
    notAfterDate: new Date(Date.now() + days * day),
  });
  return { privateKey: pems.private, certificate: pems.cert };
}
