import assert from 'node:assert/strict';
import { join } from 'node:path';
import { git } from '../../emulator/azure-devops/git.ts';
import { headerPolicy } from '../services/world-content.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { startWorld, type World } from '../services/world.ts';
import { assertDoneWithIssues, assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const usual = 'apim-extract/contoso-dev';
const host = (value: string) => ({ properties: { displayName: 'shop-host', value, tags: ['shop'] } });

describe('One living pull request', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ switches: quick });
  });
  after(async () => {
    assert.equal((await git(world.repository.path, ['fsck', '--strict', '--no-dangling'])).text, '');
    await world.stop();
  });

  const requests = () => world.repository.pullRequests;
  const latest = () => requests().at(-1) ?? assert.fail('There is no pull request.');
  const textOf = async (branch: string, path: string) =>
    (await world.repository.files(branch)).get(`apim-artifacts/${path}`)?.toString() ?? '';
  const shopHost = 'named values/shop-host/namedValueInformation.json';

  it('is one after five runs with five changes, on a branch named after the instance', async () => {
    for (const value of ['a', 'b', 'c', 'd', 'e']) {
      await world.dev.put('namedValues/shop-host', host(`${value}.example.com`));
      assertGreen(await world.extract());
    }
    assert.equal(requests().length, 1);
    assert.equal(latest().sourceRefName, `refs/heads/${usual}`);
    assert.match(await textOf(usual, shopHost), /e\.example\.com/);
  });

  it('keeps a commit of somebody else, and merges the target in', async () => {
    const path = 'apim-artifacts/README.md';
    await world.repository.commit(usual, { [path]: 'by hand\n' }, 'Explain');
    await world.repository.commit('main', { 'apim-artifacts/notes.md': 'in main\n' }, 'Notes');
    const run = await world.extract();
    assertGreen(run);
    const files = await world.repository.files(usual);
    assert.equal(files.get(path)?.toString(), 'by hand\n', seen(run));
    assert.equal(files.get('apim-artifacts/notes.md')?.toString(), 'in main\n');
    assert.ok(
      run.log.some((line) => line.includes(`Merged main into ${usual}`)),
      seen(run),
    );
  });

  it('names a file that both changed in one thread, and leaves it alone', async () => {
    const theirs = (await textOf(usual, shopHost)).replace('e.example.com', 'theirs.example.com');
    await world.repository.commit(usual, { [`apim-artifacts/${shopHost}`]: theirs }, 'Better host');
    for (let times = 0; times < 2; times++) assertGreen(await world.extract());
    assert.match(await textOf(usual, shopHost), /theirs\.example\.com/);
    const words = latest().threads.filter(({ status }) => status === 'active');
    assert.equal(words.length, 1);
    assert.ok(words[0]?.comments[0]?.content?.includes(`apim-artifacts/${shopHost}`));
  });

  it('ends two runs at once with one pull request', async () => {
    await world.repository.complete(latest().pullRequestId, { squashMerge: true, deleteSourceBranch: true });
    await world.dev.put('namedValues/shop-host', host('both.example.com'));
    const runs = await Promise.all([world.extract(), world.extract()]);
    for (const run of runs) assertGreen(run);
    assert.equal(requests().filter(({ status }) => status === 'active').length, 1);
    assert.match(await textOf(usual, shopHost), /both\.example\.com/);
  });

  it('respects that somebody abandoned it, and opens it again where the input says so', async () => {
    latest().status = 'abandoned';
    const respected = await world.extract();
    assertGreen(respected);
    assert.deepEqual(
      [respected.outputs['pullRequestStatus'], respected.outputs['hasChanges']],
      ['abandoned', 'true'],
      seen(respected),
    );
    assert.match(respected.summary ?? '', /was abandoned, so none is made/);
    const reopened = await world.extract({ reopen: 'true' });
    assert.equal(reopened.outputs['pullRequestStatus'], 'reopened', seen(reopened));
    assert.equal(latest().status, 'active');
  });

  it('is another one for another filter, folder or title, and none fights another', async () => {
    await writeFileAt(join(world.folder, 'team.yaml'), 'apis: [petstore]\n');
    await world.dev.put('apis/petstore/policies/policy', {
      properties: { format: 'rawxml', value: headerPolicy('x-a', '1') },
    });
    const before = requests().length;
    for (let times = 0; times < 2; times++) {
      assertGreen(await world.extract({ filterFile: 'team.yaml' }));
      assertGreen(await world.extract({ artifactsFolder: 'other' }));
      assertGreen(await world.extract());
    }
    assert.equal(requests().length, before + 2);
    const names = requests()
      .filter(({ status }) => status === 'active')
      .map(({ sourceRefName }) => sourceRefName);
    assert.equal(new Set(names).size, 3, names.join());
  });

  it('says no to a branch that carries another extraction', async () => {
    const run = await world.extract({ artifactsFolder: 'third', sourceBranch: usual });
    assertRed(
      run,
      'BRANCH_IN_USE',
      /carries pull request \d+, which is about instance contoso-dev/,
      /sourceBranch/,
    );
  });

  it('needs no right to force while the target did not move, and names it when it did', async () => {
    const { azureDevOps } = world.emulators;
    azureDevOps.denied.add('ForcePush');
    await world.dev.put('namedValues/shop-host', host('once-more.example.com'));
    assertGreen(await world.extract());
    await world.repository.commit('main', { 'apim-artifacts/notes.md': 'again\n' }, 'Notes');
    assertRed(
      await world.extract(),
      'REPOSITORY_REFUSED',
      /ForcePushRequired/,
      /"Force push \(.*Contoso Build Service/,
    );
    azureDevOps.denied.clear();
    assertGreen(await world.extract());
  });
});

