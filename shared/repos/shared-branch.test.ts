import assert from 'node:assert/strict';
import { edit, ours, startLiving, type Living } from '../../test/services/living-pull-request.ts';

describe('A branch that others committed to', () => {
  let living: Living;

  beforeEach(async () => {
    living = await startLiving();
    await living.keep();
  });
  afterEach(() => living.stop());

  const commit = (changes: Record<string, string | null>, branch = ours) =>
    living.repository.commit(branch, changes, 'by hand');
  const threads = () => living.request().threads;
  const onlyParents = async () => (await living.repository.bare.describe(ours)).parents;

  it('is only appended to, and the others’ files stay as they are', async () => {
    const theirs = await commit({ 'apim/c': 'edited', 'docs/x': 'x' });
    await living.keep({ changes: [edit('apim/a', '3')] });
    assert.deepEqual(await onlyParents(), [theirs]);
    assert.deepEqual(await living.content(), {
      'readme.md': '#',
      'docs/x': 'x',
      'apim/a': '3',
      'apim/b': '1',
      'apim/c': 'edited',
    });
    assert.equal(living.repository.pullRequests.length, 1);
  });

  it('gets the target merged in when the target changed the folder', async () => {
    const theirs = await commit({ 'docs/x': 'x' });
    const target = await commit({ 'apim/c': '9' }, 'main');
    await living.keep();
    assert.deepEqual(await onlyParents(), [theirs, target]);
    assert.equal((await living.content())['apim/c'], '9');
    assert.deepEqual(threads(), []);
    living.writes();
    await living.keep();
    assert.deepEqual(living.writes(), [], 'The next run finds it done.');
  });

  it('gets no merge while the target changed elsewhere only', async () => {
    await commit({ 'docs/x': 'x' });
    await commit({ 'docs/y': 'y' }, 'main');
    living.writes();
    await living.keep();
    assert.deepEqual(living.writes(), []);
  });

  it('keeps a file that others changed, and says once that the instance says otherwise', async () => {
    await commit({ 'apim/a': 'theirs' });
    await living.keep();
    assert.equal((await living.content())['apim/a'], 'theirs');
    const [thread, ...more] = threads();
    assert.equal(more.length, 0);
    assert.equal(thread?.status, 'active');
    assert.match(thread.comments[0]?.content ?? '', /changed on this branch by others.*- `apim\/a`/s);
    living.writes();
    await living.keep();
    assert.deepEqual(living.writes(), []);
    assert.equal(threads().length, 1);
  });

  it('resolves what it said when the dispute is over', async () => {
    await commit({ 'apim/a': 'theirs' });
    await living.keep();
    await living.keep({ changes: [edit('apim/a', 'theirs')] });
    assert.deepEqual(
      threads().map(({ status }) => status),
      ['fixed'],
    );
  });

  it('names a conflict with the target, once, and decides nothing', async () => {
    await commit({ 'apim/c': 'theirs' });
    await commit({ 'apim/c': 'in main' }, 'main');
    await living.keep();
    await living.keep();
    assert.equal((await living.content())['apim/c'], 'theirs');
    const [thread, ...more] = threads();
    assert.equal(more.length, 0);
    assert.match(thread?.comments[0]?.content ?? '', /`main` has changed and could not be merged/);
    assert.match(thread?.comments[0]?.content ?? '', /- `apim\/c`/);
  });

  it('takes a merge of theirs for what it is: the target’s changes are nobody’s', async () => {
    const target = await commit({ 'apim/c': '9' }, 'main');
    const { bare } = living.repository;
    const tip = (await living.tip()) ?? '';
    const merge = await bare.commit((await bare.mergedTree(tip, target)) ?? '', [tip, target], 'Merge main', {
      name: 'Ann',
      email: 'ann@contoso.com',
    });
    await bare.updateRef(`refs/heads/${ours}`, merge, tip);
    await living.keep({ changes: [edit('apim/c', '10'), edit('apim/a', '2')] });
    assert.equal((await living.content())['apim/c'], '10');
    assert.deepEqual(threads(), []);
    assert.deepEqual(await onlyParents(), [merge]);
  });

  it('counts a commit of ours that somebody amended as theirs', async () => {
    const { bare } = living.repository;
    const tip = (await living.tip()) ?? '';
    const { tree, parents, message } = await bare.describe(tip);
    const target = await commit({ 'apim/c': '9' }, 'main');
    const env = { GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@contoso.com' };
    const { git } = await import('../../emulator/azure-devops/git.ts');
    const amended = await git(bare.path, ['commit-tree', tree, '-p', parents[0] ?? ''], {
      input: message,
      env,
    });
    await bare.updateRef(`refs/heads/${ours}`, amended.text, tip);
    await living.keep();
    assert.deepEqual(await onlyParents(), [amended.text, target]);
  });

  it('is not closed while it holds their work, and begins again after it was merged', async () => {
    await commit({ 'docs/x': 'x' });
    assert.equal((await living.keep({ changes: [] })).kind, 'updated');
    assert.equal((await living.content())['apim/a'], '1');
    await living.repository.complete(1, { squashMerge: true });
    const target = await commit({ 'apim/c': '9' }, 'main');
    await living.keep({ changes: [edit('apim/a', '3')] });
    assert.deepEqual(await onlyParents(), [target]);
  });

  it('survives a merge that never ends, with a word about it', async () => {
    await commit({ 'docs/x': 'x' });
    await commit({ 'apim/c': '9' }, 'main');
    const body = { mergeOperationId: 1, status: 'inProgress' };
    living.devops.faults.push({
      method: 'GET',
      path: /merges\/1$/,
      times: 99,
      answer: { status: 200, body },
    });
    await assert.rejects(living.keep(), {
      code: 'REPOSITORY_UNREACHABLE',
      message: /did not finish to merge/,
    });
  });
});
