import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitApi } from 'azure-devops-node-api/GitApi.js';
import { BearerCredentialHandler } from 'azure-devops-node-api/handlers/bearertoken.js';
import { makeCertificate, type Certificate } from '../http/certificates.ts';
import { AzureDevOpsEmulator } from './azure-devops-emulator.ts';
import type { EmulatedRepository, FileChanges } from './repository.ts';

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

/** The same with a repository whose branch "topic" has this commit more than "main", and a client of its API. */
export async function startedWithTopic(files: FileChanges): Promise<{
  devops: AzureDevOpsEmulator;
  repository: EmulatedRepository;
  api: GitApi;
  stop: () => Promise<void>;
}> {
  const { devops, caFile, stop } = await startedAzureDevOps();
  devops.addProject('Shop');
  const repository = await devops.addRepository('Shop', 'gitops', { files: { a: '1\n', b: '1\n' } });
  await repository.commit('topic', files, 'work');
  const trust = { cert: { caFile } };
  const api = new GitApi(devops.collectionUri, [new BearerCredentialHandler('job')], trust);
  return { devops, repository, api, stop };
}
