import { firstAndMore } from '../apim/first-few.ts';
import { counted } from '../apim/counted.ts';
import type { Removal } from '../apim/change.ts';
import type { Difference } from '../apim/differences.ts';
import { currentRevisionProperty } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { textAt } from '../apim/json.ts';
import { isInWorkspaces } from '../apim/kinds-in.ts';
import { childrenOf, kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { policyDifferenceInWords } from '../apim/policy/difference-in-words.ts';
import { policyDifferences } from '../apim/policy/policy-differences.ts';
import { protectionConcern } from '../apim/policy/protection-concern.ts';
import { describe, isScope, keyOf, pathOf, type ResourceId, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Selection } from '../apim/selection.ts';
import { resourceAt, type Snapshot, together } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import { candidatesOf, type DeleteMode, outermost, rootsOf, type Unwanted } from './removal-candidates.ts';
import { inNoFile } from './in-no-file.ts';
import { namedOtherwise } from './named-otherwise.ts';
import { listOf, listsOnTheWay } from './scope.ts';
import { revisionAlone } from './report.ts';
import type { Spared } from './spared.ts';
import { neededByOthers } from './still-needed.ts';

/** What may be deleted. */
export interface DeleteSettings {
  readonly deleteMode: DeleteMode;
  /** How many things may go in one run, not counting what goes with them. */
  readonly maxDeletes: number;
  /** Names of collections of what consumers have: "subscriptions". */
  readonly allowDeleteOf: readonly string[];
}

/** What is deleted, and what is not although no file has it. */
export interface Removals {
  readonly removals: readonly Removal[];
  /** DELETE_BUDGET, DELETE_PROTECTED, REVISION_MISMATCH: nothing may be written. */
  readonly problems: readonly TaskError[];
  /** What goes, as it is in the instance, with all that lives in it. */
  readonly live: Snapshot;
  /** What is in no file and stays all the same, without what stays with it. */
  readonly spared: readonly Spared[];
}

/** What will be deleted: each asked for by itself before it counts as being there. */
export async function removalsOf(
  unwanted: Unwanted,
  settings: DeleteSettings,
  instance: Instance,
): Promise<Removals> {
  const candidates = candidatesOf(unwanted, settings.deleteMode);
  const live = unwanted.everything ?? (await instance.read(below(outermost(candidates.ids))));
  const { roots: all, spared: some } = rootsOf(candidates, unwanted, live);
  const spared = await thatAreThere(some, instance);
  const left = all.length === 0 || unwanted.everything !== undefined ? [] : revisionsLeft(spared, unwanted);
  const around = left.length === 0 ? live : together(live, await instance.read(below(left)));
  const held = neededByOthers(all, unwanted.wanted, around);
  const roots = all.filter((root) => !held.some(({ id }) => id === root));
  const found = await Promise.all(roots.map((id) => removalOf(id, live, settings, instance)));
  const removals = found.flatMap((one) => (one === undefined || one instanceof TaskError ? [] : [one]));
  const problems = found.filter((one) => one instanceof TaskError);
  const absent = roots.filter((_, at) => found[at] === undefined);
  const excess = overBudget(removals, settings);
  return {
    removals,
    live,
    spared: [
      ...spared,
      ...held.map((one) => ({ ...one, why: 'in use' as const })),
      ...(unwanted.everything === undefined ? await namedOtherwise(absent, unwanted, instance) : []),
      ...(settings.deleteMode === 'owned' ? await inNoFile(unwanted, roots, instance) : []),
    ],
    problems: [...candidates.problems, ...problems, ...(excess === undefined ? [] : [excess])],
  };
}

/** Of a revision that was current before nobody has asked yet whether it is there. */
async function thatAreThere(spared: readonly Spared[], instance: Instance): Promise<readonly Spared[]> {
  const found = await Promise.all(
    spared.map(async (one) =>
      one.why !== 'current before' || (await instance.item(one.id)) !== undefined ? [one] : [],
    ),
  );
  return found.flat();
}

/** What is in revisions that no file has may refer to what goes: Azure would refuse that delete in each run. */
function revisionsLeft(spared: readonly Spared[], { inUse }: Unwanted): readonly ResourceId[] {
  const before = spared.filter(({ why }) => why === 'current before').map(({ id }) => id);
  return [...inUse.values(), ...before];
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
  const key = keyOf(id);
  const within = [...live.resources.values()].filter(
    (one) => keyOf(one.id) !== key && pathOf(one.id).some((step) => keyOf(step) === key),
  );
  const consumers = await instance.consumersOf(id);
  const { collection } = azure.deletion?.consumers ?? azure;
  const isOfConsumers = consumers.live.length > 0 || collectionsOfConsumers.has(azure.collection);
  const isAllowed = allowDeleteOf.some((one) => one.toLowerCase() === collection.toLowerCase());
  if (isOfConsumers && !isAllowed) return ofConsumers(id, consumers.live, collection);
  const told = within.filter(({ id: own }) => kindOf(own.kind).naming === undefined);
  const all = [...consumers.live, ...consumers.others];
  return {
    kind: 'delete',
    resource,
    cascade: [...told.map((one) => describe(one.id)).sort(), ...all],
    differences: [resource, ...within].flatMap(protectionLost),
    withConsumers: all.length > 0,
  };
}

/** Collections of what consumers have: what stands in one of them is theirs itself. */
const collectionsOfConsumers: ReadonlySet<string> = new Set(
  kindNames.flatMap((kind) => kindOf(kind).azure.deletion?.consumers?.collection ?? []),
);

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
  const lists = new Set(roots.flatMap((id) => [...listsOnTheWay(id), ...listsIn(id)]));
  return {
    concerns: (kind, workspace) => lists.has(listOf(kind, workspace)),
    includes: (id) => onTheWay.has(keyOf(id)) || pathOf(id).some((step) => keys.has(keyOf(step))),
  };
}

function listsIn(id: ResourceId): readonly string[] {
  const scope = isScope(id) ? id : workspaceOf(id);
  return inside(id.kind).map((kind) => listOf(kind, scope));
}

function inside(kind: KindName): readonly KindName[] {
  if (kindOf(kind).isScope === true) return [...kindNames.filter(isInWorkspaces), ...childrenOf(kind)];
  return childrenOf(kind).flatMap((child) => [child, ...inside(child)]);
}

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
  const with_ = consumers.length === 0 ? '' : `, and with it ${firstAndMore(consumers, 5)}`;
  return new TaskError('DELETE_PROTECTED', {
    message: `${describe(id)} would be deleted${with_}: keys that consumers use would be lost for good. Nothing was written.`,
    remedy: `Restore its files, or name "${collection}" in allowDeleteOf.`,
    where: { resource: describe(id) },
  });
}

function overBudget(removals: readonly Removal[], { maxDeletes }: DeleteSettings): TaskError | undefined {
  if (removals.length <= maxDeletes) return undefined;
  const names = removals.map(({ resource: { id }, cascade }) => {
    const more = [...revisionAlone(id), ...(cascade.length === 0 ? [] : [`with ${cascade.length} more`])];
    return more.length === 0 ? describe(id) : `${describe(id)} (${more.join(', ')})`;
  });
  const shown = firstAndMore(names, 20);
  return new TaskError('DELETE_BUDGET', {
    message: `${counted(removals.length, 'resource')} would be deleted, ${maxDeletes} may be: ${shown}. Nothing was written.`,
    remedy:
      'Look whether they are meant to go; then raise maxDeletes for this run, or set deleteMode to none.',
  });
}
