import { randomUUID } from 'node:crypto';
import type { Instance, StoredMarker } from '../apim/instance.ts';
import { describe, resourceId, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import { retold, TaskError } from '../errors/task-error.ts';
import { type FoundMarkers, placeCalled, placeName } from './find-markers.ts';
import {
  attempting,
  isSame,
  type Marker,
  markerText,
  movedText,
  parseMarker,
  type Publishing,
  type Staying,
  takenWhole,
} from './marker.ts';
import type { Memory } from './memory.ts';
import { stayingOf } from './staying.ts';

/** The marker while a run writes: nobody else may be at it. */
export interface Keeper {
  /**
   * Before the first write: whatever happens from here on, the next run knows of it. A marker that moves is in its new
   * place before it leaves the old one: at no moment nobody remembers. PUBLISHING_ELSEWHERE, MISSING_RIGHTS, which say
   * what was written by then.
   */
  begin(writtenByNow?: string): Promise<void>;
  /** After everything was done and read back; nothing is written when that is what the marker says. PUBLISHING_ELSEWHERE. */
  end(): Promise<void>;
}

/** `staying`: what went from the files and will be there when all is done. */
export function keeper(memory: Memory, instance: Instance, staying: readonly ResourceId[] = []): Keeper {
  const { home, left, marker, publishing, isFirst } = memory;
  const stays = stayingOf(memory, staying);
  const { commit, outside } = publishing;
  const own = { commit, outside };
  let at: StoredMarker | undefined = home.stored;
  let now: Marker = marker;
  let hasBegun = false;
  const put = async (next: Marker, without: string): Promise<boolean> => {
    const text = markerText(next, oneRun());
    const written = await toldAs(without, instance.markers.write(home.id, text, at?.version));
    if (written === 'changed') return false;
    at = written;
    now = next;
    return true;
  };
  const begin = async (writtenByNow = 'Nothing was written.') => {
    const leaves = left.map(({ id }) => placeName(id));
    const without = `${instance.name} could not be told what is about to be published. ${writtenByNow}`;
    if (!(await put({ ...attempting(now, own), leaves }, without))) throw elsewhere(instance, writtenByNow);
    for (const one of left) await leave(one, home.id, now, { instance, writtenByNow });
    hasBegun = true;
  };
  return {
    begin,
    end: async () => {
      const isMoving = left.length > 0 && !hasBegun;
      const isKnown = isSame(now.taken, own) && now.attempted.length === 0 && isAsBefore(stays, now.stays);
      if (!isFirst && !isMoving && isKnown) return;
      if (isMoving) await begin();
      const next = 'The next run compares all of it again, and writes what differs then.';
      if (
        await put(
          takenWhole(now, own, stays),
          `${instance.name} could not be told that all is published. ${next}`,
        )
      )
        return;
      await leaveTrace(home.id, own, instance);
      throw elsewhere(instance, 'The two may have mixed: the next run compares what both have written.');
    },
  };
}

function isAsBefore(stays: readonly Staying[], before: readonly Staying[] = []): boolean {
  return JSON.stringify(stays) === JSON.stringify(before);
}

/** An error about a named value that is in nobody's files, with what it means. */
async function toldAs<T>(words: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    throw retold(error, { message: `${words} ${error.message}` });
  }
}

const oneRun = () => randomUUID().slice(0, 8);

/** From now on what lies there says where the marker is. */
async function leave(
  { id, stored }: FoundMarkers['left'][number],
  home: ResourceId,
  now: Marker,
  { instance, writtenByNow }: { instance: Instance; writtenByNow: string },
): Promise<void> {
  const text = movedText(now, placeName(home), oneRun());
  try {
    if ((await instance.markers.write(id, text, stored.version)) !== 'changed') return;
  } catch (error) {
    if (!(error instanceof TaskError) || error.code !== 'MISSING_RIGHTS') throw error;
    throw new TaskError('MISSING_RIGHTS', {
      message: `This folder was remembered in ${placeInWords(id, instance)} and is now in ${placeInWords(home, instance)}, which the old place has to say. ${error.message} ${writtenByNow}`,
      remedy: `Publish once through a connection that may write there, or let somebody delete ${describe(id)}.`,
      cause: error,
    });
  }
  throw elsewhere(instance, writtenByNow);
}

function placeInWords(id: ResourceId, { name }: Instance): string {
  const workspace = workspaceOf(id);
  return workspace === undefined ? name : describe(workspace);
}

/** Whoever was faster has not counted on us: the next run must. It may have moved the marker. */
async function leaveTrace(home: ResourceId, own: Publishing, { markers }: Instance): Promise<void> {
  let id = home;
  for (let tries = 0; tries < 5; tries += 1) {
    const stored = await markers.read(id);
    const theirs = stored === undefined ? 'gone' : parseMarker(stored.text);
    if (stored === undefined || typeof theirs === 'string') return;
    if ('movedTo' in theirs) {
      id = resourceId(id.kind, id.name, placeCalled(theirs.movedTo));
      continue;
    }
    const text = markerText(attempting(theirs, own), oneRun());
    if ((await markers.write(id, text, stored.version)) !== 'changed') return;
  }
}

function elsewhere({ name }: Instance, consequence: string): TaskError {
  return new TaskError('PUBLISHING_ELSEWHERE', {
    message: `Another run publishes the same folder to ${name} at this moment. ${consequence}`,
    remedy: 'Wait for it and run again. An exclusive lock on the environment keeps runs apart.',
  });
}
