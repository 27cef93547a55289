import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArmEmulator, type ArmOptions } from './arm/arm-emulator.ts';
import { AzureDevOpsEmulator } from './azure-devops/azure-devops-emulator.ts';
import { type Certificate, makeCertificate } from './http/certificates.ts';
import { SignInEmulator } from './sign-in/sign-in-emulator.ts';

export interface EmulatorOptions extends ArmOptions {
  /** The token of the job, the only one that Azure DevOps accepts. */
  readonly accessToken?: string;
  /** Where the bare repositories live; by default a folder that goes away in the end. */
  readonly repositories?: string;
}

export interface Emulators {
  readonly certificate: Certificate;
  readonly arm: ArmEmulator;
  readonly signIn: SignInEmulator;
  readonly azureDevOps: AzureDevOpsEmulator;
  readonly accessToken: string;
  stop(): Promise<void>;
}

/** Everything on loopback, listening; what sign-in issues is good for ARM. */
export async function startEmulators(options: EmulatorOptions = {}): Promise<Emulators> {
  const certificate = await makeCertificate();
  const arm = new ArmEmulator(certificate, options);
  const signIn = new SignInEmulator(certificate, {
    onToken: (token) => {
      arm.acceptToken(token);
    },
  });
  const root = options.repositories ?? (await mkdtemp(join(tmpdir(), 'azure-repos-')));
  const accessToken = options.accessToken ?? 'the-token-of-the-job';
  const azureDevOps = new AzureDevOpsEmulator(certificate, { root, accessToken });
  await Promise.all([arm.start(), signIn.start(), azureDevOps.start()]);
  return {
    certificate,
    arm,
    signIn,
    azureDevOps,
    accessToken,
    stop: async () => {
      await Promise.all([arm.stop(), signIn.stop(), azureDevOps.stop()]);
      if (options.repositories === undefined) await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
