import assert from 'node:assert/strict';
import type { AzureDevOpsEmulator } from '../../emulator/azure-devops/azure-devops-emulator.ts';
import { git } from '../../emulator/azure-devops/git.ts';
import type { EmulatedRepository } from '../../emulator/azure-devops/repository.ts';
import { startedAzureDevOps } from '../../emulator/azure-devops/started.ts';
import { silent } from '../log/log.ts';
import type { FileChange } from './file-change.ts';
import { openRepository, type Repository, type WantedPullRequest } from './repository.ts';

const edit = (path: string, content: string): FileChange => ({
  kind: 'edit',
  path,
  content: Buffer.from(content),
});
const add = (path: string, content: string): FileChange => ({
  kind: 'add',
  path,
  content: Buffer.from(content),
});
const changes = [edit('apim/a', '2'), add('apim/new', 'n'), { kind: 'delete', path: 'apim/b' } as const];

describe('keepPullRequest', () => {
  let devops: AzureDevOpsEmulator;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;
  let opened: Repository;

  beforeEach(async () => {
    const started = await startedAzureDevOps();
    ({ devops, stop } = started);
    devops.addProject('Shop');
    const files = { 'readme.md': '#', 'apim/a': '1', 'apim/b': '1', 'apim/c': '1' };
    repository = await devops.addRepository('Shop', 'gitops', { files });
    opened = await openRepository({
      collectionUri: devops.collectionUri,
      project: 'Shop',
      repository: 'gitops',
      token: 'job',
      log: silent,
      wayOut: { authorities: [started.authority] },
      clock: { now: () => 0, sleep: () => Promise.resolve() },
    });
  });

  afterEach(async () => {
    assert.equal((await git(repository.path, ['fsck', '--strict', '--no-dangling'])).text, '');
    await stop();
  });

  const keep = (wanted: Partial<WantedPullRequest> = {}) =>
    opened.keepPullRequest({
      sourceBranch: 'apim/extract',
      targetBranch: 'main',
      folder: 'apim',
      changes,
      title: 'Extracted',
      description: 'What changed.',
      commitMessage: 'Extract',
      ...wanted,
    });
  const content = async (branch = 'apim/extract') =>
    Object.fromEntries(
      [...(await repository.files(branch))].map(([path, bytes]) => [path, bytes.toString()]),
    );
  const pushes = () => devops.requests.entries.filter(({ path }) => path.endsWith('/pushes')).length;
  const proposed = { 'readme.md': '#', 'apim/a': '2', 'apim/c': '1', 'apim/new': 'n' };

  it('makes the branch from the target and opens the pull request', async () => {
    const kept = await keep();
    assert.deepEqual(await content(), proposed);
    assert.equal(kept?.created, true);
    assert.equal(kept.url, `${repository.webUrl}/pullrequest/1`);
    assert.equal(kept.commit, await repository.bare.tip('refs/heads/apim/extract'));
    const { parents } = await repository.bare.describe(kept.commit);
    assert.deepEqual(parents, [await repository.bare.tip('refs/heads/main')]);
    assert.match(repository.pullRequests[0]?.description ?? '', /\nWhat changed\.\n/);
    await repository.complete(kept.id);
    assert.deepEqual(await content('main'), proposed);
  });

  it('writes nothing the second time', async () => {
    const first = await keep();
    devops.requests.clear();
    assert.deepEqual(await keep(), { ...first, created: false });
    assert.deepEqual(Object.keys(devops.requests.totals()), ['GET 200']);
  });

  it('commits on top of what people committed, and takes back what is not wanted any more', async () => {
    await keep();
    const theirs = await repository.commit('apim/extract', { 'apim/c': 'edited', 'docs/x': 'x' }, 'by hand');
    await keep({ changes: [edit('apim/a', '3')] });
    assert.deepEqual(await content(), {
      'readme.md': '#',
      'docs/x': 'x',
      'apim/a': '3',
      'apim/b': '1',
      'apim/c': '1',
    });
    const { parents } = await repository.bare.describe('refs/heads/apim/extract');
    assert.deepEqual(parents, [theirs]);
    assert.equal(repository.pullRequests.length, 1);
  });

  it('proposes nothing when nothing differs, but brings an open pull request back', async () => {
    assert.equal(await keep({ changes: [] }), undefined);
    assert.equal(await keep({ changes: [edit('apim/a', '1')] }), undefined);
    assert.equal(await repository.bare.tip('refs/heads/apim/extract'), undefined);
    await keep();
    await keep({ changes: [] });
    assert.deepEqual(await content(), await content('main'));
  });

  it('opens another pull request when the last one was completed or abandoned', async () => {
    await keep();
    await repository.complete(1);
    const kept = await keep({ changes: [edit('apim/c', '9')] });
    assert.equal(kept?.id, 2);
    await repository.complete(2);
    assert.deepEqual(await content('main'), { ...proposed, 'apim/c': '9' });
  });

  it('begins again at the target after a squash merge that kept the branch', async () => {
    await keep();
    await repository.complete(1, { squashMerge: true });
    const kept = await keep({ changes: [edit('apim/a', '3')] });
    assert.equal(kept?.id, 2);
    await repository.complete(2);
    assert.deepEqual(await content('main'), { ...proposed, 'apim/a': '3' });
  });

  it('names the right it lacks to begin again, and leaves alone what came after the merge', async () => {
    await keep();
    await repository.complete(1, { squashMerge: true });
    devops.denied.add('ForcePush');
    await assert.rejects(keep({ changes: [edit('apim/a', '3')] }), { remedy: /"Force push"/ });
    const theirs = await repository.commit('apim/extract', { 'docs/x': 'x' }, 'by hand');
    await keep({ changes: [edit('apim/c', '3')] });
    const { parents } = await repository.bare.describe(
      (await repository.bare.tip('refs/heads/apim/extract')) ?? '',
    );
    assert.deepEqual(parents, [theirs]);
  });

  it('renews its text, and leaves alone what people wrote', async () => {
    await keep();
    const [made] = repository.pullRequests;
    assert.ok(made);
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
    assert.ok((repository.pullRequests[0]?.description.length ?? 0) <= 4000);
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

  it('makes a push again that somebody overtook', async () => {
    await keep();
    const body = { message: "TF401028: The reference 'x' has already been updated by another client." };
    devops.faults.push({ path: /pushes$/, nth: 1, times: 2, answer: { status: 409, body } });
    await keep({ changes: [edit('apim/a', '5')] });
    assert.equal((await content())['apim/a'], '5');
    devops.faults.push({ path: /pushes$/, times: 9, answer: { status: 409, body } });
    await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', message: /TF401028/ });
  });

  it('finds a push that arrived although the connection broke, and repeats one that did not', async () => {
    const answer = { status: 0, reset: true };
    devops.faults.push({ path: /pushes$/, times: 1, answer, afterwards: true });
    await keep();
    assert.equal(pushes(), 1);
    devops.faults.push({ path: /pushes$/, times: 1, answer });
    await keep({ changes: [edit('apim/a', '7')] });
    assert.equal(pushes(), 3);
    assert.equal((await content())['apim/a'], '7');
  });

  it('finds its pull request although the answer was lost', async () => {
    devops.faults.push({
      method: 'POST',
      path: /pullRequests$/,
      times: 1,
      answer: { status: 0, reset: true },
      afterwards: true,
    });
    assert.equal((await keep())?.created, true);
    assert.equal(repository.pullRequests.length, 1);
  });

  const refusals = [
    ['GenericContribute', /set "Contribute" to Allow for "Shop Build Service \(contoso\)"/],
    ['CreateBranch', /set "Create branch" to Allow/],
    ['PullRequestContribute', /set "Contribute to pull requests" to Allow/],
  ] as const;
  for (const [permission, remedy] of refusals) {
    it(`says what is missing without ${permission}`, async () => {
      devops.denied.add(permission);
      await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', remedy });
    });
  }

  it('names the collection’s build service when the job acts as that', async () => {
    devops.denied.add('GenericContribute');
    devops.switches.collectionIdentity = true;
    await assert.rejects(keep(), { remedy: /"Project Collection Build Service \(contoso\)"/ });
  });

  it('says no to missing branches, protected branches and lost rights to read', async () => {
    await assert.rejects(keep({ targetBranch: 'none' }), { code: 'BRANCH_NOT_FOUND' });
    repository.protectedBranches.add('refs/heads/apim/extract');
    await assert.rejects(keep(), { code: 'REPOSITORY_REFUSED', message: /TF402455/ });
    devops.denied.add('Read');
    await assert.rejects(keep(), { code: 'REPOSITORY_NOT_FOUND', message: /TF401019/ });
  });
});
