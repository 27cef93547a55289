import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { ImportLie } from '../../emulator/arm/import-lies.ts';
import { lies } from '../../emulator/arm/faults.ts';
import type { Fault } from '../../emulator/http/fault.ts';

export { refusal } from '../../emulator/arm/faults.ts';

/** How often it happens. */
type Often = 'once' | 'always';

/** Azure says yes and stores nothing. */
export function acceptedButNotStored(method: string, path: RegExp, often: Often = 'once'): Fault {
  return { method, path, ...times(often), ...lies['stores nothing'] };
}

/** Azure stores what it is given, and then something else happens to it. */
export function storedAndThen(
  method: string,
  path: RegExp,
  happens: () => Promise<void>,
  often: Often = 'once',
): Fault {
  return {
    method,
    path,
    ...times(often),
    // A function: the request is served before it is asked.
    answer: async () => {
      await happens();
      return { status: 200, body: {} };
    },
  };
}

/** What a PUT of this API does to it besides. */
export function afterImport(
  lie: ImportLie,
  api: string,
  instance: EmulatedInstance,
  often: Often = 'once',
): Fault {
  return storedAndThen('PUT', new RegExp(`/apis/${api}$`), () => lie(instance, api), often);
}

function times(often: Often): { readonly times?: number } {
  return often === 'once' ? { times: 1 } : {};
}
