import type { Document } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import {
  compareIds,
  describe,
  isScope,
  keyOf,
  pathOf,
  type ResourceId,
  workspaceOf,
} from '../apim/resource-id.ts';
import { revisionIn } from '../apim/revision-in.ts';
import { gapAt, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Spared, Spares } from './spared.ts';

/** `owned`: what this repository published before and has no more. `all`: everything that the files do not have. */
export type DeleteMode = 'none' | 'owned' | 'all';

/** What the files say now, and what the repository published before. */
export interface Unwanted {
  /** Keys of all that the files have, with what it lives in, by the names of the instance. */
  readonly wanted: ReadonlySet<string>;
  /** The revisions that stay current in the instance and that no file has, by key: callers are at what is in them. */
  readonly inUse: ReadonlyMap<string, ResourceId>;
  /** Revisions that no files had that were published before, and that the instance had before. */
  readonly fresh: readonly ResourceId[];
  /** Keys of the APIs that have a current revision in the files. */
  readonly living: ReadonlySet<string>;
  /** By the names of the instance; all of it was published before and is in no file. */
  readonly gone: readonly Document[];
  /** Everything the instance has: with deleteMode all. */
  readonly everything: Snapshot | undefined;
  readonly spares: Spares;
}

/** What is to go, if it is there. */
export interface Candidates {
  readonly ids: readonly ResourceId[];
  readonly spared: readonly Spared[];
  readonly problems: readonly TaskError[];
}

/** What goes by the files and their history alone. */
export function candidatesOf(unwanted: Unwanted, mode: DeleteMode): Candidates {
  if (mode === 'none') return { ids: [], spared: [], problems: [] };
  const { wanted, inUse, living, gone, everything, spares } = unwanted;
  const isInUse = (id: ResourceId) => pathOf(id).some((step) => inUse.has(keyOf(step)));
  // What the files call otherwise by now, and the instance does not, is not gone.
  const lost = gone.filter(({ id }) => !wanted.has(keyOf(id)) && !isInUse(id) && !isForReview(id));
  // What was in the files once was known; what is left out of them since then is not.
  const known = lost.filter((document) => spares(document) !== 'listed as missing');
  const owned = known.map((document) => rootedIn(document, wanted, living));
  const ids = owned.flatMap((one) => (one === undefined || one instanceof TaskError ? [] : [one]));
  const problems = owned.filter((one) => one instanceof TaskError);
  const hidden = lost.filter((document) => !known.includes(document)).map(({ id }) => id);
  const current = [...inUse.values()].filter(
    (id) => everything !== undefined || gone.some((one) => keyOf(one.id) === keyOf(id)),
  );
  const superseded = known.filter((document) => isSuperseded(document, wanted, living)).map(({ id }) => id);
  const spared: readonly Spared[] = [
    ...hidden.map((id) => ({ id, why: 'listed as missing' as const })),
    ...current.map((id) => ({ id, why: 'current' as const })),
    ...superseded.map((id) => ({ id, why: 'current before' as const })),
  ];
  if (everything === undefined) return { ids: withoutInhabited(ids, wanted), spared, problems };
  const strange = strangersIn(everything, wanted, spares).filter(({ id }) => !isInUse(id));
  return {
    ids: withoutInhabited(
      [...ids, ...strange.filter(({ why }) => why === undefined).map(({ id }) => id)],
      wanted,
    ),
    spared: [...spared, ...strange.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }]))],
    problems,
  };
}

/** What the instance has and the files have not, with the reason why it stays all the same. */
function strangersIn(everything: Snapshot, wanted: ReadonlySet<string>, spares: Spares) {
  const found = [...everything.resources.values()].filter(
    ({ id, properties }) =>
      !wanted.has(keyOf(id)) &&
      !isForReview(id) &&
      // No file could ever hold it: that none does says nothing.
      kindOf(id.kind).cannotBeKept?.(properties) === undefined &&
      !pathOf(id).some(isBornWith) &&
      gapAt(everything, id) === undefined &&
      // A revision goes with its API, or because its own files went; until then it keeps what is in it.
      !pathOf(id).some((step) => kindOf(step.kind).naming !== undefined && !wanted.has(keyOf(step))),
  );
  const reasons = new Map(found.map((resource) => [keyOf(resource.id), spares(resource)]));
  return found.map(({ id }) => ({
    id,
    why: pathOf(id)
      .map((step) => reasons.get(keyOf(step)))
      .find((reason) => reason !== undefined),
  }));
}

