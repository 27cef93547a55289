import assert from 'node:assert/strict';
import { changes, edit, startLiving, type Living } from '../../test/services/living-pull-request.ts';

describe('A pull request that is over', () => {
  let living: Living;

  beforeEach(async () => {
    living = await startLiving();
    await living.keep();
  });
  afterEach(() => living.stop());

  const abandon = () => (living.request().status = 'abandoned');
  const statuses = () => living.repository.pullRequests.map(({ status }) => status);

  it('is closed with a note, and its branch goes, when nothing differs any more', async () => {
    assert.deepEqual(await living.keep({ changes: [] }), { kind: 'closed', id: 1 });
    assert.deepEqual(statuses(), ['abandoned']);
    assert.equal(await living.tip(), undefined);
    const [note, ...more] = living.request().threads;
    assert.equal(more.length, 0);
    assert.equal(note?.comments[0]?.content, 'Nothing differs any more.');
    assert.equal(note.status, 'closed', 'A note asks nobody to resolve it.');
    assert.deepEqual(await living.keep({ changes: [] }), { kind: 'none' });
  });

  it('is closed also when the target took the change in another way', async () => {
    await living.repository.commit('main', { 'apim/a': '2', 'apim/new': 'n', 'apim/b': null }, 'by hand');
    assert.deepEqual(await living.keep({ changes: [] }), { kind: 'closed', id: 1 });
  });

  it('keeps its branch, and the run stays green, without the right to delete it', async () => {
    living.devops.denied.add('ForcePush');
    assert.equal((await living.keep({ changes: [] })).kind, 'closed');
    assert.notEqual(await living.tip(), undefined);
    living.devops.denied.clear();
    assert.deepEqual(
      (await living.keep()).kind,
      'created',
      'What we closed ourselves was nobody’s decision.',
    );
    assert.deepEqual(statuses(), ['abandoned', 'active']);
  });

  it('is respected when people abandoned it: the same content is not proposed again', async () => {
    abandon();
    living.writes();
    assert.deepEqual(await living.keep(), { kind: 'abandoned', id: 1 });
    await living.repository.commit('main', { 'apim/c': '5' }, 'meanwhile');
    assert.deepEqual(await living.keep(), { kind: 'abandoned', id: 1 });
    assert.deepEqual(living.writes(), []);
  });

  it('gives way to another one as soon as something else differs', async () => {
    abandon();
    assert.equal((await living.keep({ changes: [...changes, edit('apim/c', '3')] })).kind, 'created');
    assert.deepEqual(statuses(), ['abandoned', 'active']);
  });

  it('is opened again where the input says so, with its number', async () => {
    abandon();
    const kept = await living.keep({ reopen: true, description: 'Once more.' });
    assert.deepEqual([kept.kind, statuses()], ['reopened', ['active']]);
    assert.match(living.request().description, /Once more\./);
  });

  it('is opened again with a branch that was deleted meanwhile', async () => {
    abandon();
    await living.repository.bare.updateRef(
      'refs/heads/apim-extract/contoso',
      '0'.repeat(40),
      (await living.tip()) ?? '',
    );
    assert.equal((await living.keep({ reopen: true })).kind, 'reopened');
    assert.equal((await living.content())['apim/a'], '2');
  });

  it('does not stand in the way of one that was merged meanwhile', async () => {
    abandon();
    await living.keep({ changes: [edit('apim/c', '3')] });
    await living.repository.complete(2);
    assert.equal((await living.keep()).kind, 'created');
  });
});

describe('A branch that carries another pull request', () => {
  let living: Living;

  beforeEach(async () => {
    living = await startLiving();
    await living.keep();
  });
  afterEach(() => living.stop());

  it('is left alone when that one is about something else', async () => {
    const about = { instance: 'contoso', folder: 'apim', filter: 'orders.yaml', target: 'main' };
    living.writes();
    await assert.rejects(living.keep({ about }), {
      code: 'BRANCH_IN_USE',
      message: /carries pull request 1, which is about instance contoso, folder apim, target main\./,
      remedy: /sourceBranch/,
    });
    assert.deepEqual(living.writes(), []);
  });

  it('is left alone when that one goes elsewhere', async () => {
    await living.repository.commit('release', { 'apim/c': '7' }, 'begin');
    await assert.rejects(living.keep({ targetBranch: 'release', about: { target: 'release' } }), {
      code: 'BRANCH_IN_USE',
      message: /goes into refs\/heads\/main/,
    });
  });

  it('is not that of a fork that is called the same', async () => {
    await living.repository.complete(1);
    const { threads, ...mine } = living.request();
    const fork = { id: 'f0', name: 'gitops-of-ann' };
    const theirs = (pullRequestId: number, status: 'active' | 'abandoned') => ({
      ...{ ...mine, title: 'Theirs', threads: [...threads] },
      ...{ pullRequestId, status, fork },
    });
    living.repository.pullRequests.push(theirs(101, 'active'), theirs(102, 'abandoned'));
    const kept = await living.keep({ changes: [edit('apim/a', '7')] });
    assert.deepEqual([kept.kind, 'id' in kept && kept.id], ['created', 2]);
    assert.equal(living.request(101).title, 'Theirs');
  });

  it('is never rewritten when another extraction committed to it', async () => {
    await living.repository.complete(1, { squashMerge: true });
    const tip = await living.repository.commit('apim-extract/contoso', { 'apim/c': '8' }, 'theirs');
    const about = { instance: 'contoso', folder: 'apim', filter: 'orders.yaml', target: 'main' };
    await living.keep({ about, changes: [edit('apim/a', '5')] });
    const { parents } = await living.repository.bare.describe('apim-extract/contoso');
    assert.notEqual(parents[0], await living.tip('main'));
    assert.ok(await living.repository.bare.isFastForward(tip, (await living.tip()) ?? ''));
  });
});
