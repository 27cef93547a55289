import { circlesIn } from '../apim/circles.ts';
import { type Claim, claimKey, claimsOf, mayShare } from '../apim/clashes.ts';
import { changeKey, type ContentChange } from '../apim/change.ts';
import { grouped } from '../apim/grouped.ts';
import { describe, keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';

/** Which steps wait for which others, by key, because those give up a display name or a path that these take over. */
export interface Turns {
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those that exchange theirs: CYCLE. */
  readonly problems: readonly TaskError[];
}

/**
 * Azure refuses a display name or a path that another thing has at that moment (clashes.ts): who gives it up is first.
 * `carriers` has the key of the step of each write.
 */
export function namesInTurn(
  writes: readonly ContentChange[],
  carriers: ReadonlyMap<string, string>,
  live: Snapshot,
): Turns {
  const held = grouped([...live.resources.values()].flatMap(claimsOf), claimKey);
  const leaving = new Map(
    writes
      .filter(({ kind }) => kind === 'update')
      .map((change) => [changeKey(change), claimsOf(change.resource)]),
  );
  const isInTheWay = (one: Claim, claim: Claim) => claimKey(one) === claimKey(claim) && !mayShare(one, claim);
  const givesUp = ({ resource }: Claim, claim: Claim) =>
    leaving.get(keyOf(resource.id))?.some((one) => isInTheWay(one, claim)) === false;
  const stepOf = (change: ContentChange) => carriers.get(changeKey(change)) ?? changeKey(change);
  const waits = writes.flatMap((change) =>
    claimsOf(change.resource).flatMap((claim) => {
      const holders = (held.get(claimKey(claim)) ?? []).filter(
        (one) => keyOf(one.resource.id) !== changeKey(change) && !mayShare(claim, one) && givesUp(one, claim),
      );
      return holders.map(({ resource }) => ({
        step: stepOf(change),
        on: carriers.get(keyOf(resource.id)) ?? keyOf(resource.id),
      }));
    }),
  );
  const after = new Map(
    [...grouped(waits, ({ step }) => step)].map(([step, own]) => [step, new Set(own.map(({ on }) => on))]),
  );
  const names = new Map(writes.map((change) => [stepOf(change), change.resource.id]));
  const circles = circlesIn(new Map([...after].map(([step, on]) => [step, { after: on }])));
  if (circles.length === 0) return { after, problems: [] };
  return {
    after: new Map(),
    problems: circles.map((circle) => exchange(circle.flatMap((key) => names.get(key) ?? []))),
  };
}

function exchange(ids: readonly ResourceId[]): TaskError {
  const [first = ''] = ids.map(describe);
  return new TaskError('CYCLE', {
    message: `These take over each other's display name or path, and Azure refuses each as long as another one has it: ${[...ids.map(describe), first].join(' -> ')}.`,
    remedy: 'Publish one of them with another display name or path first.',
    where: { resource: first },
  });
}
