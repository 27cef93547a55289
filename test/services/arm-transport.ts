import { ArmEmulator } from '../../emulator/arm/arm-emulator.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { makeCertificate } from '../../emulator/http/certificates.ts';
import type { Arm } from '../../shared/azure/arm/arm.ts';
import { instancePath } from '../../shared/azure/arm/arm-path.ts';
import { connectArm } from '../../shared/azure/arm/connect-arm.ts';
import { silent } from '../../shared/log/log.ts';
import { steppingClock } from './stepping-clock.ts';

const subscriptionId = '0a000000-0000-0000-0000-00000000000b';

/** The path of the instance that `startArm` makes. */
export const service = instancePath(subscriptionId, 'rg', 'contoso');

/** The ARM transport over real connections to an emulated instance: the ends of the SDK's pipeline take part. */
export async function startArm(): Promise<{
  emulator: ArmEmulator;
  instance: EmulatedInstance;
  arm: Arm;
}> {
  const certificate = await makeCertificate();
  const emulator = new ArmEmulator(certificate);
  await emulator.start();
  const instance = emulator.addInstance({ subscriptionId, resourceGroup: 'rg', name: 'contoso' });
  emulator.acceptToken('token');
  const arm = connectArm({
    endpoint: emulator.origin,
    subscriptionId,
    credential: { getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Infinity }) },
    wayOut: { authorities: [certificate.cert] },
    log: silent,
    clock: steppingClock(Date.now()),
  });
  return { emulator, instance, arm };
}
