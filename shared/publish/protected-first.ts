import { currentRevision } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, pathOf, type ResourceId, resourceId, rootOf, workspaceOf } from '../apim/resource-id.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import type { Step } from './steps.ts';

type Steps = ReadonlyMap<string, Step>;

/**
 * The steps, those that let callers reach an API through something (a product, a gateway) after the policies that this
 * run writes for either: where one of these is refused, the API is not opened without it.
 */
export function withProtectionFirst(steps: Steps, wanted: Snapshot): Steps {
  const policies = grouped(
    [...steps].filter(([, { id }]) => kindOf(id.kind).azure.policy === true),
    ([, { id }]) => keyOf(rootOf(id)),
  );
  if (policies.size === 0) return steps;
  return new Map(
    [...steps].map(([key, step]) => {
      const needed = endsOf(step)
        .flatMap((end) => policies.get(keyOf(end)) ?? [])
        .filter(([, { id }]) => meetsCallers(id, wanted));
      return [
        key,
        needed.length === 0
          ? step
          : { ...step, after: new Set([...step.after, ...needed.map(([policy]) => policy)]) },
      ];
    }),
  );
}

/** The API that a link opens, and what to; none for other things. */
function endsOf({ id }: Step): readonly ResourceId[] {
  const { opens, linksTo } = kindOf(id.kind);
  if (opens === undefined || linksTo === undefined || id.parent === undefined) return [];
  return [resourceId(linksTo, id.name, workspaceOf(id)), id.parent];
}

/** Not in a revision that is not current. */
function meetsCallers(id: ResourceId, wanted: Snapshot): boolean {
  const revision = pathOf(id).find(({ kind }) => kindOf(kind).naming !== undefined);
  return revision?.parent === undefined || currentRevision(revision.parent, wanted).name === revision.name;
}
