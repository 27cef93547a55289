import { firstAndMore } from '../apim/first-few.ts';
import { TaskError } from '../errors/task-error.ts';
import type { PlannedChange, PlanRecord } from './plan-file.ts';

/** More than this nobody reads in an error. */
const mostTold = 10;

/** Throws STALE_PLAN, naming what differs, unless exactly what was approved would be done. */
export function requireSamePlan(approved: PlanRecord, now: PlanRecord, file: string): void {
  const told = differencesOf(approved, now);
  if (told.length === 0) return;
  throw new TaskError('STALE_PLAN', {
    message: `The plan ${file} is not what would be done now: ${firstAndMore(told, mostTold, '; ')}.`,
    remedy: 'Nothing was written. Plan again, and let the new plan be approved.',
    where: { file },
  });
}

function differencesOf(approved: PlanRecord, now: PlanRecord): readonly string[] {
  if (approved.instance.toLowerCase() !== now.instance.toLowerCase())
    return [`it was made for ${approved.instance}, this is ${now.instance}`];
  const commits =
    approved.commit === now.commit
      ? []
      : [`it was made from commit ${approved.commit ?? 'unknown'}, this is ${now.commit ?? 'unknown'}`];
  const [then, today] = [byId(approved.changes), byId(now.changes)];
  const changes = [...new Set([...then.keys(), ...today.keys()])]
    .sort()
    .flatMap((id) => differenceOf(then.get(id), today.get(id)));
  const withheld =
    changes.length === 0 && approved.withheld !== now.withheld
      ? ['a secret, a value of the overrides, or a value of the instance that is not shown is another one']
      : [];
  return [...commits, ...changes, ...withheld];
}

function differenceOf(
  approved: PlannedChange | undefined,
  now: PlannedChange | undefined,
): readonly string[] {
  if (approved === undefined) return now === undefined ? [] : [`${inWords(now)} is not in it`];
  if (now === undefined) return [`${inWords(approved)} is not to be done any more`];
  if (approved.action !== now.action) return [`${inWords(approved)} has become ${now.action}`];
  return approved.digest === now.digest ? [] : [`${inWords(now)} would be another one`];
}

/** What is done to one thing: an API whose current revision is switched is changed twice. */
function byId(changes: readonly PlannedChange[]): ReadonlyMap<string, PlannedChange> {
  const found = new Map<string, PlannedChange>();
  for (const change of changes) {
    const digests = [found.get(change.id)?.digest ?? [], change.digest].flat();
    found.set(change.id, { ...change, digest: digests.join() });
  }
  return found;
}

function inWords({ action, resource }: PlannedChange): string {
  return `"${action} ${resource}"`;
}
