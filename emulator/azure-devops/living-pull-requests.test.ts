import assert from 'node:assert/strict';
import type { GitApi } from 'azure-devops-node-api/GitApi.js';
import {
  GitAsyncOperationStatus as Status,
  PullRequestStatus,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { AzureDevOpsEmulator } from './azure-devops-emulator.ts';
import type { EmulatedRepository } from './repository.ts';
import { startedWithTopic } from './started.ts';

const branches = { sourceRefName: 'refs/heads/topic', targetRefName: 'refs/heads/main' };

describe('What the emulated Azure Repos keeps beside a pull request', () => {
  let devops: AzureDevOpsEmulator;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;
  let api: GitApi;

  beforeEach(async () => {
    ({ devops, repository, api, stop } = await startedWithTopic({ a: '2\n' }));
  });
  afterEach(() => stop());

  const tip = async (branch: string) => (await repository.bare.tip(`refs/heads/${branch}`)) ?? '';
  const merge = async () => {
    const parents = [await tip('topic'), await tip('main')];
    let operation = await api.createMergeRequest({ comment: 'Merge', parents }, 'Shop', 'gitops');
    assert.equal(operation.status, Status.Queued);
    const id = operation.mergeOperationId ?? 0;
    while ([Status.Queued, Status.InProgress].includes(operation.status ?? Status.Failed))
      operation = await api.getMergeRequest('Shop', 'gitops', id);
    return operation;
  };

  it('merges two commits into an object that no branch points at', async () => {
    await repository.commit('main', { b: '2\n' }, 'meanwhile');
    const before = await tip('topic');
    const { status, detailedStatus } = await merge();
    assert.equal(status, Status.Completed);
    const { parents } = await repository.bare.describe(detailedStatus?.mergeCommitId ?? '');
    assert.deepEqual(parents, [before, await tip('main')]);
    assert.equal(await tip('topic'), before);
  });

  it('says so when they conflict, and needs the right to contribute', async () => {
    await repository.commit('main', { a: '3\n' }, 'other opinion');
    const { status, detailedStatus } = await merge();
    assert.equal(status, Status.Failed);
    assert.match(detailedStatus?.failureMessage ?? '', /conflicts/);
    devops.denied.add('GenericContribute');
    await assert.rejects(merge(), /TF401027/);
  });

  it('tells who made a commit, and from where two went apart', async () => {
    const commit = await api.getCommit(await tip('topic'), 'gitops', 'Shop');
    assert.deepEqual([commit.author?.name, commit.committer?.email], ['Ann', 'ann@contoso.com']);
    const bases = await api.getMergeBases('gitops', await tip('topic'), await tip('main'), 'Shop');
    assert.deepEqual(
      bases.map(({ commitId }) => commitId),
      [await tip('main')],
    );
  });

  it('knows reviewers, labels and work items', async () => {
    const ann = devops.directory.addPerson('Ann', 'ann@contoso.com');
    const bob = devops.directory.addPerson('Bob', 'bob@contoso.com');
    devops.workItems.add('7');
    const more = { reviewers: [{ id: ann.id, isRequired: true }], labels: [{ name: 'apim' }] };
    const workItemRefs = [{ id: '7' }, { id: '8' }];
    await api.createPullRequest({ ...branches, title: 'T', ...more, workItemRefs }, 'gitops', 'Shop');
    await api.createPullRequestReviewer({ id: bob.id }, 'gitops', 1, bob.id, 'Shop');
    await api.createPullRequestLabel({ name: 'apim' }, 'gitops', 1, 'Shop');
    const found = await api.getPullRequest('gitops', 1, 'Shop');
    assert.deepEqual(
      found.reviewers?.map(({ id, isRequired }) => [id, isRequired]),
      [
        [ann.id, true],
        [bob.id, false],
      ],
    );
    assert.deepEqual(
      found.labels?.map(({ name }) => name),
      ['apim'],
    );
    const refs = await api.getPullRequestWorkItemRefs('gitops', 1, 'Shop');
    assert.deepEqual(
      refs.map(({ id }) => id),
      ['7'],
    );
  });

  it('leaves out or refuses a reviewer without access, and refuses one whom nobody knows', async () => {
    const ann = devops.directory.addPerson('Ann', 'ann@contoso.com');
    repository.withoutAccess.add(ann.id);
    const open = (id: string) =>
      api.createPullRequest({ ...branches, title: 'T', reviewers: [{ id }] }, 'gitops', 'Shop');
    await assert.rejects(open('nobody'), /TF14045/);
    devops.switches.unfitReviewers = 'refused';
    await assert.rejects(open(ann.id), /TF401186/);
    devops.switches.unfitReviewers = 'ignored';
    assert.deepEqual((await open(ann.id)).reviewers, []);
  });

  it('completes by itself for its own identity, when no approval is missing', async () => {
    const { createdBy } = await api.createPullRequest({ ...branches, title: 'T' }, 'gitops', 'Shop');
    const set = (id = '') => api.updatePullRequest({ autoCompleteSetBy: { id } }, 'gitops', 1, 'Shop');
    await assert.rejects(set('somebody-else'), /cannot be set for others/);
    assert.equal((await set(createdBy?.id)).status, PullRequestStatus.Active);
    repository.requiredApprovals = 0;
    assert.equal((await set(createdBy?.id)).status, PullRequestStatus.Completed);
  });

  it('opens an abandoned one again while its branches are there', async () => {
    await api.createPullRequest({ ...branches, title: 'T' }, 'gitops', 'Shop');
    const move = (status: PullRequestStatus) => api.updatePullRequest({ status }, 'gitops', 1, 'Shop');
    await move(PullRequestStatus.Abandoned);
    assert.equal((await move(PullRequestStatus.Active)).status, PullRequestStatus.Active);
    await move(PullRequestStatus.Abandoned);
    await repository.bare.updateRef('refs/heads/topic', '0'.repeat(40), await tip('topic'));
    await assert.rejects(move(PullRequestStatus.Active), /TF401398/);
  });

  it('finds people by name and address, groups by name', async () => {
    devops.directory.addPerson('Ann Other', 'ann@contoso.com');
    devops.directory.addGroup('[Shop]\\API owners');
    const names = async (text: string) => {
      const url = `${devops.collectionUri}_apis/identities?api-version=5.0&searchFilter=General&filterValue=${encodeURIComponent(text)}`;
      const { result } = await api.rest.get<{ value: { providerDisplayName: string }[] }>(url);
      return result?.value.map(({ providerDisplayName }) => providerDisplayName);
    };
    assert.deepEqual(await names('ann@'), ['Ann Other']);
    assert.deepEqual(await names('api owners'), ['[Shop]\\API owners']);
    assert.deepEqual(await names('nobody'), []);
  });
});
