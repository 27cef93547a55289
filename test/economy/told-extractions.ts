import type { Switches } from '../../emulator/arm/switches.ts';
import type { LoggedRequest } from '../../emulator/http/request-log.ts';
import { silent } from '../../shared/log/log.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { WorldInProcess } from '../services/world-in-process.ts';

/** One instance that is extracted again and again, while somebody counts the requests and listens. */
export interface ToldExtractions {
  readonly world: WorldInProcess;
  /** The lines of the log since the last extraction began. */
  readonly told: readonly string[];
  /** The files after an extraction over existing ones, with the usual switches but for these. */
  readonly extract: (switches?: Partial<Switches>, existing?: Files) => Promise<Files>;
  /** What the last extraction has asked for, of such paths. */
  readonly asked: (path: RegExp) => readonly LoggedRequest[];
}

/** For the tests of the `describe` that asks: an instance born with `first`, and what its switches are usually. */
export function toldExtractions(first: Partial<Switches>, usual: Partial<Switches>): ToldExtractions {
  const told: string[] = [];
  const log = { ...silent, line: (text: string) => told.push(text) };
  const world = worldForTests({ longRunning: 'none', ...first }, { withoutContent: true, log });
  return {
    world,
    told,
    extract: async (switches = {}, existing = {}) => {
      Object.assign(world.arm.switches, { ...usual, ...switches });
      world.arm.requests.clear();
      told.length = 0;
      return await world.extract('contoso-dev', existing);
    },
    asked: (path) =>
      world.arm.requests.entries.filter((request) => request.method === 'GET' && path.test(request.path)),
  };
}
