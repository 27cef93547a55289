import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lastingFaults, type NamedFault, passingFaults } from '../../emulator/arm/faults.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import { expectedError, fromThenOn } from '../services/lasting-fault.ts';
import { tellStory, type Telling, type ToldStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { type Folder, folders, filesOf, overridesOf } from './random-folder.ts';

/** What happens to a run: nothing, trouble that passes, a refusal that stays, or somebody who cancels it. */
type Trouble = 'none' | 'cancelled' | NamedFault;

interface Step {
  readonly folder: Folder;
  /** 0: the folder; n: the files of the n-th commit before this one, in a new commit or that commit run again. */
  readonly back: number;
  readonly sameCommit: boolean;
  readonly scope: 'changes' | 'all';
  readonly trouble: Trouble;
  readonly at: number;
}

const steps: fc.Arbitrary<Step> = fc.record({
  folder: folders,
  back: fc.nat(2),
  sameCommit: fc.boolean(),
  scope: fc.constantFrom('changes', 'all'),
  trouble: fc.oneof(
    fc.constantFrom<Trouble[]>('none', 'cancelled'),
    fc.constantFrom<Trouble[]>(...Object.values(lastingFaults)),
    fc.constantFrom<Trouble[]>(...Object.values(passingFaults)),
  ),
  at: fc.integer({ min: 1, max: 90 }),
});

const ofOthers = {
  'tags/of-others': { displayName: 'Of others' },
  'workspaces/theirs': { displayName: 'Theirs' },
  'workspaces/theirs/tags/a': { displayName: 'A' },
};
const consent = { maxDeletes: 99, allowDeleteOf: ['subscriptions', 'workspaces'] };
/** With FC_SEED and FC_RUNS: as many others as somebody has time for. */
const runs = Number(process.env['FC_RUNS'] ?? 12);

describe('Any sequence of edits, reverts, failures, cancelled runs and runs once more', () => {
  const world = worldForTests(
    { longRunning: 'specified', pollsUntilDone: 2 },
    { withoutContent: true, sku: 'Premium' },
  );

  it('ends with the instance equal to the folder, after one run that nothing disturbs and Azure is done with the others', async () => {
    const property = fc.asyncProperty(
      fc.array(steps, { minLength: 1, maxLength: 4 }),
      folders,
      async (before, last) => {
        const story = await tellStory(world, ofOthers);
        const commits: { readonly commit: string; readonly folder: Folder }[] = [];
        for (const step of before) await take(step, story, commits);
        await story.instance.settle();
        const end = await story.publish(filesOf(last), tellingOf(last));
        assert.deepEqual(end.errors.map(String), []);
        const fresh = await tellStory(world, ofOthers);
        assert.deepEqual((await fresh.publish(filesOf(last), tellingOf(last))).errors.map(String), []);
        assert.deepEqual(told(story), told(fresh));
        await story.publish(filesOf(last), { ...tellingOf(last), scope: 'all' });
        assert.deepEqual(story.writes(), []);
      },
    );
    await fc.assert(property, { numRuns: runs });
  }).timeout(600_000);

  /** A run, whatever becomes of it. */
  async function take(
    { folder, back, sameCommit, scope, trouble, at }: Step,
    story: ToldStory,
    commits: { readonly commit: string; readonly folder: Folder }[],
  ): Promise<void> {
    const earlier = back > 0 ? commits.at(-back) : undefined;
    const taken = earlier?.folder ?? folder;
    const commit =
      sameCommit && earlier !== undefined ? earlier.commit : `commit-${String(commits.length + 1)}`;
    commits.push({ commit, folder: taken });
    const cancelling = new AbortController();
    world.arm.faults.splice(0, Infinity, ...faultsOf(trouble, at, cancelling));
    try {
      await story.publish(filesOf(taken), {
        ...{ ...tellingOf(taken), commit, scope },
        cancelled: cancelling.signal,
      });
    } catch (error) {
      expectedError(error);
    }
    world.arm.faults.length = 0;
  }
});

function tellingOf(folder: Folder): Telling {
  return { overrides: overridesOf(folder), scope: 'changes', deletes: consent };
}

function faultsOf(trouble: Trouble, nth: number, cancelling: AbortController): readonly Fault[] {
  if (trouble === 'none') return [];
  if (trouble !== 'cancelled')
    return Object.values<NamedFault>(passingFaults).includes(trouble)
      ? [{ path: /./, nth, ...trouble }]
      : [fromThenOn(nth, trouble)];
  const answer: Fault['answer'] = (truth) => {
    cancelling.abort();
    return truth;
  };
  return [{ path: /./, nth, answer }];
}

/** Without the names of releases, which have dates. */
function told(story: ToldStory): unknown {
  return Object.fromEntries(Object.entries(story.dump()).filter(([path]) => !path.includes('/releases/')));
}
