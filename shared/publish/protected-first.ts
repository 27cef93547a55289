import { currentRevision } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId, resourceId, rootOf, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import { revisionIn } from '../apim/revision-in.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import type { Step } from './steps.ts';
import type { RemovalStep } from './steps-of-removals.ts';

type Steps = ReadonlyMap<string, Step>;

/**
 * The steps, those that let callers reach an API after the policies that this run writes for it and for what opens it:
 * where one of these is refused, nothing is opened without it. A new API or product alone comes before its policies.
 */
export function withProtectionFirst(steps: Steps, wanted: Snapshot): Steps {
  const byRoot = policiesByRoot(steps);
  if (byRoot.size === 0) return steps;
  const byParent = grouped(
    [...byRoot.values()].flat(),
    ([
      ,
      {
        id: { parent },
      },
    ]) => scopeKey(parent),
  );
  const all = new Map(steps);
  for (const [key, step] of steps) {
    const own = isOpened(step) ? (byParent.get(key) ?? []) : [];
    for (const [policy, { after, ...rest }] of own)
      all.set(policy, { ...rest, after: new Set([...after].filter((one) => one !== key)) });
    const ofEnds = endsOf(step)
      .flatMap((end) => byRoot.get(keyOf(end)) ?? [])
      .filter(([, { id }]) => meetsCallers(id, wanted));
    const needed = [...own, ...ofEnds].map(([policy]) => policy);
    if (needed.length > 0) all.set(key, { ...step, after: new Set([...step.after, ...needed]) });
  }
  return all;
}

/** The steps of policies, by the key of the outermost thing that they are in. */
export function policiesByRoot(steps: Steps): ReadonlyMap<string, readonly (readonly [string, Step])[]> {
  const policies = [...steps].filter(([, { id }]) => kindOf(id.kind).azure.policy === true);
  return grouped(policies, ([, { id }]) => keyOf(rootOf(id)));
}

/** The other way round for deletes: what protects an API goes after the links that open it, and stays where they do. */
export function withLinksFirst(removals: ReadonlyMap<string, RemovalStep>): ReadonlyMap<string, RemovalStep> {
  const links = [...removals].flatMap(([key, step]) => endsOf(step).map((end) => ({ key, end: keyOf(end) })));
  if (links.length === 0) return removals;
  const byEnd = grouped(links, ({ end }) => end);
  return new Map(
    [...removals].map(([key, step]) => {
      const isPolicy = kindOf(step.id.kind).azure.policy === true;
      const first = isPolicy ? (byEnd.get(keyOf(rootOf(step.id))) ?? []) : [];
      return [key, { ...step, after: new Set([...step.after, ...first.map((link) => link.key)]) }];
    }),
  );
}

/** Whether something that is there lets more callers in from now on. */
function isOpened({ changes }: Step): boolean {
  return changes.some((change) => {
    const opening = kindOf(change.resource.id.kind).opensWith;
    if (change.kind !== 'update' || opening === undefined) return false;
    return change.differences.some(
      ({ steps: [name = ''], after }) => after !== undefined && opening[name] === after,
    );
  });
}

/** The API that a link opens, and what to; none for other things. */
function endsOf({ id }: Pick<Step, 'id'>): readonly ResourceId[] {
  const { opens, linksTo } = kindOf(id.kind);
  if (opens === undefined || linksTo === undefined || id.parent === undefined) return [];
  return [resourceId(linksTo, id.name, workspaceOf(id)), id.parent];
}

/** Not in a revision that is not current. */
function meetsCallers(id: ResourceId, wanted: Snapshot): boolean {
  const revision = revisionIn(id);
  return revision?.parent === undefined || currentRevision(revision.parent, wanted).name === revision.name;
}
