import type { Document } from '../apim/documents.ts';
import { isScope, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';

/** A workspace; undefined: the instance itself. */
export type Place = ResourceId | undefined;

/** Where a folder is remembered. */
export interface Places {
  /** The one workspace that all of it lies in, or the instance. Depends on nothing but the files of this commit. */
  readonly home: Place;
  /** Where it may have been remembered when the folder held more, or less. */
  readonly others: readonly Place[];
}

/**
 * Who has rights in a workspace only remembers there. Overrides say nothing of what is in no file, and deletes are
 * decided upon later: neither has a part in this.
 */
export function markerPlaces(documents: readonly Document[]): Places {
  const places = new Map(documents.map(({ id }) => placeOf(id)).map((place) => [scopeKey(place), place]));
  const [first] = places.values();
  const workspaces = [...places.values()].filter((place) => place !== undefined);
  if (places.size === 1 && first !== undefined) return { home: first, others: [undefined] };
  return { home: undefined, others: workspaces };
}

function placeOf(id: ResourceId): Place {
  return isScope(id) ? id : workspaceOf(id);
}

/** For the log: what decided; undefined where the folder has nothing to do with workspaces. */
export function placesInWords({ home, others }: Places): string | undefined {
  if (home !== undefined)
    return `What is published is remembered in workspace ${home.name}: all files lie in it.`;
  return others.length === 0
    ? undefined
    : 'What is published is remembered in the instance: the files do not all lie in one workspace.';
}
