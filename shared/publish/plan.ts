import type { Change, KeepReason } from '../apim/change.ts';
import { type Difference, propertyDifferences } from '../apim/differences.ts';
import { currentRevision } from '../apim/documents.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { policyDifferenceInWords } from '../apim/policy/difference-in-words.ts';
import { policyDifferences } from '../apim/policy/policy-differences.ts';
import { protectionConcern } from '../apim/policy/protection-concern.ts';
import { samePolicy } from '../apim/policy/same-policy.ts';
import { compareIds, describe, keyOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { withoutSecrets } from '../apim/secrets.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { compareSpecifications, loadedFor } from '../apim/specification/formats.ts';
import { inWords, type SpecificationDifference, type Verdict } from '../apim/specification/verdict.ts';
import { TaskError } from '../errors/task-error.ts';
import { lacksSecret, secretNeeded, secretWithoutValue } from './secret-needed.ts';

/** What publishing would do, and what makes it impossible. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly problems: readonly TaskError[];
}

/**
 * Compares what the files want with what is live. Loads specifications and reveals secrets where both sides have one.
 * `changed` are the keys of those whose specification is to be imported where nobody can tell whether it is live;
 * `becoming` has the numbers of revisions that this run makes current, by the keys of their APIs.
 */
export async function plan(
  wanted: Snapshot,
  live: Snapshot,
  changed: ReadonlySet<string> = new Set(),
  becoming: ReadonlyMap<string, string> = new Map(),
): Promise<Plan> {
  const resources = [...wanted.resources.values()].sort((left, right) => compareIds(left.id, right.id));
  const results = await Promise.all(
    resources.map((resource) => changeOrProblem(resource, { wanted, live, changed, becoming })),
  );
  return {
    changes: results.filter((result): result is Change => !(result instanceof TaskError)),
    problems: results.filter((result) => result instanceof TaskError),
  };
}

interface Sides {
  readonly wanted: Snapshot;
  readonly live: Snapshot;
  readonly changed: ReadonlySet<string>;
  readonly becoming: ReadonlyMap<string, string>;
}

/** What one resource meets does not hide what others meet. */
async function changeOrProblem(resource: Resource, sides: Sides): Promise<Change | TaskError> {
  try {
    return await changeOf(resource, sides);
  } catch (error) {
    if (error instanceof TaskError) return error;
    throw error;
  }
}

async function changeOf(resource: Resource, sides: Sides): Promise<Change | TaskError> {
  const { live, changed } = sides;
  const reason = leftAlone(resource, sides);
  if (reason !== undefined) return keep(resource, reason);
  const found = resourceAt(live, resource.id);
  if (found === undefined) return missing(resource, live);
  const specification = await specificationVerdict(resource, found);
  const differences = [
    ...(await differencesOf(resource, found)),
    ...inSpecification(specification, changed.has(keyOf(resource.id))),
  ];
  if (differences.length > 0) {
    const problem = secretNeeded(resource, differences);
    return problem ?? { kind: 'update', resource, live: found, differences };
  }
  if (specification.verdict === 'cannot tell') return keep(resource, 'service wording');
  return keep(resource, lacksSecret(resource) ? 'secret not given' : 'same');
}

/** What publishing never does to such a resource, whatever the instance has. */
function leftAlone({ id, properties }: Resource, { wanted, live, becoming }: Sides): KeepReason | undefined {
  const { publishedOnlyIf } = kindOf(id.kind);
  if (publishedOnlyIf === undefined || id.parent === undefined) return undefined;
  // What callers get now decides: another revision becomes the current one by an input, never by a file of a release.
  const deciding = resourceAt(live, id.parent) === undefined ? wanted : live;
  const number = becoming.get(keyOf(id.parent)) ?? currentRevision(id.parent, deciding).name;
  return publishedOnlyIf(properties, { currentRevision: number });
}

function missing(resource: Resource, live: Snapshot): Change | TaskError {
  if (gapAt(live, resource.id) !== undefined) return keep(resource, 'not known');
  if (!lacksSecret(resource)) return { kind: 'create', resource };
  return secretWithoutValue(resource, 'the instance does not have it yet');
}

function keep(resource: Resource, because: KeepReason): Change {
  return { kind: 'keep', resource, because };
}

async function differencesOf(wanted: Resource, live: Resource): Promise<readonly Difference[]> {
  const { secret } = kindOf(wanted.id.kind).properties ?? {};
  // What is said in secret, or not said, is no open property that the files want to be gone.
  const open =
    secret === undefined || wanted.secret === undefined
      ? live.properties
      : withoutSecrets(live.properties, secret);
  return [
    ...propertyDifferences(wanted.id.kind, wanted.properties, open),
    ...(await secretDifferences(wanted, live)),
    ...inPolicy(wanted, live),
  ];
}

/** A value that may not be read is written each time one is given: nobody can say that it is there already. */
async function secretDifferences(wanted: Resource, live: Resource): Promise<readonly Difference[]> {
  if (wanted.secret?.state !== 'given') return [];
  const now = live.secret?.state === 'hidden' ? await live.secret.reveal() : {};
  return Object.entries(wanted.secret.values).flatMap(([path, value]): readonly Difference[] => {
    const here = { path, steps: path.split('.') };
    if (now === undefined)
      return [{ ...here, note: '(secret; this connection may not read the present one)', unreadable: true }];
    return now[path] === value ? [] : [{ ...here, note: '(secret)' }];
  });
}

function inPolicy(wanted: Resource, live: Resource): readonly Difference[] {
  const before = live.policy ?? '';
  if (wanted.policy === undefined || samePolicy(wanted.policy, before)) return [];
  return policyDifferences(before, wanted.policy).map((difference) => ({
    path: 'policy',
    steps: ['policy'],
    note: policyDifferenceInWords(difference),
    ...protectionConcern(difference),
  }));
}

async function specificationVerdict(wanted: Resource, live: Resource): Promise<Verdict> {
  if (wanted.specification === undefined) return { verdict: 'same' };
  const none = { subject: 'specification', change: 'added', what: [], breaking: [] } as const;
  if (live.specification === undefined) return { verdict: 'different', differences: [none] };
  const { format } = wanted.specification;
  const [mine, theirs] = await Promise.all([
    wanted.specification.load(),
    loadedFor(format, live.specification),
  ]);
  return compareSpecifications(
    { format, text: mine, file: wanted.file ?? describe(wanted.id) },
    { ...theirs, file: `the export of ${describe(wanted.id)}` },
  );
}

/** Nobody can tell: what its author changed since it was published is sent, all else stays as it is. */
function inSpecification(found: Verdict, isChanged: boolean): readonly Difference[] {
  if (found.verdict === 'different') return found.differences.map(ofSpecification);
  if (found.verdict === 'same' || !isChanged) return [];
  return found.parts.map((part) => {
    const told = ofSpecification({ ...part, breaking: [] });
    return { ...told, note: `${told.note ?? ''}; the service does not tell what it has, the file changed` };
  });
}

function ofSpecification(difference: SpecificationDifference): Difference {
  const { subject, breaking } = difference;
  const note = inWords(difference);
  const told = { path: subject, steps: ['specification', subject], note };
  return breaking.length === 0 ? told : { ...told, concern: 'breaking' };
}