describe('What exists already', () => {
  const world = bundledWorldForTests({ switches: quick });
  before(async () => {
    await world.extract();
    await world.repository.complete(1);
  });

  it('is what the target branch holds, byte for byte: line ends, marks, whatever is checked out', async () => {
    const path = 'apim-artifacts/tags/public/tagInformation.json';
    const text = (await world.repository.files('main')).get(path)?.toString() ?? '';
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const rules = { '.gitattributes': '* text=auto eol=lf\n', '.gitignore': 'apim-artifacts/\n' };
    await world.repository.commit('main', { ...rules, [path]: windows }, 'On Windows');
    await world.checkout();
    await writeFileAt(join(world.folder, path), '{}');
    const run = await world.extract();
    assertGreen(run);
    assert.equal(run.outputs['hasChanges'], 'false', seen(run));
  });

  it('is refused in words where it is kept in Git LFS', async () => {
    const path = 'apim-artifacts/apis/uspto/specification.yaml';
    const files = await world.repository.files('main');
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    await world.repository.commit('main', { [path]: pointer }, 'Into LFS');
    assertRed(await world.extract(), 'INVALID_FILE', /kept in Git LFS/, /git lfs migrate/);
    await world.repository.commit('main', { [path]: files.get(path) ?? null }, 'Out of LFS');
  });

  it('needs three requests to be read', async () => {
    const { requests } = world.emulators.azureDevOps;
    requests.clear();
    assertGreen(await world.extract());
    const reads = requests.entries.filter(({ path }) => /\/(?:refs|items|blobs)/.test(path));
    assert.equal(reads.length, 3, reads.map(({ path }) => path).join('\n'));
  });
});

describe('What the inputs give a pull request', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ switches: quick });
  });
  afterEach(() => world.stop());

  it('is there: reviewers, labels, work items, draft, a title with variables, in another project too', async () => {
    const { azureDevOps } = world.emulators;
    azureDevOps.addProject('Fabrikam');
    const other = await azureDevOps.addRepository('Fabrikam', 'apis', { files: { 'README.md': '#\n' } });
    const ann = azureDevOps.directory.addPerson('Ann', 'ann@contoso.com');
    const owners = azureDevOps.directory.addGroup('[Fabrikam]\\API owners');
    azureDevOps.workItems.add('12');
    const run = await world.extract({
      repository: 'Fabrikam/apis',
      reviewers: 'ann@contoso.com\nrequired: API owners',
      labels: 'apim, nightly',
      workItems: '#12',
      draft: 'true',
      pullRequestTitle: '{service} ({resourceGroup}) into {branch}: {count} differ',
    });
    assertGreen(run);
    const [made] = other.pullRequests;
    const [, count = ''] = /^## ApimExtract: (\d+) new in contoso-dev/.exec(run.summary ?? '') ?? [];
    assert.ok(Number(count) > 20, seen(run));
    assert.equal(made?.title, `contoso-dev (apis) into main: ${count} differ`);
    assert.deepEqual(
      made.reviewers.map(({ id, isRequired }) => [id, isRequired]),
      [
        [ann.id, false],
        [owners.id, true],
      ],
    );
    assert.deepEqual(made.labels, [{ name: 'apim' }, { name: 'nightly' }]);
    assert.deepEqual([made.workItems, made.isDraft], [['12'], true]);
  });

  it('ends with issues when a required reviewer is missing in the end', async () => {
    const owners = world.emulators.azureDevOps.directory.addGroup('[Contoso]\\API owners');
    world.repository.withoutAccess.add(owners.id);
    const run = await world.extract({ reviewers: 'required: API owners' });
    assertDoneWithIssues(run);
    assert.ok(
      run.issues.some(({ message }) => message.includes('no reviewer API owners, who is required')),
      seen(run),
    );
  });

  it('fails before anything is read or pushed when nobody knows a reviewer', async () => {
    const run = await world.extract({ reviewers: 'nobody@contoso.com' });
    assertRed(run, 'INVALID_INPUT', /"reviewers" names "nobody@contoso\.com"/);
    assert.equal(world.repository.pullRequests.length, 0);
    assert.equal(await world.repository.bare.tip(`refs/heads/${usual}`), undefined);
  });

  it('leaves the branch where it is not to be deleted, and the choice of the merge where there is one', async () => {
    world.repository.requiredApprovals = 0;
    const inputs = { autoComplete: 'true', mergeStrategy: 'noFastForward', deleteSourceBranch: 'false' };
    assertGreen(await world.extract(inputs));
    assert.equal(world.repository.pullRequests[0]?.status, 'completed');
    assert.notEqual(await world.repository.bare.tip(`refs/heads/${usual}`), undefined);
    assert.equal((await world.repository.bare.describe('refs/heads/main')).parents.length, 2);
  });

  it('completes it where auto-complete is asked for and no policy stands against it', async () => {
    world.repository.requiredApprovals = 0;
    const run = await world.extract({ autoComplete: 'true', mergeStrategy: 'Squash' });
    assertGreen(run);
    assert.equal(world.repository.pullRequests[0]?.status, 'completed', seen(run));
    assert.equal(await world.repository.bare.tip(`refs/heads/${usual}`), undefined);
    assert.equal((await world.repository.bare.describe('refs/heads/main')).parents.length, 1);
    assert.equal((await world.extract()).outputs['hasChanges'], 'false');
  });
});
