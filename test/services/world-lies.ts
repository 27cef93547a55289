import type { Fault } from '../../emulator/http/fault.ts';
import type { EmulatedAnswer } from '../../emulator/http/loopback-server.ts';

import { lies } from '../../emulator/arm/faults.ts';

export { refusal } from '../../emulator/arm/faults.ts';

/** Azure says yes and stores nothing. */
export function acceptedButNotStored(method: string, path: RegExp): Fault {
  return { method, path, times: 1, ...lies['stores nothing'] };
}

/** Azure stores what it is given, and then something else happens to it. */
export function storedAndThen(method: string, path: RegExp, happens: () => Promise<void>): Fault {
  let answer: EmulatedAnswer = { status: 200, body: {} };
  return {
    method,
    path,
    times: 1,
    // A function: the request is served before it is asked.
    answer: () => {
      // The emulator's own writes are done when they return; a failing one must not look like a failing test.
      happens().catch((error: unknown) => {
        answer = { status: 500, body: { error: { code: 'TestIsBroken', message: String(error) } } };
      });
      return answer;
    },
  };
}
