import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** PEM file to name in NODE_EXTRA_CA_CERTS of whoever shall trust these servers. */
  readonly trustFile: string;
}

/** Names of real clouds under which a test's proxy leads here. */
const clouds = [
  ...['management.usgovcloudapi.net', 'login.microsoftonline.us'],
  ...['management.chinacloudapi.cn', 'login.chinacloudapi.cn'],
];

/** Folders of this process; they go with it. */
const temporary = new Set<string>();
process.once('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** Makes a throw-away certificate for loopback; it is its own authority and lives as long as the process. */
export async function makeCertificate(): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: `emulated ${randomUUID()}` }], {
    // The name differs, or OpenSSL would take one authority for another.
    // Made in a millisecond, where an RSA key takes a tenth of a second in every test.
    keyType: 'ec',
    curve: 'P-256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          ...clouds.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), 'apim-emulator-'));
  temporary.add(folder);
  const trustFile = join(folder, 'authority.pem');
  await writeFile(trustFile, pems.cert);
  return { key: pems.private, cert: pems.cert, trustFile };
}
