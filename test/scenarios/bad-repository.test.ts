import assert from 'node:assert/strict';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import type { Inputs, World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { quick } from '../services/world-switches.ts';

interface Refused {
  readonly words: string;
  readonly inputs?: Inputs;
  readonly before?: (world: World) => void;
  readonly code: string;
  readonly says: readonly RegExp[];
}

const cases: readonly Refused[] = [
  {
    words: 'a repository that is not there',
    inputs: { repository: 'apis-of-nobody' },
    code: 'REPOSITORY_NOT_FOUND',
    says: [/apis-of-nobody/, /Check the names of project and repository/],
  },
  {
    words: 'a project that is not there',
    inputs: { repository: 'Nobody/apis' },
    code: 'REPOSITORY_NOT_FOUND',
    says: [/project Nobody/, /Check the names of project and repository/],
  },
  {
    words: 'a target branch that is not there',
    inputs: { targetBranch: 'develop' },
    code: 'BRANCH_NOT_FOUND',
    says: [/develop/, /branch/],
  },
  {
    words: 'no right to read the repository',
    before: ({ emulators }) => emulators.azureDevOps.denied.add('Read'),
    code: 'REPOSITORY_NOT_FOUND',
    says: [/allow "Read"/, /Contoso Build Service/],
  },
  {
    words: 'a branch of its own that policies protect',
    before: ({ repository }) => repository.protectedBranches.add('refs/heads/apim-extract/contoso-dev'),
    code: 'REPOSITORY_REFUSED',
    says: [/TF402455/, /sourceBranch/, /Contoso > Repositories > apis > Policies/, /Contoso Build Service/],
  },
  // What the other rights lead to is told by shared/repos/keep-pull-request.test.ts.
  {
    words: 'no right to push',
    before: ({ emulators }) => emulators.azureDevOps.denied.add('GenericContribute'),
    code: 'REPOSITORY_REFUSED',
    says: [/set "Contribute" to Allow for "Contoso Build Service/, /repository apis|> apis >/],
  },
  {
    words: 'a repository that is disabled',
    before: ({ repository }) => (repository.disabled = true),
    code: 'REPOSITORY_REFUSED',
    says: [/disabled/, /Enable it/],
  },
  {
    words: 'a sign-in page in place of an answer',
    before: ({ emulators }) =>
      emulators.azureDevOps.faults.push({
        path: /_apis\/git/,
        times: 99,
        answer: { status: 203, body: '<!DOCTYPE html><html><title>Sign In</title></html>' },
      }),
    code: 'REPOSITORY_REFUSED',
    says: [/token was not accepted/],
  },
];

/** Later jobs read them whatever became of this one. */
function assertOutputs({ outputs }: TaskRun): void {
  const counts = ['addedCount', 'changedCount', 'removedCount'];
  const ofPullRequest = ['pullRequestId', 'pullRequestStatus', 'pullRequestUrl'];
  assert.deepEqual(Object.keys(outputs).sort(), [...counts, 'hasChanges', ...ofPullRequest].sort());
  assert.match(outputs['hasChanges'] ?? '', /^(?:true|false)$/);
  for (const name of counts) assert.match(outputs[name] ?? '', /^\d+$/);
  for (const name of ofPullRequest) assert.equal(outputs[name], '');
}

describe('What Azure Repos refuses is one clear line:', () => {
  const world = bundledWorldForTests({ switches: quick });
  afterEach(() => {
    world.emulators.azureDevOps.denied.clear();
    world.emulators.azureDevOps.faults.length = 0;
    world.repository.disabled = false;
    world.repository.protectedBranches.clear();
  });

  for (const { words, inputs, before: prepare, code, says } of cases)
    it(words, async () => {
      prepare?.(world);
      const run = await world.extract(inputs);
      assertRed(run, code, ...says);
      assert.equal(run.issues.length, 1, seen(run));
      assert.equal(world.repository.pullRequests.length, 0);
      assertOutputs(run);
    });

  it('a repository that is empty asks for a first commit', async () => {
    await world.emulators.azureDevOps.addRepository('Contoso', 'empty');
    assertRed(await world.extract({ repository: 'empty' }), 'BRANCH_NOT_FOUND', /empty/, /first commit/);
  });

  it('an agent without a token for the job', async () => {
    const { collectionUri } = world.emulators.azureDevOps;
    world.requests();
    const run = await world.extract(
      {},
      { connection: world.withSecret, system: { url: collectionUri, accessToken: '' } },
    );
    assertRed(run, 'REPOSITORY_REFUSED', /no address or no token/, /agent of Azure Pipelines/);
    assert.deepEqual(world.requests(), [], seen(run));
  });

  it('a token for the job that Azure DevOps does not accept', async () => {
    const { collectionUri } = world.emulators.azureDevOps;
    const run = await world.extract(
      {},
      { connection: world.withSecret, system: { url: collectionUri, accessToken: 'of-yesterday' } },
    );
    assertRed(run, 'REPOSITORY_REFUSED', /401|token was not accepted/);
  });

  it('a pipeline whose repository is on GitHub', async () => {
    world.requests();
    const run = await world.extract({}, { variables: { 'Build.Repository.Provider': 'GitHub' } });
    assertRed(run, 'INVALID_INPUT', /"repository" is empty/, /GitHub/, /createPullRequest/);
    assert.deepEqual(world.requests(), [], seen(run));
  });

  it('is healed by granting the right: the next run makes the pull request', async () => {
    world.emulators.azureDevOps.denied.add('PullRequestContribute');
    const refused = await world.extract();
    assertRed(refused, 'REPOSITORY_REFUSED', /set "Contribute to pull requests" to Allow for "Contoso Build/);
    assertOutputs(refused);
    world.emulators.azureDevOps.denied.clear();
    const run = await world.extract();
    assertGreen(run);
    assert.equal(world.repository.pullRequests.length, 1, seen(run));
  });

  it('a work item that is not there, which the next run links once it is', async () => {
    const inputs = { workItems: '4711' };
    const run = await world.extract(inputs);
    assertRed(run, 'REPOSITORY_REFUSED', /link work item 4711 to pull request 1/, /"Contoso Build Service/);
    assert.match(run.log.join('\n'), /input workItems.*Project configuration > Areas > Security/);
    // It is there all the same: later jobs and people find it.
    assert.deepEqual([run.outputs['pullRequestId'], run.outputs['hasChanges']], ['1', 'true'], seen(run));
    assert.match(run.summary ?? '', /\[Pull request 1\]/);
    world.emulators.azureDevOps.workItems.add('4711');
    assertGreen(await world.extract(inputs));
    assert.deepEqual(world.repository.pullRequests[0]?.workItems, ['4711']);
  });
});
