import { scopeKind } from '../apim/kinds/table.ts';
import type { Instance, StoredMarker } from '../apim/instance.ts';
import { markerId } from '../apim/marker-name.ts';
import { resourceId, type ResourceId, scopeKey } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { type Marker, type Moved, parseMarker } from './marker.ts';
import type { Place, Places } from './marker-places.ts';

/** A marker where it lies, whatever it says. */
export interface Placed {
  readonly id: ResourceId;
  readonly stored: StoredMarker | undefined;
}

/** What an instance remembers of a folder, wherever it does. */
export interface FoundMarkers {
  /** What lies where the folder is remembered from now on. */
  readonly home: Placed;
  /** Where else it is remembered: these move. */
  readonly left: readonly (Placed & { readonly stored: StoredMarker })[];
  /** What all of them say. More than one only after a move that was interrupted, or where two workspaces become one folder. */
  readonly markers: readonly Marker[];
}

interface Looked extends Placed {
  readonly says: Marker | Moved | undefined;
}

/**
 * One request where the folder was remembered in the same place before. Where nothing lies there, or something that
 * says so, the other places are looked at: what a folder has published is remembered through its changes. Of an
 * instance whose named values the identity may not read, a workspace expects nothing.
 */
export async function findMarkers(
  digest: string,
  { home, others }: Places,
  instance: Instance,
  log: Log,
): Promise<FoundMarkers> {
  const all = new Map<string, Looked>();
  const look = async (place: Place): Promise<Looked | undefined> => {
    if (all.has(scopeKey(place))) return undefined;
    const id = markerId(digest, place);
    const stored = await read(id, home, instance, log);
    const looked = { id, stored, says: stored && understood(stored.text, instance, log) };
    all.set(scopeKey(place), looked);
    for (const name of namedBy(looked.says)) await look(placeCalled(name));
    return looked;
  };
  const atHome = await look(home);
  if (atHome?.stored === undefined) for (const other of others) await look(other);
  const speaking = [...all.values()].flatMap(({ id, stored, says }) =>
    stored === undefined || says === undefined || 'movedTo' in says ? [] : [{ id, stored, says }],
  );
  const left = speaking.filter(({ id }) => id !== atHome?.id);
  return {
    home: { id: markerId(digest, home), stored: atHome?.stored },
    left,
    markers: speaking.map(({ says }) => says),
  };
}

function namedBy(says: Marker | Moved | undefined): readonly string[] {
  if (says === undefined) return [];
  return 'movedTo' in says ? [says.movedTo] : (says.leaves ?? []);
}

/** The names by which markers call places. */
export function placeName({ parent }: ResourceId): string {
  return parent?.name ?? '';
}

/** The place that a marker calls so. */
export function placeCalled(name: string): Place {
  return name === '' ? undefined : resourceId(scopeKind(), name);
}

async function read(
  id: ResourceId,
  home: Place,
  { name, markers }: Instance,
  log: Log,
): Promise<StoredMarker | undefined> {
  try {
    return await markers.read(id);
  } catch (error) {
    const isDenied = error instanceof TaskError && error.code === 'MISSING_RIGHTS';
    if (!isDenied || home === undefined || scopeKey(id.parent) === scopeKey(home)) throw error;
    const where = id.parent === undefined ? name : `workspace ${id.parent.name}`;
    log.line(
      `The connection may not read the named values of ${where}: if this folder was remembered there before, ` +
        'while it held more, that counts as nothing.',
    );
    return undefined;
  }
}

function understood(text: string, instance: Instance, log: Log): Marker | Moved | undefined {
  const marker = parseMarker(text);
  if (typeof marker === 'string') {
    log.warning(
      `What was published to ${instance.name} before cannot be read, and counts as nothing: ${marker}.`,
    );
    return undefined;
  }
  if (marker.service.toLowerCase() === instance.id.toLowerCase()) return marker;
  log.warning(
    `${instance.name} remembers what was published to another service (${marker.service}): it is a copy of that one, ` +
      'or was restored from it. That counts as nothing here.',
  );
  return undefined;
}