/**
 * What goes by itself and takes along what lives in it. A workspace of which the folder holds a part only stays, and
 * what goes of it goes one by one.
 */
export function rootsOf(
  { ids, spared }: Candidates,
  { spares }: Unwanted,
  live: Snapshot,
): { readonly roots: readonly ResourceId[]; readonly spared: readonly Spared[] } {
  const elsewhere = [...live.resources.values()].flatMap((resource): readonly Spared[] => {
    const why = workspaceOf(resource.id) === undefined ? undefined : spares(resource);
    return why === undefined || why === 'of consumers' ? [] : [{ id: resource.id, why }];
  });
  const partly = new Set(
    elsewhere.flatMap(({ id }) => (id.parent === undefined ? [] : pathOf(id.parent).map(keyOf))),
  );
  const roots = outermost(ids.filter((id) => !isScope(id) || !partly.has(keyOf(id))));
  const going = new Set(roots.map(keyOf));
  const kept = [...spared, ...elsewhere].filter(
    ({ id }) => !pathOf(id).some((step) => going.has(keyOf(step))),
  );
  const why = new Map(kept.map(({ id, why }) => [keyOf(id), why]));
  return {
    roots,
    spared: outermost(kept.map(({ id }) => id)).flatMap((id) => {
      const reason = why.get(keyOf(id));
      return reason === undefined ? [] : [{ id, why: reason }];
    }),
  };
}

/** Folders of apiops have files in a workspace and none of the workspace itself: it is wanted by what is in it. */
function withoutInhabited(ids: readonly ResourceId[], wanted: ReadonlySet<string>): readonly ResourceId[] {
  const isInhabited = (id: ResourceId) => [...wanted].some((key) => key.startsWith(`${keyOf(id)}/`));
  return ids.filter((id) => !isScope(id) || !isInhabited(id));
}

/** What is never published is never removed either. */
function isForReview(id: ResourceId): boolean {
  return pathOf(id).some(({ kind }) => kindOf(kind).onlyForReview !== undefined);
}

function isBornWith({ kind, name }: ResourceId): boolean {
  return kindOf(kind).bornWith?.(name) === true;
}

/**
 * What the files of a document stood for: those of a current revision for the whole API, unless another revision of it
 * is current in the files by now; then the old one stays, whatever became of its files.
 */
function rootedIn(
  { id, current }: Document,
  wanted: ReadonlySet<string>,
  living: ReadonlySet<string>,
): ResourceId | TaskError | undefined {
  const revision = revisionIn(id);
  const api = revision?.parent;
  if (revision === undefined || api === undefined) return id;
  if (!wanted.has(keyOf(api))) return api;
  // What was in it goes with it, or stays with it.
  if (revision !== id) return wanted.has(keyOf(revision)) ? id : undefined;
  if (!current) return id;
  return living.has(keyOf(api)) ? undefined : headless(api);
}

/** A revision that was current in the files until another one of its API is: callers may be led back to it. */
function isSuperseded(
  { id, current }: Document,
  wanted: ReadonlySet<string>,
  living: ReadonlySet<string>,
): boolean {
  if (kindOf(id.kind).naming === undefined || !current || id.parent === undefined) return false;
  return wanted.has(keyOf(id.parent)) && living.has(keyOf(id.parent));
}

function headless(api: ResourceId): TaskError {
  return new TaskError('REVISION_MISMATCH', {
    message: `The files of the current revision of ${describe(api)} are gone, while others of it remain.`,
    remedy:
      'Restore them, make another revision current, or remove the files of all revisions to delete the API.',
    where: { resource: describe(api) },
  });
}

/** What lives in something that goes, goes with it. */
export function outermost(ids: readonly ResourceId[]): readonly ResourceId[] {
  const keys = new Map(ids.map((id) => [keyOf(id), id]));
  return [...keys.values()]
    .filter(({ parent }) => parent === undefined || !pathOf(parent).some((step) => keys.has(keyOf(step))))
    .sort(compareIds);
}
