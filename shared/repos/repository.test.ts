import assert from 'node:assert/strict';
import type { AzureDevOpsEmulator } from '../../emulator/azure-devops/azure-devops-emulator.ts';
import type { EmulatedRepository } from '../../emulator/azure-devops/repository.ts';
import { startedAzureDevOps } from '../../emulator/azure-devops/started.ts';
import { silent } from '../log/log.ts';
import { blobId } from './blob-id.ts';
import { openRepository, type RepositoryOptions } from './repository.ts';

const bytes = Buffer.from([0, 255, 13, 10, 128]);
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n';

describe('Repository', () => {
  let devops: AzureDevOpsEmulator;
  let authority: string;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;
  let waits: number[];

  beforeEach(async () => {
    ({ devops, authority, stop } = await startedAzureDevOps());
    devops.addProject('Shop');
    const files = { 'readme.md': '#', 'apim/a.json': '{}', 'apim/deep/ä b.bin': bytes, 'apim2/x': 'x' };
    repository = await devops.addRepository('Shop', 'gitops', { files });
    waits = [];
  });

  afterEach(() => stop());

  const clock = {
    now: () => 0,
    sleep: (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  const open = (changes: Partial<RepositoryOptions> = {}) =>
    openRepository({
      collectionUri: devops.collectionUri,
      project: 'Shop',
      repository: 'gitops',
      token: 'job',
      log: silent,
      wayOut: { authorities: [authority] },
      clock,
      ...changes,
    });

  it('knows its default branch and its page', async () => {
    const opened = await open({ repository: repository.id });
    assert.equal(opened.defaultBranch, 'main');
    assert.equal(opened.webUrl, repository.webUrl);
  });

  it('gives the tree of a folder with blob ids, and single contents', async () => {
    const tree = await (await open()).tree('refs/heads/main', './apim/');
    assert.equal(tree.branch, 'main');
    assert.equal(tree.commit, await repository.bare.tip('refs/heads/main'));
    assert.deepEqual([...tree.blobs.keys()], ['a.json', 'deep/ä b.bin']);
    assert.equal(tree.blobs.get('deep/ä b.bin'), blobId(bytes));
    assert.deepEqual(await tree.read('deep/ä b.bin'), bytes);
  });

  it('takes a missing folder for empty, the root for everything, and a file for a mistake', async () => {
    const opened = await open();
    assert.equal((await opened.tree('main', 'nowhere')).blobs.size, 0);
    assert.equal((await opened.tree('main', '/')).blobs.size, 4);
    await assert.rejects(opened.tree('main', 'readme.md'), { code: 'FOLDER_NOT_FOUND' });
  });

  it('takes a branch by its whole name', async () => {
    await repository.commit('main2', { 'apim/new': '1' }, 'other');
    await assert.rejects((await open()).tree('mai', 'apim'), { code: 'BRANCH_NOT_FOUND' });
    assert.equal((await (await open()).tree('main', 'apim')).blobs.size, 2);
  });

  it('finds an empty repository empty', async () => {
    await devops.addRepository('Shop', 'empty');
    const opened = await open({ repository: 'empty' });
    assert.equal(opened.defaultBranch, undefined);
    const tree = await opened.tree('main', 'apim');
    assert.equal(tree.commit, '0'.repeat(40));
    assert.equal(tree.blobs.size, 0);
  });

  it('reads a folder of many files in three requests: branch, list, zip', async () => {
    const many = Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`apim/f${n}`, `content ${n}`]));
    await repository.commit('main', many, 'many');
    const opened = await open();
    devops.requests.clear();
    const { files } = await opened.files('main', 'apim');
    assert.equal(files.size, 1202);
    assert.equal(Buffer.from(files.get('f77') ?? []).toString(), 'content 77');
    assert.equal(devops.requests.entries.length, 3);
  });

  it('reads files by the hundreds, or one by one, where no zip of the folder comes', async () => {
    devops.faults.push({ path: /items\?path=/, answer: { status: 200, body: 'no zip' } });
    assert.deepEqual((await (await open()).files('main', 'apim')).files.get('deep/ä b.bin'), bytes);
    devops.faults.push({ method: 'POST', path: /blobs$/, answer: { status: 200, body: 'no zip at all' } });
    assert.deepEqual((await (await open()).files('main', 'apim')).files.get('deep/ä b.bin'), bytes);
  });

  it('refuses Git LFS pointers', async () => {
    await repository.commit('main', { 'apim/big.json': pointer }, 'lfs');
    const opened = await open();
    const refusal = { code: 'INVALID_FILE', message: /big.json is kept in Git LFS/ };
    await assert.rejects(opened.files('main', 'apim'), refusal);
    await assert.rejects((await opened.tree('main', 'apim')).read('big.json'), refusal);
  });

  it('does not take an answer that broke off for an empty folder', async () => {
    devops.faults.push({ path: /items/, times: 1, answer: { status: 200, body: '{"value": [' } });
    assert.equal((await (await open()).tree('main', 'apim')).blobs.size, 2);
    devops.faults.push({ path: /items/, times: 9, answer: { status: 200, body: '{"value": [' } });
    await assert.rejects((await open()).tree('main', 'apim'), { code: 'REPOSITORY_UNREACHABLE' });
  });

  it('waits as long as it is told to', async () => {
    const answer = { status: 429, headers: { 'retry-after': '17' }, body: 'slow down' };
    devops.faults.push({ path: /refs$/, times: 2, answer });
    await (await open()).tree('main', 'apim');
    assert.deepEqual(waits, [17_000, 17_000]);
  });

  it('follows no redirect, neither to another host nor to another port', async () => {
    for (const location of [devops.collectionUri, devops.collectionUri.replace('localhost', '127.0.0.1')]) {
      devops.requests.clear();
      devops.faults.push({
        path: /repositories\/gitops$/,
        times: 1,
        answer: { status: 302, headers: { location } },
      });
      await assert.rejects(open(), { code: 'REPOSITORY_REFUSED', message: /302, a web page came/ });
      assert.deepEqual(
        devops.requests.entries.map(({ path }) => path).filter((path) => path === '/contoso/'),
        [],
      );
    }
  });
});
