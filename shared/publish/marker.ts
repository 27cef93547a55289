import { isList, isObject, type Json, type JsonObject, textAt } from '../apim/json.ts';

/** What publishing remembers on the instance about one folder of one repository. */
export interface Marker {
  /** The id of the service that it was written for: an instance that was copied or restored has another one. */
  readonly service: string;
  /** For people who look at it. */
  readonly repository: string;
  readonly folder: string;
  readonly branch?: string;
  /** What it last took whole; undefined: nothing yet. */
  readonly taken?: Publishing;
  /** What was begun since and did not come to its end. */
  readonly attempted: readonly Publishing[];
  /** More was begun than there is room for: nobody can say what the instance may hold. */
  readonly tooMany?: true;
}

/** What a run publishes: the files of a commit, and what else decides the result. */
export interface Publishing {
  /** The id of the commit; without Git "content:" and the digest of all files. */
  readonly commit: string;
  /** Digest of what is not in the files: overrides from elsewhere, and how this version reads. */
  readonly outside: string;
}

/** More than this are not told apart: everything is compared. */
const mostAttempts = 12;
/** Of a named value (facts: apim-rest 1.13). */
const longest = 4096;
const format = 1;

/** The text of a marker, at most 4,096 characters; `run` makes the texts of two runs differ. */
export function markerText(marker: Marker, run: string): string {
  const text = textOf(marker, run, 1000);
  return text.length <= longest ? text : textOf(marker, run, 100);
}

function textOf(marker: Marker, run: string, room: number): string {
  const { service, repository, folder, branch, taken, attempted, tooMany } = marker;
  const short = (text: string) => text.slice(0, room);
  return JSON.stringify({
    format,
    run,
    service,
    repository: short(repository),
    folder: short(folder),
    ...(branch === undefined ? {} : { branch: short(branch) }),
    ...(taken === undefined ? {} : { taken: [taken.commit, taken.outside] }),
    attempted: attempted.map(({ commit, outside }) => [commit, outside]),
    ...(tooMany === true ? { tooMany } : {}),
  });
}

/** The marker that a text holds; in words what is wrong with one that this version cannot read. */
export function parseMarker(text: string): Marker | string {
  const value = parsed(text);
  if (!isObject(value)) return 'it is cut off, or somebody changed it';
  if (value['format'] !== format) return 'another version of this extension wrote it';
  const service = textAt(value, 'service');
  const publishings = publishingsIn(value);
  if (service === undefined || publishings === undefined) return 'parts of it are missing';
  const branch = textAt(value, 'branch');
  return {
    service,
    repository: textAt(value, 'repository') ?? '',
    folder: textAt(value, 'folder') ?? '',
    ...(branch === undefined ? {} : { branch }),
    ...publishings,
    ...(value['tooMany'] === true ? { tooMany: true as const } : {}),
  };
}

function publishingsIn({ taken, attempted }: JsonObject): Pick<Marker, 'taken' | 'attempted'> | undefined {
  if (!isList(attempted)) return undefined;
  const begun = attempted.flatMap(publishingIn);
  const [last] = taken === undefined ? [] : publishingIn(taken);
  const isWhole = begun.length === attempted.length && (taken === undefined) === (last === undefined);
  if (!isWhole) return undefined;
  return { attempted: begun, ...(last === undefined ? {} : { taken: last }) };
}

function publishingIn(value: Json): readonly Publishing[] {
  const [commit, outside] = isList(value) ? value : [];
  return typeof commit === 'string' && typeof outside === 'string' ? [{ commit, outside }] : [];
}

/** The same marker with one more publication that has begun. */
export function attempting(marker: Marker, publishing: Publishing): Marker {
  if (marker.attempted.some((one) => isSame(one, publishing))) return marker;
  const all = [...marker.attempted, publishing];
  return all.length > mostAttempts
    ? { ...marker, attempted: all.slice(-mostAttempts), tooMany: true }
    : { ...marker, attempted: all };
}

/** The marker after a publication that came to its end. */
export function takenWhole({ tooMany: _, ...marker }: Marker, publishing: Publishing): Marker {
  return { ...marker, taken: publishing, attempted: [] };
}

export function isSame(left: Publishing | undefined, right: Publishing): boolean {
  return left?.commit === right.commit && left.outside === right.outside;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
