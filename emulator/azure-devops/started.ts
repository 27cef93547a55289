import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate, type Certificate } from '../http/certificates.ts';
import { AzureDevOpsEmulator } from './azure-devops-emulator.ts';

let certificate: Promise<Certificate> | undefined;

/** An emulator that runs, with a folder of its own that goes when it stops; one certificate serves a whole test run. */
export async function startedAzureDevOps(
  accessToken = 'job',
): Promise<{ devops: AzureDevOpsEmulator; authority: string; caFile: string; stop: () => Promise<void> }> {
  certificate ??= makeCertificate();
  const made = await certificate;
  const root = await mkdtemp(join(tmpdir(), 'azure-devops-'));
  const devops = new AzureDevOpsEmulator(made, { root, accessToken });
  await devops.start();
  const stop = async () => {
    await devops.stop();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  return { devops, authority: made.cert, caFile: made.trustFile, stop };
}
