import type { Change, KeepReason } from '../apim/change.ts';
import { type Difference, propertyDifferences } from '../apim/differences.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { samePolicy } from '../apim/policy/same-policy.ts';
import { compareIds, describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { specificationDifferences } from '../apim/specification/differences.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { TaskError } from '../errors/task-error.ts';

/** What publishing would do, and what makes it impossible. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly problems: readonly TaskError[];
}

/** Compares what the files want with what is live. Loads specifications and reveals secrets where both sides have one. */
export async function plan(wanted: Snapshot, live: Snapshot): Promise<Plan> {
  const resources = [...wanted.resources.values()]
    // An operation, or what else has no document of its own, is carried by another resource.
    .filter(({ id }) => kindOf(id.kind).carriedBy !== 'specification')
    .sort((left, right) => compareIds(left.id, right.id));
  const results = await Promise.all(resources.map((resource) => changeOrProblem(resource, live)));
  return {
    changes: results.filter((result): result is Change => !(result instanceof TaskError)),
    problems: results.filter((result) => result instanceof TaskError),
  };
}

/** What one resource meets does not hide what others meet. */
async function changeOrProblem(resource: Resource, live: Snapshot): Promise<Change | TaskError> {
  try {
    return await changeOf(resource, live);
  } catch (error) {
    if (error instanceof TaskError) return error;
    throw error;
  }
}

async function changeOf(resource: Resource, live: Snapshot): Promise<Change | TaskError> {
  const found = resourceAt(live, resource.id);
  if (found === undefined) return missing(resource, live);
  const differences = await differencesOf(resource, found);
  if (differences.length > 0) return { kind: 'update', resource, live: found, differences };
  return keep(resource, resource.secret?.state === 'not given' ? 'secret not given' : 'same');
}

function missing(resource: Resource, live: Snapshot): Change | TaskError {
  if (gapAt(live, resource.id) !== undefined) return keep(resource, 'not known');
  if (resource.secret?.state !== 'not given') return { kind: 'create', resource };
  return new TaskError('SECRET_WITHOUT_VALUE', {
    message: `${describe(resource.id)} is secret, the instance does not have it yet, and no value is given.`,
    remedy:
      'Give its value in the overrides (from a secret pipeline variable), or let it refer to Key Vault.',
    where: resource.file === undefined ? { resource: describe(resource.id) } : { file: resource.file },
  });
}

function keep(resource: Resource, because: KeepReason): Change {
  return { kind: 'keep', resource, because };
}

async function differencesOf(wanted: Resource, live: Resource): Promise<readonly Difference[]> {
  return [
    ...propertyDifferences(wanted.id.kind, wanted.properties, live.properties),
    ...(await secretDifferences(wanted, live)),
    ...policyDifferences(wanted, live),
    ...(await specificationDifference(wanted, live)),
  ];
}

/** A value that may not be read is written each time one is given: nobody can say that it is there already. */
async function secretDifferences(wanted: Resource, live: Resource): Promise<readonly Difference[]> {
  if (wanted.secret?.state !== 'given') return [];
  const path = kindOf(wanted.id.kind).properties?.secret?.path ?? 'value';
  if (live.secret?.state !== 'hidden') return [{ path, steps: [path], note: '(secret)' }];
  const now = await live.secret.reveal();
  if (now === wanted.secret.value) return [];
  if (now !== undefined) return [{ path, steps: [path], note: '(secret)' }];
  const note = '(secret; this connection may not read the present one)';
  return [{ path, steps: [path], note, unreadable: true }];
}

function policyDifferences(wanted: Resource, live: Resource): readonly Difference[] {
  if (wanted.policy === undefined || samePolicy(wanted.policy, live.policy ?? '')) return [];
  return [{ path: 'policy', steps: ['policy'], note: 'other text' }];
}

async function specificationDifference(wanted: Resource, live: Resource): Promise<readonly Difference[]> {
  if (wanted.specification === undefined) return [];
  if (live.specification === undefined)
    return [{ path: 'specification', steps: ['specification'], note: 'none yet' }];
  const [mine, theirs] = await Promise.all([wanted.specification.load(), live.specification.load()]);
  const found = specificationDifferences(
    parseOpenApi(mine, wanted.file ?? describe(wanted.id)).document,
    parseOpenApi(theirs, `the export of ${describe(wanted.id)}`).document,
  );
  return found.map(({ operation, change, what }) => ({
    path: `operation ${operation}`,
    steps: ['specification', operation],
    note: what.length === 0 ? change : `${change} (${what.join(', ')})`,
  }));
}
