import type { Change } from '../apim/change.ts';
import { textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { type Reference, referencesIn } from '../apim/references.ts';
import { describe, keyOf, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Step } from './steps.ts';

/** A display name that something has now and this run takes from it. */
interface Renaming {
  readonly id: ResourceId;
  readonly from: string;
  readonly to: string;
}

/**
 * What the files have and calls a named value by a display name that the same run takes from it, whether or not it is
 * written too: the service would write the new name into it, and refuse the file with the old one from then on (facts:
 * apim-rest 1.13). MISSING_REFERENCE.
 */
export function renamedAway(changes: readonly Change[], files: Snapshot): readonly TaskError[] {
  const renamings = changes.flatMap(renamingIn);
  if (renamings.length === 0) return [];
  return [...files.resources.values()].flatMap((resource) =>
    referencesIn(resource, files, snapshot([])).flatMap((reference) => {
      const renaming = renamings.find((one) => isMeant(one, reference, resource));
      return renaming === undefined ? [] : [missing(resource, reference, renaming)];
    }),
  );
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
    targets.length === 0 &&
    kind === id.kind &&
    name.toLowerCase() === from.toLowerCase() &&
    scopeKey(workspaceOf(by.id)) === scopeKey(workspaceOf(id))
  );
}

function missing({ id, file }: Resource, { kind, name }: Reference, { to }: Renaming): TaskError {
  return new TaskError('MISSING_REFERENCE', {
    message: `${describe(id)} refers to ${kindOf(kind).words} ${name}, which the same run would call ${to}. Nothing was written.`,
    remedy: 'Change the reference too, or leave the display name as it is.',
    where: file === undefined ? { resource: describe(id) } : { file },
  });
}
