import { revisionKind } from '../apim/kinds/table.ts';
import { type CurrentRevision, idOf } from '../apim/names.ts';
import { resourceId, type ResourceId } from '../apim/resource-id.ts';
import { revisionIn } from '../apim/revision-in.ts';
import type { ArtifactFiles } from './file-change.ts';
import { pathIn, placeOf } from './layout.ts';

/** Which revision of each API is current: by the files, in the instance, and which others either of them knows. */
export interface RevisionsKnown {
  /** Undefined for an API whose files do not number it: those mean the current one anyway. */
  readonly said: (api: ResourceId) => string | undefined;
  readonly current: CurrentRevision;
  readonly isLive: (revision: ResourceId) => boolean;
  readonly hasFiles: (revision: ResourceId) => boolean;
  /** The name that a step of a path stands for. */
  readonly nameOf: (step: string) => string | undefined;
}

/**
 * The folder after other revisions have become current: `apis/orders` is the current one's, so what was there moves to
 * `apis/orders;rev=2`, and what was in `apis/orders;rev=3` moves there. No word of the files changes, and Git sees that
 * they have moved. Where the earlier one is gone and the new one has no files yet, its files become those of the new
 * one: most of what they say is still so.
 */
export function withRevisionsMoved(files: ArtifactFiles, known: RevisionsKnown): ArtifactFiles {
  const { said, current, isLive, hasFiles, nameOf } = known;
  const before: CurrentRevision = (api) => {
    const [was, is] = [said(api), current(api)];
    if (was === undefined || was === is) return is;
    const [old, now] = [was, is].map((number) => resourceId(revisionKind(api.kind), number, api));
    const moves = (old !== undefined && isLive(old)) || (now !== undefined && hasFiles(now));
    return moves ? was : is;
  };
  const moved = [...files].map(
    ([path, content]) => [movedPath(path, nameOf, before, current), content] as const,
  );
  // Two that meet in one place say the same revision twice: the reader tells it, of the names that people know.
  const isClear = new Set(moved.map(([path]) => path)).size === files.size;
  return isClear ? new Map(moved) : files;
}

function movedPath(
  path: string,
  nameOf: RevisionsKnown['nameOf'],
  before: CurrentRevision,
  current: CurrentRevision,
): string {
  const place = placeOf(path, (step) => nameOf(step) ?? step);
  if (place === undefined) return path;
  const id = idOf(place.kind, place.names, before);
  const revision = revisionIn(id);
  if (revision?.parent === undefined || before(revision.parent) === current(revision.parent)) return path;
  const [old, now] = [before, current].map((one) => pathIn(place.form, id, one));
  // Only what differs between the two names is touched: folders keep the case that they have.
  return old === undefined || now === undefined || old === now ? path : replacedIn(path, old, now);
}

function replacedIn(path: string, old: string, now: string): string {
  const [from, to] = [old.split('/'), now.split('/')];
  return path
    .split('/')
    .map((segment, at) => (from[at] === to[at] ? segment : (to[at] ?? segment)))
    .join('/');
}
