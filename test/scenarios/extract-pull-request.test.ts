import assert from 'node:assert/strict';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { textsOf } from '../services/world-files.ts';

describe('An extraction keeps one pull request', () => {
  const world = bundledWorldForTests();

  const pullRequests = () => world.repository.pullRequests;
  const branches = () => world.repository.bare.refs('refs/heads/');

  it('creates one with all files of the folder and nothing else', async () => {
    const run = await world.extract();
    assertGreen(run);
    const [pullRequest, ...more] = pullRequests();
    assert.ok(pullRequest !== undefined && more.length === 0, seen(run));
    assert.equal(pullRequest.targetRefName, 'refs/heads/main');
    assert.equal(pullRequest.title, 'Extract from API Management contoso-dev');
    assert.equal(pullRequest.sourceRefName, 'refs/heads/apim-extract/contoso-dev');
    assert.match(pullRequest.description, /contoso-dev/);
    assert.ok(pullRequest.description.length <= 4000);
    const branch = pullRequest.sourceRefName.replace('refs/heads/', '');
    const paths = [...(await world.repository.files(branch)).keys()];
    const added = paths.filter((path) => path.startsWith('apim-artifacts/'));
    assert.ok(added.includes('apim-artifacts/apis/petstore/specification.yaml'), added.join('\n'));
    assert.deepEqual(run.outputs, {
      hasChanges: 'true',
      addedCount: String(added.length),
      changedCount: '0',
      removedCount: '0',
      pullRequestId: String(pullRequest.pullRequestId),
      pullRequestUrl: `${world.repository.webUrl}/pullrequest/${String(pullRequest.pullRequestId)}`,
      pullRequestStatus: 'created',
    });
    assert.deepEqual(
      paths.filter((path) => !added.includes(path)),
      ['README.md'],
    );
  });

  it('leaves the pull request alone while nothing changes, and still says that the target differs', async () => {
    const before = { branches: await branches(), pullRequest: { ...pullRequests()[0] } };
    const run = await world.extract();
    assertGreen(run);
    assert.equal(run.outputs['hasChanges'], 'true');
    assert.equal(run.outputs['pullRequestId'], String(before.pullRequest.pullRequestId));
    assert.deepEqual(
      { branches: await branches(), pullRequest: { ...pullRequests()[0] } },
      before,
      seen(run),
    );
    assert.equal(pullRequests().length, 1);
  });

  it('brings the next change into the same pull request', async () => {
    await world.dev.put('namedValues/shop-host', {
      properties: { displayName: 'shop-host', value: 'shop-new.example.com', tags: ['shop'] },
    });
    const run = await world.extract();
    assertGreen(run);
    assert.equal(pullRequests().length, 1, seen(run));
    const branch = pullRequests()[0]?.sourceRefName.replace('refs/heads/', '') ?? '';
    const files = textsOf(await world.repository.files(branch), 'apim-artifacts');
    assert.match(files['named values/shop-host/namedValueInformation.json'] ?? '', /shop-new\.example\.com/);
  });

  it('has nothing to say once the pull request is merged', async () => {
    await world.repository.complete(pullRequests()[0]?.pullRequestId ?? 0);
    const before = await branches();
    const run = await world.extract();
    assertGreen(run);
    assert.deepEqual(run.outputs, {
      hasChanges: 'false',
      addedCount: '0',
      changedCount: '0',
      removedCount: '0',
      pullRequestId: '',
      pullRequestUrl: '',
      pullRequestStatus: '',
    });
    assert.deepEqual(await branches(), before, seen(run));
    assert.equal(pullRequests().length, 1);
  });

  it('opens a new one for the next change after the merge', async () => {
    await world.dev.put('tags/new', { properties: { displayName: 'New' } });
    const run = await world.extract();
    assertGreen(run);
    assert.deepEqual(
      pullRequests().map(({ status }) => status),
      ['completed', 'active'],
      seen(run),
    );
    assert.equal(run.outputs['addedCount'], '1');
    const branch = pullRequests()[1]?.sourceRefName.replace('refs/heads/', '') ?? '';
    const [inMain, inBranch] = await Promise.all([
      world.repository.files('main'),
      world.repository.files(branch),
    ]);
    const added = [...inBranch.keys()].filter((path) => !inMain.has(path));
    assert.deepEqual(added, ['apim-artifacts/tags/new/tagInformation.json'], seen(run));
  });

  it('is closed with a note when the instance goes back, and its branch goes', async () => {
    await world.dev.delete('tags/new');
    const run = await world.extract();
    assertGreen(run);
    const { hasChanges, pullRequestId, pullRequestStatus } = run.outputs;
    assert.deepEqual([hasChanges, pullRequestId, pullRequestStatus], ['false', '2', 'closed'], seen(run));
    const closed = pullRequests()[1];
    assert.equal(closed?.status, 'abandoned');
    assert.match(
      closed.threads[0]?.comments[0]?.content ?? '',
      /`contoso-dev` and `main` say the same again/,
    );
    assert.deepEqual(
      (await branches()).map(({ name }) => name),
      ['refs/heads/main'],
    );
    assert.match(run.summary ?? '', /\[Pull request 2\]\(.*\) was closed: nothing differs any more/);
  });
});

