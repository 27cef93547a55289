import { isList, isObject, type Json, type JsonObject, parsedJson, textAt } from '../apim/json.ts';

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
  /** What went from the files and is still there: this repository has published it, and may take it away one day. */
  readonly stays?: readonly Staying[];
  /** Workspaces, '' for the instance, where this was remembered before: what lies there may not say so yet. */
  readonly leaves?: readonly string[];
}

/** Things that the files of a commit had, as paths of Azure: "/apis/orders;rev=2". */
export interface Staying {
  readonly commit: string;
  readonly paths: readonly string[];
}

/** What lies where a marker was: the name of the workspace that has it now, '' for the instance. */
export interface Moved {
  readonly service: string;
  readonly movedTo: string;
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

/**
 * The text of a marker, at most 4,096 characters; `run` makes the texts of two runs differ. What does not fit is cut: words
 * for people first, then what stays, which nobody deletes any more then.
 */
export function markerText(marker: Marker, run: string): string {
  const texts = [
    textOf(marker, run, 1000),
    textOf(marker, run, 100),
    textOf({ ...marker, stays: [] }, run, 100),
  ];
  return texts.find((text) => text.length <= longest) ?? texts[2] ?? '';
}

/** What is left behind where a marker was. */
export function movedText({ service, repository, folder }: Marker, movedTo: string, run: string): string {
  const short = (text: string) => text.slice(0, 1000);
  return JSON.stringify({
    ...{ format, run, service, repository: short(repository), folder: short(folder), movedTo },
  });
}

function textOf(marker: Marker, run: string, room: number): string {
  const { service, repository, folder, branch, taken, attempted, tooMany, stays = [], leaves = [] } = marker;
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
    ...(stays.length === 0 ? {} : { stays: stays.map(({ commit, paths }) => [commit, ...paths]) }),
    ...(leaves.length === 0 ? {} : { leaves }),
  });
}

/** The marker that a text holds, or where it went; in words what is wrong with one that this version cannot read. */
export function parseMarker(text: string): Marker | Moved | string {
  const value = parsedJson(text);
  if (!isObject(value)) return 'it is cut off, or somebody changed it';
  if (value['format'] !== format) return 'another version of this extension wrote it';
  const service = textAt(value, 'service');
  const movedTo = textAt(value, 'movedTo');
  if (service !== undefined && movedTo !== undefined) return { service, movedTo };
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
    ...staysIn(value),
    ...leavesIn(value),
  };
}

function staysIn({ stays }: JsonObject): Pick<Marker, 'stays'> {
  const all = (isList(stays) ? stays : []).flatMap((one): readonly Staying[] => {
    const [commit, ...paths] = isList(one) ? one.filter((text) => typeof text === 'string') : [];
    return commit === undefined || paths.length === 0 ? [] : [{ commit, paths }];
  });
  return all.length === 0 ? {} : { stays: all };
}

function leavesIn({ leaves }: JsonObject): Pick<Marker, 'leaves'> {
  const names = isList(leaves) ? leaves.filter((one) => typeof one === 'string') : [];
  return names.length === 0 ? {} : { leaves: names };
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

/** The marker after a publication that came to its end, and what it left. */
export function takenWhole(marker: Marker, publishing: Publishing, stays: readonly Staying[] = []): Marker {
  const { service, repository, folder, branch } = marker;
  const where = { service, repository, folder, ...(branch === undefined ? {} : { branch }) };
  return { ...where, taken: publishing, attempted: [], ...(stays.length === 0 ? {} : { stays }) };
}

/**
 * What several markers of one folder say together: one that moves has not left its old place before it is in the new
 * one. Where they do not agree on what was taken whole, all of it counts as begun: everything is compared.
 */
export function together(
  markers: readonly Marker[],
): Pick<Marker, 'taken' | 'attempted' | 'tooMany' | 'stays'> {
  const taken = markers.flatMap((one) => one.taken ?? []);
  const [last] = taken;
  const agreed =
    last !== undefined && taken.length === markers.length && taken.every((one) => isSame(one, last));
  const begun = [...markers.flatMap(({ attempted }) => attempted), ...(agreed ? [] : taken)];
  const stays = markers.flatMap((one) => one.stays ?? []);
  const isTooMany = markers.some(({ tooMany }) => tooMany === true);
  const { attempted, tooMany } = begun.reduce(attempting, {
    ...{ service: '', repository: '', folder: '', attempted: [] },
    ...(isTooMany ? { tooMany: true } : {}),
  });
  return {
    attempted,
    ...(agreed ? { taken: last } : {}),
    ...(tooMany === true ? { tooMany } : {}),
    ...(stays.length === 0 ? {} : { stays }),
  };
}

/** Whether both published the same: the commit, and what overrides from outside say. */
export function isSame(left: Publishing | undefined, right: Publishing): boolean {
  return left?.commit === right.commit && left.outside === right.outside;
}
