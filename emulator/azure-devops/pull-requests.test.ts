import assert from 'node:assert/strict';
import type { GitApi } from 'azure-devops-node-api/GitApi.js';
import {
  CommentThreadStatus,
  CommentType,
  PullRequestStatus,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { AzureDevOpsEmulator } from './azure-devops-emulator.ts';
import { git } from './git.ts';
import type { EmulatedRepository } from './repository.ts';
import { startedWithTopic } from './started.ts';

const branches = { sourceRefName: 'refs/heads/topic', targetRefName: 'refs/heads/main' };

describe('Emulated pull requests', () => {
  let devops: AzureDevOpsEmulator;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;
  let api: GitApi;

  beforeEach(async () => {
    ({ devops, repository, api, stop } = await startedWithTopic({ a: '2\n', c: 'new' }));
  });

  afterEach(() => stop());

  const open = (description = 'text') =>
    api.createPullRequest({ ...branches, title: 'Changes', description }, 'gitops', 'Shop');

  it('are made once per pair of branches and found again', async () => {
    const made = await open('x'.repeat(1000));
    assert.equal(made.status, PullRequestStatus.Active);
    await assert.rejects(open(), { statusCode: 409, message: /^TF401179/ });
    const [found] = await api.getPullRequests(
      'gitops',
      { status: PullRequestStatus.Active, ...branches },
      'Shop',
    );
    assert.equal(found?.pullRequestId, made.pullRequestId);
    assert.equal(found?.description?.length, 400);
    const id = made.pullRequestId ?? 0;
    assert.equal((await api.getPullRequest('gitops', id, 'Shop')).description?.length, 1000);
    assert.equal((await api.getPullRequestById(id)).title, 'Changes');
    const elsewhere = { sourceRefName: 'refs/heads/other' };
    assert.deepEqual([...(await api.getPullRequests('gitops', elsewhere, 'Shop'))], []);
  });

  it('refuse long descriptions, missing branches and people without the right', async () => {
    await assert.rejects(open('x'.repeat(4001)), { statusCode: 400, message: /4000 characters/ });
    const missing = { ...branches, sourceRefName: 'refs/heads/none', title: 't' };
    await assert.rejects(api.createPullRequest(missing, 'gitops', 'Shop'), /TF401398/);
    devops.denied.add('PullRequestContribute');
    await assert.rejects(open(), /TF401027: You need the Git 'PullRequestContribute'/);
  });

  it('are completed with a real merge commit', async () => {
    await open();
    await repository.commit('main', { b: '2\n' }, 'meanwhile');
    await repository.complete(1);
    const files = await repository.files('main');
    assert.deepEqual(
      [...files].map(([path, content]) => `${path}=${content.toString().trim()}`),
      ['a=2', 'b=2', 'c=new'],
    );
    const { parents } = await repository.bare.describe('refs/heads/main');
    assert.equal(parents.length, 2);
    assert.equal((await api.getPullRequest('gitops', 1, 'Shop')).status, PullRequestStatus.Completed);
    assert.equal((await git(repository.path, ['fsck', '--strict'])).text, '');
  });

  it('are updated, squashed and their source deleted through the interface', async () => {
    await open();
    await api.updatePullRequest({ title: 'New title', description: 'new' }, 'gitops', 1, 'Shop');
    const completionOptions = { squashMerge: true, deleteSourceBranch: true };
    const status = PullRequestStatus.Completed;
    await api.updatePullRequest({ status, completionOptions }, 'gitops', 1, 'Shop');
    const { parents, message } = await repository.bare.describe('refs/heads/main');
    assert.equal(parents.length, 1);
    assert.equal(message, 'Merged PR 1: New title');
    assert.equal(await repository.bare.tip('refs/heads/topic'), undefined);
  });

  it('tell of conflicts', async () => {
    await open();
    await repository.commit('main', { a: '3\n' }, 'other opinion');
    assert.equal((await api.getPullRequest('gitops', 1, 'Shop')).mergeStatus, 2);
    await assert.rejects(repository.complete(1), /conflicts/);
  });

  it('carry threads with properties', async () => {
    await open();
    const thread = {
      comments: [{ content: 'plan', commentType: CommentType.Text }],
      status: CommentThreadStatus.Active,
      properties: { ours: 'yes' },
    };
    const made = await api.createThread(thread, 'gitops', 1, 'Shop');
    await api.createComment({ content: 'more' }, 'gitops', 1, made.id ?? 0, 'Shop');
    await api.updateComment({ content: 'new plan' }, 'gitops', 1, made.id ?? 0, 1, 'Shop');
    await api.updateThread({ status: CommentThreadStatus.Closed }, 'gitops', 1, made.id ?? 0, 'Shop');
    const [found] = await api.getThreads('gitops', 1, 'Shop');
    assert.deepEqual(
      found?.comments?.map(({ content }) => content),
      ['new plan', 'more'],
    );
    assert.equal(found.status, CommentThreadStatus.Closed);
    assert.deepEqual(found.properties, { ours: { $type: 'System.String', $value: 'yes' } });
    for (const comment of [1, 2]) await api.deleteComment('gitops', 1, made.id ?? 0, comment, 'Shop');
    const [gone] = await api.getThreads('gitops', 1, 'Shop');
    assert.equal(gone?.isDeleted, true);
    assert.equal(gone.comments?.[0]?.content, undefined);
  });
});
