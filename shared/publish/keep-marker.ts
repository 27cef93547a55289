import type { Instance, StoredMarker } from '../apim/instance.ts';
import { randomUUID } from 'node:crypto';
import { TaskError } from '../errors/task-error.ts';
import { attempting, isSame, type Marker, markerText, parseMarker, takenWhole } from './marker.ts';
import type { Memory } from './memory.ts';

/** The marker while a run writes: nobody else may be at it. */
export interface Keeper {
  /** Before the first write: whatever happens from here on, the next run knows of it. PUBLISHING_ELSEWHERE. */
  begin(): Promise<void>;
  /** After everything was done and read back; nothing is written when that is what the marker says. PUBLISHING_ELSEWHERE. */
  end(): Promise<void>;
}

export function keeper({ name, stored, marker, publishing, isFirst }: Memory, instance: Instance): Keeper {
  const { commit, outside } = publishing;
  const own = { commit, outside };
  let at: StoredMarker | undefined = stored;
  let now: Marker = marker;
  const put = async (next: Marker): Promise<boolean> => {
    const written = await instance.markers.write(
      name,
      markerText(next, randomUUID().slice(0, 8)),
      at?.version,
    );
    if (written === 'changed') return false;
    at = written;
    now = next;
    return true;
  };
  return {
    begin: async () => {
      if (!(await put(attempting(now, own)))) throw elsewhere(instance, 'Nothing was written.');
    },
    end: async () => {
      if (!isFirst && isSame(now.taken, own) && now.attempted.length === 0) return;
      if (await put(takenWhole(now, own))) return;
      await leaveTrace(name, own, instance);
      throw elsewhere(instance, 'The two may have mixed: the next run compares what both have written.');
    },
  };
}

/** Whoever was faster has not counted on us: the next run must. */
async function leaveTrace(
  name: string,
  own: Parameters<typeof attempting>[1],
  { markers }: Instance,
): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    const stored = await markers.read(name);
    const theirs = stored === undefined ? 'gone' : parseMarker(stored.text);
    if (stored === undefined || typeof theirs === 'string') return;
    const text = markerText(attempting(theirs, own), randomUUID().slice(0, 8));
    if ((await markers.write(name, text, stored.version)) !== 'changed') return;
  }
}

function elsewhere({ name }: Instance, consequence: string): TaskError {
  return new TaskError('PUBLISHING_ELSEWHERE', {
    message: `Another run publishes the same folder to ${name} at this moment. ${consequence}`,
    remedy: 'Wait for it and run again. An exclusive lock on the environment keeps runs apart.',
  });
}
