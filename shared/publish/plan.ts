import type { Change, KeepReason } from '../apim/change.ts';
import { type Difference, propertyDifferences } from '../apim/differences.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { policyDifferenceInWords } from '../apim/policy/difference-in-words.ts';
import { policyDifferences } from '../apim/policy/policy-differences.ts';
import { samePolicy } from '../apim/policy/same-policy.ts';
import { compareIds, describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { compareSpecifications } from '../apim/specification/formats.ts';
import { inWords, type SpecificationDifference, type Verdict } from '../apim/specification/verdict.ts';
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
  const specification = await specificationVerdict(resource, found);
  const differences = [
    ...(await differencesOf(resource, found)),
    ...(specification.verdict === 'different' ? specification.differences.map(ofSpecification) : []),
  ];
  if (differences.length > 0) return { kind: 'update', resource, live: found, differences };
  if (specification.verdict === 'cannot tell') return keep(resource, 'service wording');
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
    ...inPolicy(wanted, live),
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

function inPolicy(wanted: Resource, live: Resource): readonly Difference[] {
  const before = live.policy ?? '';
  if (wanted.policy === undefined || samePolicy(wanted.policy, before)) return [];
  return policyDifferences(before, wanted.policy).map((difference) => ({
    path: 'policy',
    steps: ['policy'],
    note: policyDifferenceInWords(difference),
  }));
}

async function specificationVerdict(wanted: Resource, live: Resource): Promise<Verdict> {
  if (wanted.specification === undefined) return { verdict: 'same' };
  const none = { subject: 'specification', change: 'added', what: [], breaking: [] } as const;
  if (live.specification === undefined) return { verdict: 'different', differences: [none] };
  const [mine, theirs] = await Promise.all([wanted.specification.load(), live.specification.load()]);
  return compareSpecifications(
    { format: wanted.specification.format, text: mine, file: wanted.file ?? describe(wanted.id) },
    { format: live.specification.format, text: theirs, file: `the export of ${describe(wanted.id)}` },
  );
}

function ofSpecification(difference: SpecificationDifference): Difference {
  const { subject } = difference;
  return { path: subject, steps: ['specification', subject], note: inWords(difference) };
}
