import { type Change, changeKey, isWrite } from '../apim/change.ts';
import { textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { describe, keyOf, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Step } from './steps.ts';

/** A display name that something has now and this run takes from it. */
interface Renaming {
  readonly id: ResourceId;
  readonly from: string;
  readonly to: string;
}

/**
 * What the files have and calls a named value by a display name that the same run takes from it: the service writes the
 * new name into it (facts: apim-rest 1.13). Where nothing has the old name from then on, it would refuse the file:
 * MISSING_REFERENCE. Where something else gets it, nobody would write back what this run does not write: NAME_CLASH.
 */
export function renamedAway(changes: readonly Change[], files: Snapshot): readonly TaskError[] {
  const renamings = changes.flatMap(renamingIn);
  if (renamings.length === 0) return [];
  const written = new Set(changes.filter(isWrite).map(changeKey));
  return [...files.resources.values()].flatMap((resource) =>
    referencesIn(resource, files, snapshot([])).flatMap((reference) => {
      const renaming = renamings.find((one) => isMeant(one, reference, resource));
      if (renaming === undefined) return [];
      if (reference.targets.length === 0) return [missing(resource, reference, renaming)];
      const isRewritten = holdsReferences(resource) && !written.has(keyOf(resource.id));
      return isRewritten ? [handedOn(resource, reference, renaming)] : [];
    }),
  );
}

/** Braces in words for people are not for the service. */
function holdsReferences({ id, policy }: Resource): boolean {
  return policy !== undefined || kindOf(id.kind).properties?.confidential !== undefined;
}

/**
 * The steps, those without the ETag of what was read that write something into which the service writes a new name
 * before: then it has another one.
 */
export function withoutRewrittenVersions(
  steps: ReadonlyMap<string, Step>,
  changes: readonly Change[],
  live: Snapshot,
): ReadonlyMap<string, Step> {
  const renamed = new Set(changes.flatMap(renamingIn).map(({ id }) => keyOf(id)));
  if (renamed.size === 0) return steps;
  const isRewritten = (resource: Resource) =>
    referencesIn(resource, live, live).some(({ targets }) => targets.some((target) => renamed.has(target)));
  const unversioned = (change: Change): Change => {
    if (change.kind !== 'update' || !isRewritten(change.live)) return change;
    const { etag: _, ...rewritten } = change.live;
    return { ...change, live: rewritten };
  };
  return new Map([...steps].map(([key, step]) => [key, { ...step, changes: step.changes.map(unversioned) }]));
}

function renamingIn(change: Change): readonly Renaming[] {
  if (change.kind !== 'update') return [];
  const { live, resource } = change;
  if (kindOf(resource.id.kind).called !== 'by display name') return [];
  const [from, to] = [live, resource].map(({ properties }) => textAt(properties, 'displayName') ?? '');
  if (from === undefined || to === undefined || from === to) return [];
  return [{ id: resource.id, from, to }];
}

function isMeant({ id, from }: Renaming, { kind, name, targets }: Reference, by: Resource): boolean {
  return (
    !targets.includes(keyOf(id)) &&
    kind === id.kind &&
    name.toLowerCase() === from.toLowerCase() &&
    scopeKey(workspaceOf(by.id)) === scopeKey(workspaceOf(id))
  );
}

function missing({ id, file }: Resource, { kind, name }: Reference, { to }: Renaming): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)} refers to ${kindOf(kind).words} ${name}, which the same run would call ${to}. Nothing was written.`,
    remedy: 'Change the reference too, or leave the display name as it is.',
    where: whereOf({ id, file }),
  });
}

function handedOn(
  { id, file }: Resource,
  { kind, name }: Reference,
  { id: before, to }: Renaming,
): TaskError {
  return new TaskError('NAME_CLASH', {
    message: `${describe(id)} refers to ${kindOf(kind).words} ${name}, a name that the same run would take from ${describe(before)} and give to another one: Azure writes ${to} into it then, and it has not changed, so nothing writes it back. Nothing was written.`,
    remedy: `Publish the renaming first, with ${to} in this reference; then the other one, with ${name} again.`,
    where: whereOf({ id, file }),
  });
}