describe('Where the pull request goes', () => {
  const world = bundledWorldForTests();

  it('is the branch, the folder and the title that the inputs name', async () => {
    await world.repository.commit('release/next', { 'NEXT.md': 'next\n' }, 'Begin next');
    const run = await world.extract({
      targetBranch: 'release/next',
      artifactsFolder: 'apim/dev',
      pullRequestTitle: 'What dev is today',
    });
    assertGreen(run);
    const [pullRequest] = world.repository.pullRequests;
    assert.equal(pullRequest?.targetRefName, 'refs/heads/release/next', seen(run));
    assert.equal(pullRequest.title, 'What dev is today');
    const branch = pullRequest.sourceRefName.replace('refs/heads/', '');
    const paths = [...(await world.repository.files(branch)).keys()];
    assert.ok(paths.includes('NEXT.md'), 'The branch begins at its target.');
    assert.ok(paths.includes('apim/dev/apis/petstore/apiInformation.json'));
    assert.ok(paths.every((path) => path.endsWith('.md') || path.startsWith('apim/dev/')));
  });

  it('is a branch beside it for another target, folder or instance', async () => {
    assertGreen(await world.extract());
    assertGreen(await world.extract({ serviceName: 'contoso-prod' }));
    const sources = world.repository.pullRequests.map(({ sourceRefName }) => sourceRefName);
    assert.equal(new Set(sources).size, 3, sources.join(', '));
  });

  for (const [words, repository] of [
    ['a repository named by its name', 'apis-of-others'],
    ['a repository of another project', 'Fabrikam/apis'],
  ] as const)
    it(`is ${words}`, async () => {
      const { azureDevOps } = world.emulators;
      const [name = '', inOther] = repository.split('/').reverse();
      if (inOther !== undefined) azureDevOps.addProject(inOther);
      const files = { 'README.md': 'others\n' };
      const other = await azureDevOps.addRepository(inOther ?? 'Contoso', name, { files, branch: 'trunk' });
      const before = world.repository.pullRequests.length;
      const run = await world.extract({ repository });
      assertGreen(run);
      assert.equal(other.pullRequests[0]?.targetRefName, 'refs/heads/trunk', seen(run));
      assert.ok(run.outputs['pullRequestUrl']?.startsWith(other.webUrl), seen(run));
      assert.equal(world.repository.pullRequests.length, before);
    });

  it('needs neither a working folder nor a checkout', async () => {
    const run = await world.extract({}, { workingDirectory: '/' });
    assertGreen(run);
  });
});

describe('What a pull request says first', () => {
  const world = bundledWorldForTests();

  it('is who more reaches an API: by a gateway of one’s own, and by the managed one where that serves it too', async () => {
    await world.dev.put('gateways/edge', { properties: { locationData: { name: 'here' } } });
    for (const api of ['petstore', 'trains']) await world.dev.put(`gateways/edge/apis/${api}`, {});
    await world.dev.delete('gateways/managed/apis/trains');
    const run = await world.extract();
    assertGreen(run);
    const description = world.repository.pullRequests[0]?.description ?? '';
    const [, reachable = ''] = /### Becomes reachable \(\d+\)\n\n((?:- .*\n)+)/.exec(description) ?? [];
    assert.match(reachable, /\*\*API petstore\*\*: is served by the gateway edge\n/, seen(run));
    assert.match(reachable, /\*\*API petstore\*\*: is served by the managed gateway\n/);
    assert.match(reachable, /\*\*API trains\*\*: is served by the gateway edge\n/);
    assert.doesNotMatch(reachable, /API trains\*\*: is served by the managed/);
    assert.ok(run.summary?.includes(reachable));
  });

  it('is not said again once it is merged', async () => {
    await world.repository.complete(1);
    const run = await world.extract();
    assertGreen(run);
    assert.doesNotMatch(run.summary ?? '', /reachable/);
    assert.equal(run.outputs['hasChanges'], 'false');
  });
});
