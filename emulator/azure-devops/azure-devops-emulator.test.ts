import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { GitApi } from 'azure-devops-node-api/GitApi.js';
import { BearerCredentialHandler } from 'azure-devops-node-api/handlers/bearertoken.js';
import {
  VersionControlChangeType as Kind,
  VersionControlRecursionType as Recursion,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { AzureDevOpsEmulator } from './azure-devops-emulator.ts';
import { zeros } from './bare-repository.ts';
import { git } from './git.ts';
import type { EmulatedRepository } from './repository.ts';
import { startedAzureDevOps } from './started.ts';

const bytes = Buffer.from([0, 255, 13, 10, 128]);

describe('AzureDevOpsEmulator, seen through GitApi', () => {
  let devops: AzureDevOpsEmulator;
  let caFile: string;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;
  let api: GitApi;

  beforeEach(async () => {
    ({ devops, caFile, stop } = await startedAzureDevOps());
    devops.addProject('Shop');
    const files = { 'readme.md': 'hello\n', 'apis/a.json': '{}', 'apis/deep/ä b.bin': bytes };
    repository = await devops.addRepository('Shop', 'gitops', { files });
    api = client('job');
  });

  afterEach(() => stop());

  const client = (token: string) =>
    new GitApi(devops.collectionUri, [new BearerCredentialHandler(token)], {
      cert: { caFile },
    });
  const tip = async (branch = 'main') =>
    (await api.getRefs('gitops', 'Shop', `heads/${branch}`))[0]?.objectId ?? zeros;
  const push = (branch: string, oldObjectId: string, ...changes: object[]) =>
    api.createPush(
      { refUpdates: [{ name: `refs/heads/${branch}`, oldObjectId }], commits: [{ comment: 'c', changes }] },
      'gitops',
      'Shop',
    );
  const change = (changeType: Kind, path: string, content?: string, contentType = 0) => ({
    changeType,
    item: { path: `/${path}` },
    ...(content === undefined ? {} : { newContent: { content, contentType } }),
  });
  const read = (stream: NodeJS.ReadableStream) => buffer(stream);

  it('finds repositories by name and by id', async () => {
    const found = await api.getRepository('GitOps', 'Shop');
    assert.equal(found.defaultBranch, 'refs/heads/main');
    assert.equal(found.webUrl, repository.webUrl);
    assert.equal((await api.getRepository(repository.id)).name, 'gitops');
    assert.equal((await api.getRepositories('Shop')).length, 1);
    assert.equal(await api.getRepository('other', 'Shop'), null);
  });

  it('lists refs by prefix and items with their blob ids', async () => {
    await repository.commit('main2', { x: '1' }, 'other');
    assert.equal((await api.getRefs('gitops', 'Shop', 'heads/main')).length, 2);
    const version = { version: 'main', versionType: 0 };
    const items = await api.getItems(
      'gitops',
      'Shop',
      '/apis',
      Recursion.Full,
      false,
      false,
      false,
      false,
      version,
    );
    const paths = items.map((item) => `${item.path ?? ''} ${String(item.gitObjectType)}`);
    assert.deepEqual(paths, ['/apis 2', '/apis/a.json 3', '/apis/deep 2', '/apis/deep/ä b.bin 3']);
    assert.equal(items[1]?.objectId, '9e26dfeeb6e641a33dae4961196235bdb965b21b');
    assert.equal(await api.getItems('gitops', 'Shop', '/nowhere', Recursion.Full), null);
  });

  it('hands out contents byte for byte', async () => {
    assert.deepEqual(await read(await api.getItemContent('gitops', '/apis/deep/ä b.bin', 'Shop')), bytes);
    const blob = '9e26dfeeb6e641a33dae4961196235bdb965b21b';
    assert.equal((await read(await api.getBlobContent('gitops', blob, 'Shop'))).toString(), '{}');
    const zip = await read(await api.getBlobsZip([blob], 'gitops', 'Shop'));
    assert.equal(zip.subarray(0, 2).toString(), 'PK');
    assert.ok(zip.includes(blob));
  });

  it('commits adds, edits, deletes and renames, and the repository stays sound', async () => {
    const first = await tip();
    const encoded = bytes.toString('base64');
    const made = await push(
      'main',
      first,
      change(Kind.Add, 'new/file', encoded, 1),
      change(Kind.Edit, 'readme.md', 'bye'),
    );
    assert.equal(made.refUpdates?.[0]?.newObjectId, await tip());
    const rename = { ...change(Kind.Rename, 'readme.txt'), sourceServerItem: '/readme.md' };
    await push('main', await tip(), change(Kind.Delete, 'apis'), rename);
    const files = await repository.files('main');
    assert.deepEqual([...files.keys()].sort(), ['new/file', 'readme.txt']);
    assert.deepEqual(files.get('new/file'), bytes);
    const { text } = await git(repository.path, ['fsck', '--strict', '--no-dangling']);
    assert.equal(text, '');
  });

  it('starts an empty repository with a root commit, and branches from a commit', async () => {
    const empty = await devops.addRepository('Shop', 'empty');
    assert.equal((await api.getRepository('empty', 'Shop')).defaultBranch, undefined);
    assert.equal(await api.getItems('empty', 'Shop', '/', Recursion.Full), null);
    const refUpdates = [{ name: 'refs/heads/trunk', oldObjectId: zeros }];
    await api.createPush(
      { refUpdates, commits: [{ comment: 'c', changes: [change(Kind.Add, 'a', 'a')] }] },
      empty.id,
    );
    assert.equal((await api.getRepository('empty', 'Shop')).defaultBranch, 'refs/heads/trunk');
    await push('topic', await tip(), change(Kind.Add, 'x', 'x'));
    assert.equal((await repository.files('topic')).size, 4);
  });

  it('refuses what the service refuses', async () => {
    const first = await tip();
    await assert.rejects(push('main', first, change(Kind.Add, 'readme.md', 'x')), { statusCode: 400 });
    await assert.rejects(push('main', first, change(Kind.Edit, 'missing', 'x')), { statusCode: 400 });
    await assert.rejects(push('main', '1'.repeat(40), change(Kind.Add, 'x', 'x')), /TF401028/);
    await assert.rejects(push('new', '1'.repeat(40), change(Kind.Add, 'x', 'x')), /TF401035/);
    await assert.rejects(
      push('main', first, change(Kind.Add, 'x', 'x'.repeat(26_214_400))),
      /26214400 bytes/,
    );
    repository.protectedBranches.add('refs/heads/main');
    await assert.rejects(push('main', first, change(Kind.Add, 'x', 'x')), /TF402455/);
    devops.denied.add('CreateBranch');
    await assert.rejects(push('new', first, change(Kind.Add, 'x', 'x')), (error: Error) => {
      assert.match(error.message, /TF401027: You need the Git 'CreateBranch' permission.*Build\\/);
      assert.equal(Reflect.get(error, 'statusCode'), 403);
      assert.deepEqual(
        Reflect.get(Reflect.get(error, 'result') as object, 'typeKey'),
        'GitNeedsPermissionException',
      );
      return true;
    });
    devops.denied.add('Read');
    assert.equal(await api.getRepository('gitops', 'Shop'), null);
  });

  it('tells the fate of each ref', async () => {
    const first = await tip();
    const move = (oldObjectId: string, newObjectId: string) => ({
      name: 'refs/heads/t',
      oldObjectId,
      newObjectId,
    });
    const fate = async (update: object) =>
      (await api.updateRefs([update], 'gitops', 'Shop'))[0]?.updateStatus;
    assert.equal(await fate(move(zeros, first)), 0);
    assert.equal(await fate(move(zeros, first)), 2);
    assert.equal(await fate(move(first, zeros)), 0);
    assert.equal(await fate(move(zeros, zeros)), 14);
  });

  it('signs nobody in with a wrong token', async () => {
    await assert.rejects(client('wrong').getRepositories(), { statusCode: 401 });
    devops.switches.signInPage = true;
    await assert.rejects(client('wrong').getRepositories(), /Failed to find api location/);
  });

  it('fails as scripted', async () => {
    devops.faults.push({ path: /refs$/, nth: 2, answer: { status: 500, body: { message: 'broken' } } });
    devops.faults.push({ path: /pushes$/, times: 1, answer: { status: 0, reset: true }, afterwards: true });
    const first = await tip();
    await assert.rejects(tip(), /broken/);
    await assert.rejects(push('main', first, change(Kind.Add, 'x', 'x')), { code: 'ECONNRESET' });
    assert.ok((await repository.files('main')).has('x'));
  });
});
