import { ArmEmulator } from './arm/arm-emulator.ts';
import type { Switches } from './arm/switches.ts';
import { type Certificate, makeCertificate } from './http/certificates.ts';
import { SignInEmulator } from './sign-in/sign-in-emulator.ts';

export interface Emulators {
  readonly certificate: Certificate;
  readonly arm: ArmEmulator;
  readonly signIn: SignInEmulator;
  stop(): Promise<void>;
}

/** Everything on loopback, listening; what sign-in issues is good for ARM. */
export async function startEmulators(options: { switches?: Partial<Switches> } = {}): Promise<Emulators> {
  const certificate = await makeCertificate();
  const arm = new ArmEmulator(certificate, options);
  const signIn = new SignInEmulator(certificate, {
    onToken: (token) => {
      arm.acceptToken(token);
    },
  });
  await Promise.all([arm.start(), signIn.start()]);
  return {
    certificate,
    arm,
    signIn,
    stop: async () => {
      await Promise.all([arm.stop(), signIn.stop()]);
    },
  };
}
