import { changeKey, isWrite } from '../apim/change.ts';
import { carriesItself, currentRevisionProperty, resourcesIn } from '../apim/documents.ts';
import { keyOf, pathOf, rootOf } from '../apim/resource-id.ts';
import { kindOf } from '../apim/kinds/table.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { sameOperationName } from '../apim/specification/operation-name.ts';
import type { Outcome } from './apply.ts';
import { operationNamesOf } from './operation-names-of.ts';
import { inOperations, type Mismatch, type ReadBack } from './read-back.ts';
import { type Step, stepsOf } from './steps.ts';

type Outcomes = ReadonlyMap<string, Outcome>;
type Steps = ReadonlyMap<string, Step>;

/**
 * What is written once more, because it is not as it was written: imports have been seen to store no operations and to
 * reset service URLs, names of keys and descriptions (facts: apim-rest 2.1). What was refused meanwhile because of that
 * comes after it again: the policy of an operation that was not there.
 */
export function mending(
  { mismatches, live }: ReadBack,
  { steps, outcomes, wanted }: { steps: Steps; outcomes: Outcomes; wanted: Snapshot },
): Steps {
  // Which revision is current, only a release decides: the one that was made is made again.
  const releases = new Map(
    mismatches.filter(isOfRelease).flatMap(({ change: { resource } }) => {
      const step = steps.get(keyOf(resource.id));
      return step?.promotion === undefined ? [] : [[keyOf(resource.id), step] as const];
    }),
  );
  const changes = mismatches
    .map(({ change }) => change)
    .filter(({ resource }) => !releases.has(keyOf(resource.id)));
  const whole = snapshot([...wanted.resources.values(), ...writtenIn(steps)]);
  const again = [...stepsOf(changes, whole, live).steps].map(
    ([key, step]) => [key, { ...step, again: true }] as const,
  );
  const own = new Map<string, Step>([...again, ...releases]);
  return new Map([...undoneBecauseOf(new Set(own.keys()), steps, outcomes), ...own]);
}

/** What was not done and waits for one of these, and for nothing else that was not done. */
function undoneBecauseOf(mended: ReadonlySet<string>, steps: Steps, outcomes: Outcomes): Steps {
  const isUndone = (key: string) => steps.has(key) && outcomes.get(key)?.state !== 'done';
  const waits = (key: string): boolean => {
    const before = [...reachedFrom(key, steps)];
    return (
      before.some((one) => mended.has(one)) &&
      before.every((one) => !isUndone(one) || mended.has(one) || waits(one))
    );
  };
  return new Map([...steps].filter(([key]) => isUndone(key) && waits(key)));
}

/**
 * The resources that these steps write, also those that only go along in a request: an import resets the description of
 * an API that nobody changed.
 */
export function writtenIn(steps: Steps, outcomes?: Outcomes): readonly Resource[] {
  return [...steps]
    .filter(([key]) => outcomes === undefined || outcomes.get(key)?.state === 'done')
    .flatMap(([, { document, changes, promotion }]) => [
      ...(promotion === undefined ? resourcesIn(document) : []),
      ...changes.filter(isWrite).map(({ resource }) => resource),
    ]);
}

/**
 * What lives in operations that an import has lost, and is not written in this run: with an operation its policy goes,
 * and importing once more does not bring that back. Which are lost, the specification tells that was read back.
 */
export async function livingInLostOperations(
  { mismatches, live }: ReadBack,
  { steps, wanted }: { steps: Steps; wanted: Snapshot },
): Promise<readonly Resource[]> {
  const revisions = new Set(mismatches.filter(inOperations).map(({ change }) => changeKey(change)));
  const left = await Promise.all(
    [...revisions].map(async (key) => {
      const revision = live.resources.get(key);
      return [key, revision === undefined ? [] : await operationNamesOf(revision)] as const;
    }),
  );
  const names = new Map(left);
  const written = new Set([...steps.values()].flatMap(({ changes }) => changes.map(changeKey)));
  return [...wanted.resources.values()].filter(({ id }) => {
    const operation = pathOf(id).find(({ kind }) => kindOf(kind).carriedBy === 'specification');
    const revision = operation?.parent === undefined ? '' : keyOf(operation.parent);
    if (operation === undefined || !revisions.has(revision) || written.has(keyOf(id))) return false;
    const known = names.get(revision);
    return known?.some((name) => sameOperationName(name, operation.name)) !== true;
  });
}

/**
 * Operations that no specification can say, of revisions that were imported, with what lives in them: an import takes
 * them away, and the edge puts them back (facts: apim-rest 2.1).
 */
export function besidesImportsOf({ steps, wanted }: { steps: Steps; wanted: Snapshot }): readonly Resource[] {
  const own = [...steps.values()];
  const imported = new Set(
    own.filter(({ document }) => document.specification !== undefined).map(({ id }) => keyOf(id)),
  );
  const written = new Set(own.flatMap(({ changes }) => changes.map(changeKey)));
  if (imported.size === 0) return [];
  return [...wanted.resources.values()].filter(({ id }) => {
    const operation = pathOf(id).find((step) => carriesItself(step, wanted));
    const revision = operation?.parent;
    return revision !== undefined && imported.has(keyOf(revision)) && !written.has(keyOf(id));
  });
}

/** What lives in the same things as what is written again: an import may take along what was as written before. */
export function around(steps: Steps, resources: readonly Resource[]): readonly Resource[] {
  const roots = new Set([...steps.values()].map(({ id }) => keyOf(rootOf(id))));
  return resources.filter(({ id }) => roots.has(keyOf(rootOf(id))));
}

function isOfRelease({ change }: Mismatch): boolean {
  return (
    change.kind === 'update' && change.differences.every(({ steps }) => steps[0] === currentRevisionProperty)
  );
}

/** All that a step waits for, also by way of others. */
function reachedFrom(key: string, steps: Steps, seen = new Set<string>()): ReadonlySet<string> {
  for (const one of steps.get(key)?.after ?? []) {
    if (seen.has(one)) continue;
    seen.add(one);
    reachedFrom(one, steps, seen);
  }
  return seen;
}
