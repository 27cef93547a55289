import assert from 'node:assert/strict';
import { add, edit, ours, startLiving, type Living } from '../../test/services/living-pull-request.ts';

describe('keepPullRequest', () => {
  let living: Living;

  beforeEach(async () => {
    living = await startLiving();
  });
  afterEach(() => living.stop());

  const keep: Living['keep'] = (wanted) => living.keep(wanted);
  const content: Living['content'] = (branch) => living.content(branch);
  const pushes = () => living.devops.requests.entries.filter(({ path }) => path.endsWith('/pushes')).length;
  const proposed = { 'readme.md': '#', 'apim/a': '2', 'apim/c': '1', 'apim/new': 'n' };

  it('makes the branch from the target and opens the pull request', async () => {
    const kept = await keep();
    assert.deepEqual(await content(), proposed);
    assert.deepEqual(kept, { kind: 'created', id: 1, commit: await living.tip(), missing: [] });
    assert.equal(living.opened.pullRequestUrl(1), `${living.repository.webUrl}/pullrequest/1`);
    const { parents } = await living.repository.bare.describe(ours);
    assert.deepEqual(parents, [await living.tip('main')]);
    assert.match(living.request().description, /\nWhat changed\.\n/);
    await living.repository.complete(1);
    assert.deepEqual(await content('main'), proposed);
  });

  it('writes nothing the second time', async () => {
    const first = await keep();
    living.devops.requests.clear();
    assert.deepEqual(await keep(), { ...first, kind: 'updated' });
    assert.deepEqual(Object.keys(living.devops.requests.totals()), ['GET 200']);
  });

  it('proposes what .gitignore names too: nobody adds files by a rule (story 26)', async () => {
    await living.repository.commit('main', { '.gitignore': '*\n' }, 'Ignore all');
    assert.equal((await keep()).kind, 'created');
    assert.deepEqual(await content(), { ...proposed, '.gitignore': '*\n' });
  });

  it('proposes nothing when nothing differs', async () => {
    assert.deepEqual(await keep({ changes: [] }), { kind: 'none' });
    assert.deepEqual(await keep({ changes: [edit('apim/a', '1')] }), { kind: 'none' });
    assert.equal(await living.tip(), undefined);
  });

  it('makes one pull request of five runs, and keeps its votes and threads (story 46)', async () => {
    await keep();
    living.request().reviewers.push({ id: 'ann', displayName: 'Ann', isRequired: false, vote: 10 });
    living.request().threads.push({
      id: 1,
      status: 'active',
      comments: [{ id: 1, parentCommentId: 0, content: 'Why?', commentType: 'text' }],
      properties: {},
    });
    for (const value of ['3', '4', '5', '6']) {
      if (value === '4') await living.repository.commit('main', { 'apim/c': value, other: value }, 'more');
      assert.equal((await keep({ changes: [edit('apim/a', value)] })).kind, 'updated');
    }
    assert.equal(living.repository.pullRequests.length, 1);
    assert.equal(living.request().reviewers[0]?.vote, 10);
    assert.equal(living.request().threads[0]?.comments[0]?.content, 'Why?');
    assert.deepEqual((await content())['apim/a'], '6');
    await living.repository.complete(1);
  });

  it('begins again at the target’s tip as soon as the target changed the folder', async () => {
    await keep();
    const target = await living.repository.commit('main', { 'apim/c': '9', 'apim/a': '8' }, 'meanwhile');
    await keep();
    const { parents } = await living.repository.bare.describe(ours);
    assert.deepEqual(parents, [target]);
    assert.deepEqual(await content(), { ...proposed, 'apim/c': '9' });
    await living.repository.complete(1);
  });

  it('proposes again what the target changed back, though the branch says it already', async () => {
    await keep({ changes: [edit('apim/c', '2')] });
    await living.repository.commit('main', { 'apim/a': '2' }, 'a person’s change');
    await keep({ changes: [edit('apim/c', '2'), edit('apim/a', '1')] });
    await living.repository.complete(1);
    assert.equal((await content('main'))['apim/a'], '1');
  });

  it('leaves the branch alone when the target changed elsewhere: votes stay', async () => {
    await keep();
    await living.repository.commit('main', { 'docs/x': 'x' }, 'elsewhere');
    living.writes();
    await keep();
    assert.deepEqual(living.writes(), []);
    await living.repository.complete(1);
    assert.deepEqual(await content('main'), { ...proposed, 'docs/x': 'x' });
  });

  it('opens another pull request when the last one was completed', async () => {
    await keep();
    await living.repository.complete(1);
    assert.equal((await keep({ changes: [edit('apim/c', '9')] })).kind, 'created');
    await living.repository.complete(2);
    assert.deepEqual(await content('main'), { ...proposed, 'apim/c': '9' });
  });

  it('begins again at the target after a squash merge that kept the branch', async () => {
    await keep();
    await living.repository.complete(1, { squashMerge: true });
    await keep({ changes: [edit('apim/a', '3')] });
    await living.repository.complete(2);
    assert.deepEqual(await content('main'), { ...proposed, 'apim/a': '3' });
  });

  it('names the right it lacks to begin again', async () => {
    await keep();
    await living.repository.complete(1, { squashMerge: true });
    living.devops.denied.add('ForcePush');
    await assert.rejects(keep({ changes: [edit('apim/a', '3')] }), {
      code: 'REPOSITORY_REFUSED',
      message: /ForcePushRequired/,
      remedy:
        /Shop > Repositories > gitops > Security set "Force push .* for "Shop Build Service \(contoso\)"/,
    });
  });

  it('renews its text, and leaves alone what people wrote', async () => {
    await keep();
    const made = living.request();
    made.description += '\nTested by Ann.';
    made.title = 'Ann’s title';
    await keep({ title: 'New', description: 'New text.' });
    assert.equal(made.title, 'Ann’s title');
    assert.match(made.description, /\nNew text\.\n.*\nTested by Ann\.$/s);
    made.description = made.description.replace('New text.', 'Better text.');
    await keep({ title: 'Newer', description: 'Newer text.' });
    assert.match(made.description, /Better text/);
  });

  it('shortens a description that the service would refuse', async () => {
    await keep({ description: 'line of text\n'.repeat(1000) });
    assert.ok(living.request().description.length <= 4000);
  });

  it('splits what does not fit into one push', async () => {
    const large = Array.from({ length: 4 }, (_, n) => add(`apim/large${n}`, String(n).repeat(8_000_000)));
    await keep({ changes: large });
    assert.equal(pushes(), 2);
    assert.equal((await content())['apim/large3']?.length, 8_000_000);
    const tooLarge = [add('apim/huge', 'x'.repeat(19_000_000))];
    await assert.rejects(keep({ changes: tooLarge }), {
      code: 'REPOSITORY_REFUSED',
      message: /apim\/huge|huge is too/,
    });
  }).timeout(60_000);

  it('takes 10,000 files', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      add(`apim/apis/a${n % 100}/f${n}.json`, `{"n": ${n % 50}}`),
    );
    await keep({ changes: many });
    assert.equal(Object.keys(await content()).length, 10_004);
    living.writes();
    await keep({ changes: many });
    assert.deepEqual(living.writes(), []);
  }).timeout(120_000);

  it('ends with one pull request and a sound branch when two run at once', async () => {
    const two = await Promise.all([keep(), keep({ changes: [edit('apim/a', '7')] })]);
    assert.deepEqual(new Set(two.map((one) => 'id' in one && one.id)), new Set([1]));
    assert.equal(living.repository.pullRequests.length, 1);
    assert.ok(['2', '7'].includes((await content())['apim/a'] ?? ''));
    await keep();
    assert.deepEqual(await content(), proposed);
  });

  it('does so also when both begin again, and when others have committed', async () => {
    await keep();
    await living.repository.commit('main', { 'apim/c': '9' }, 'meanwhile');
    await Promise.all([keep(), keep()]);
    assert.deepEqual(await content(), { ...proposed, 'apim/c': '9' });
    await living.repository.commit(ours, { 'docs/x': 'x' }, 'by hand');
    await living.repository.commit('main', { 'apim/c': '10' }, 'meanwhile');
    await Promise.all([keep(), keep()]);
    assert.deepEqual(await content(), { ...proposed, 'apim/c': '10', 'docs/x': 'x' });
    assert.equal(living.repository.pullRequests.length, 1);
  });

  it('makes a push again that somebody overtook', async () => {
    await keep();
    const body = { message: "TF401028: The reference 'x' has already been updated by another client." };
    living.devops.faults.push({ path: /pushes$/, nth: 1, times: 2, answer: { status: 409, body } });
    await keep({ changes: [edit('apim/a', '5')] });
    assert.equal((await content())['apim/a'], '5');
    const gone = { message: "TF401035: The object 'x' does not exist." };
    living.devops.faults.push({ path: /pushes$/, times: 1, answer: { status: 500, body: gone } });
    await keep({ changes: [edit('apim/a', '6')] });
    assert.equal((await content())['apim/a'], '6');
    living.devops.faults.push({ path: /pushes$/, times: 9, answer: { status: 409, body } });
    await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', message: /TF401028/ });
  });

  it('finds a push that arrived although the connection broke, and repeats one that did not', async () => {
    const answer = { status: 0, reset: true };
    living.devops.faults.push({ path: /pushes$/, times: 1, answer, afterwards: true });
    await keep();
    assert.equal(pushes(), 1);
    living.devops.faults.push({ path: /pushes$/, times: 1, answer });
    await keep({ changes: [edit('apim/a', '7')] });
    assert.equal(pushes(), 3);
    assert.equal((await content())['apim/a'], '7');
  });

  it('finds its pull request although the answer was lost', async () => {
    living.devops.faults.push({
      method: 'POST',
      path: /pullRequests$/,
      times: 1,
      answer: { status: 0, reset: true },
      afterwards: true,
    });
    assert.equal((await keep()).kind, 'created');
    assert.equal(living.repository.pullRequests.length, 1);
  });

  const refusals = [
    ['GenericContribute', /set "Contribute" to Allow for "Shop Build Service \(contoso\)"/],
    ['CreateBranch', /set "Create branch" to Allow/],
    ['PullRequestContribute', /set "Contribute to pull requests" to Allow/],
  ] as const;
  for (const [permission, remedy] of refusals) {
    it(`says what is missing without ${permission} (story 46)`, async () => {
      living.devops.denied.add(permission);
      await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', remedy });
    });
  }

  it('names the collection’s build service when the job acts as that', async () => {
    living.devops.denied.add('GenericContribute');
    living.devops.switches.collectionIdentity = true;
    await assert.rejects(keep(), { remedy: /"Project Collection Build Service \(contoso\)"/ });
  });

  it('says no to missing branches, protected branches and lost rights to read', async () => {
    await assert.rejects(keep({ targetBranch: 'none' }), { code: 'BRANCH_NOT_FOUND' });
    living.repository.protectedBranches.add('refs/heads/apim-extract/contoso');
    await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', message: /TF402455/ });
    living.devops.denied.add('Read');
    await assert.rejects(keep(), { code: 'REPOSITORY_NOT_FOUND', message: /TF401019/ });
  });
});
