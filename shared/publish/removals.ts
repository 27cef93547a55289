import type { Removal } from '../apim/change.ts';
import type { Difference } from '../apim/differences.ts';
import { currentRevisionProperty, type Document } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { textAt } from '../apim/json.ts';
import { isInWorkspaces } from '../apim/kinds-in.ts';
import { childrenOf, kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { policyDifferenceInWords } from '../apim/policy/difference-in-words.ts';
import { policyDifferences } from '../apim/policy/policy-differences.ts';
import { protectionConcern } from '../apim/policy/protection-concern.ts';
import { compareIds, describe, isScope, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Selection } from '../apim/selection.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';

/** `owned`: what this repository published before and has no more. `all`: everything that the files do not have. */
type DeleteMode = 'none' | 'owned' | 'all';

export interface DeleteSettings {
  readonly deleteMode: DeleteMode;
  /** How many things may go in one run, not counting what goes with them. */
  readonly maxDeletes: number;
  /** Names of collections of what consumers have: "subscriptions". */
  readonly allowDeleteOf: readonly string[];
}

export interface Removals {
  readonly removals: readonly Removal[];
  /** DELETE_BUDGET, DELETE_PROTECTED, REVISION_MISMATCH: nothing may be written. */
  readonly problems: readonly TaskError[];
  /** What goes, as it is in the instance, with all that lives in it. */
  readonly live: Snapshot;
}

/** What the files say now, and what the repository published before. */
export interface Unwanted {
  /** Keys of all that the files have, with what it lives in, by the names of the instance. */
  readonly wanted: ReadonlySet<string>;
  /** Keys of the APIs that have a current revision in the files. */
  readonly living: ReadonlySet<string>;
  /** By the names of the instance; all of it was published before and is in no file. */
  readonly gone: readonly Document[];
  /** Everything the instance has: with deleteMode all. */
  readonly everything: Snapshot | undefined;
}

/** What will be deleted: each asked for by itself before it counts as being there. */
export async function removalsOf(
  unwanted: Unwanted,
  settings: DeleteSettings,
  instance: Instance,
): Promise<Removals> {
  const candidates = candidatesOf(unwanted, settings.deleteMode);
  const roots = outermost(candidates.ids);
  const live = unwanted.everything ?? (await instance.read(below(roots)));
  const found = await Promise.all(roots.map((id) => removalOf(id, live, settings, instance)));
  const removals = found.flatMap((one) => (one === undefined || one instanceof TaskError ? [] : [one]));
  const problems = found.filter((one) => one instanceof TaskError);
  const excess = overBudget(removals, settings);
  return {
    removals,
    live,
    problems: [...candidates.problems, ...problems, ...(excess === undefined ? [] : [excess])],
  };
}

interface Candidates {
  readonly ids: readonly ResourceId[];
  readonly problems: readonly TaskError[];
}

function candidatesOf({ wanted, living, gone, everything }: Unwanted, mode: DeleteMode): Candidates {
  if (mode === 'none') return { ids: [], problems: [] };
  // What the files call otherwise by now, and the instance does not, is not gone.
  const lost = gone.filter(({ id }) => !wanted.has(keyOf(id)));
  const owned = lost
    .filter(({ id }) => !isForReview(id))
    .map((document) => rootedIn(document, wanted, living));
  const ids = owned.flatMap((one) => (one === undefined || one instanceof TaskError ? [] : [one]));
  const problems = owned.filter((one) => one instanceof TaskError);
  if (everything === undefined) return { ids: withoutInhabited(ids, wanted), problems };
  const strange = [...everything.resources.values()]
    // No file could ever hold it: that none does says nothing.
    .filter(
      ({ id, properties }) => !isForReview(id) && kindOf(id.kind).cannotBeKept?.(properties) === undefined,
    )
    .map(({ id }) => id)
    .filter(
      (id) => !wanted.has(keyOf(id)) && !pathOf(id).some(isBornWith) && gapAt(everything, id) === undefined,
    )
    // A revision goes with its API, or because its own files went.
    .filter((id) => kindOf(id.kind).naming === undefined);
  return { ids: withoutInhabited([...ids, ...strange], wanted), problems };
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
  const revision = pathOf(id).find(({ kind }) => kindOf(kind).naming !== undefined);
  const api = revision?.parent;
  if (revision === undefined || api === undefined) return id;
  if (!wanted.has(keyOf(api))) return api;
  // What was in it goes with it, or stays with it.
  if (revision !== id) return wanted.has(keyOf(revision)) ? id : undefined;
  if (!current) return id;
  return living.has(keyOf(api)) ? undefined : headless(api);
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
function outermost(ids: readonly ResourceId[]): readonly ResourceId[] {
  const keys = new Map(ids.map((id) => [keyOf(id), id]));
  return [...keys.values()]
    .filter(({ parent }) => parent === undefined || !pathOf(parent).some((step) => keys.has(keyOf(step))))
    .sort(compareIds);
}

async function removalOf(
  id: ResourceId,
  live: Snapshot,
  { allowDeleteOf }: DeleteSettings,
  instance: Instance,
): Promise<Removal | TaskError | undefined> {
  const resource = await instance.item(id);
  const { builtIn, naming, azure } = kindOf(id.kind);
  if (resource === undefined || builtIn?.(id.name, resource.properties) === true) return undefined;
  if (naming !== undefined && !isSuperseded(id, live)) return isLive(id);
  const consumers = await instance.consumersOf(id);
  const { collection } = azure.deletion?.consumers ?? azure;
  const isOfConsumers = consumers.length > 0 || collectionsOfConsumers.has(azure.collection);
  const isAllowed = allowDeleteOf.some((one) => one.toLowerCase() === collection.toLowerCase());
  if (isOfConsumers && !isAllowed) return ofConsumers(id, consumers, collection);
  const key = keyOf(id);
  const within = [...live.resources.values()].filter(
    (one) => keyOf(one.id) !== key && pathOf(one.id).some((step) => keyOf(step) === key),
  );
  const told = within.filter(({ id: own }) => kindOf(own.kind).naming === undefined);
  return {
    kind: 'delete',
    resource,
    cascade: [...told.map((one) => describe(one.id)).sort(), ...consumers],
    differences: [resource, ...within].flatMap(protectionLost),
    withConsumers: consumers.length > 0,
  };
}

/** Whether another revision of its API is known to be the current one. */
function isSuperseded({ name, parent }: ResourceId, live: Snapshot): boolean {
  const api = parent === undefined ? undefined : resourceAt(live, parent);
  const current = textAt(api?.properties, currentRevisionProperty);
  return current !== undefined && current !== name;
}

/** These, all that lives in them, and what leads to them. */
function below(roots: readonly ResourceId[]): Selection {
  const keys = new Set(roots.map(keyOf));
  const onTheWay = new Set(roots.flatMap((id) => pathOf(id).map(keyOf)));
  const kinds = new Set(roots.flatMap((id) => [...pathOf(id).map(({ kind }) => kind), ...inside(id.kind)]));
  return {
    concerns: (kind) => kinds.has(kind),
    includes: (id) => onTheWay.has(keyOf(id)) || pathOf(id).some((step) => keys.has(keyOf(step))),
  };
}

function inside(kind: KindName): readonly KindName[] {
  if (kindOf(kind).isScope === true) return [...kindNames.filter(isInWorkspaces), ...childrenOf(kind)];
  return childrenOf(kind).flatMap((child) => [child, ...inside(child)]);
}

const collectionsOfConsumers: ReadonlySet<string> = new Set(
  kindNames.flatMap((kind) => kindOf(kind).azure.deletion?.consumers?.collection ?? []),
);

/** What of a policy goes: what protected callers or what is behind them has to be seen. */
function protectionLost({ id, policy }: Resource): readonly Difference[] {
  if (policy === undefined) return [];
  return policyDifferences(policy, '<policies />')
    .filter(({ protection }) => protection !== undefined)
    .map((difference) => ({
      path: describe(id),
      steps: ['policy'],
      note: policyDifferenceInWords(difference),
      ...protectionConcern(difference),
    }));
}

function isLive(id: ResourceId): TaskError {
  return new TaskError('REVISION_MISMATCH', {
    message: `${describe(id)} is to be deleted, but it is the current revision of the instance.`,
    remedy: 'Make another revision current first. Without its files an API is deleted as a whole.',
    where: { resource: describe(id) },
  });
}

function ofConsumers(id: ResourceId, consumers: readonly string[], collection: string): TaskError {
  const shown =
    consumers.slice(0, 5).join(', ') + (consumers.length > 5 ? `, and ${consumers.length - 5} more` : '');
  const with_ = consumers.length === 0 ? '' : `, and with it ${shown}`;
  return new TaskError('DELETE_PROTECTED', {
    message: `${describe(id)} would be deleted${with_}: keys that consumers use would be lost for good. Nothing was written.`,
    remedy: `Restore its files, or name "${collection}" in allowDeleteOf.`,
    where: { resource: describe(id) },
  });
}

function overBudget(removals: readonly Removal[], { maxDeletes }: DeleteSettings): TaskError | undefined {
  if (removals.length <= maxDeletes) return undefined;
  const names = removals.map(({ resource, cascade }) =>
    cascade.length === 0 ? describe(resource.id) : `${describe(resource.id)} (with ${cascade.length} more)`,
  );
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '');
  return new TaskError('DELETE_BUDGET', {
    message: `${removals.length} resources would be deleted, ${maxDeletes} may be: ${shown}. Nothing was written.`,
    remedy:
      'Look whether they are meant to go; then raise maxDeletes for this run, or set deleteMode to none.',
  });
}
