import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { backend, product, refused, story, tag, type Texts } from './story-for-tests.ts';

describe('Deletes', () => {
  const ofSomebody = { id: resourceId('tag', 'of-somebody'), properties: { displayName: 'x' } };

  it('take what this repository published and has no more, under both scopes, and nothing else', async () => {
    for (const scope of ['changes', 'all'] as const) {
      const { run, writes, instance } = story(instanceForTests([ofSomebody]));
      await run('1', { ...tag('a'), ...tag('b') });
      writes();
      const { deleted } = await run('2', tag('a'), { scope });
      assert.deepEqual([deleted, writes()], [1, ['- tag b']]);
      assert.ok(instance.resources.has(keyOf(ofSomebody.id)));
    }
  });

  it('are none with deleteMode none, and everything that no file names with all', async () => {
    const { run, writes } = story(instanceForTests([ofSomebody]));
    await run('1', { ...tag('a'), ...tag('b') });
    writes();
    await run('2', tag('a'), { deleteMode: 'none' });
    assert.deepEqual(writes(), []);
    await run('3', tag('a', 'A'), { deleteMode: 'all', action: 'plan' });
    assert.deepEqual(writes(), []);
    await run('3', tag('a', 'A'), { deleteMode: 'all' });
    assert.deepEqual(writes(), ['tag a', '- tag b', '- tag of-somebody']);
  });

  it('stop at the budget before any write, and name everything', async () => {
    const { run, writes } = story();
    const names = ['b', 'c', 'd'];
    await run('1', { ...tag('a'), ...(Object.assign({}, ...names.map((name) => tag(name))) as Texts) });
    writes();
    await assert.rejects(run('2', tag('a', 'A'), { maxDeletes: 2 }), {
      code: 'DELETE_BUDGET',
      message: /3 resources would be deleted, 2 may be: tag b, tag c, tag d/,
    });
    assert.deepEqual(writes(), []);
    assert.equal((await run('2', tag('a', 'A'), { maxDeletes: 3 })).deleted, 3);
  });

  it('count what lives in a thing with it, and ask for consent where consumers would lose something', async () => {
    const { run, writes, instance } = story();
    const link = {
      'products/p/apis.json': '[]',
      'products/p/policy.xml': '<policies><inbound><validate-jwt /></inbound></policies>',
    };
    await run('1', { ...tag('a'), ...product('p'), ...link });
    writes();
    instance.consumers.set('product p', ['subscription of Ann']);
    await assert.rejects(run('2', tag('a')), { code: 'DELETE_PROTECTED', message: /subscription of Ann/ });
    const gone = await run('2', tag('a'), { allowDeleteOf: ['subscriptions'] });
    assert.deepEqual([gone.deleted, writes()], [1, ['- product p']]);
    assert.match(gone.summary, /with it: product policy p, subscription of Ann/);
    assert.match(gone.summary, /validate-jwt removed.*weaker protection/);
  });

  it('go the other way round than writes, and stay where something that needs them failed', async () => {
    const { run, writes, instance } = story();
    const policy = (text: string): Texts => ({
      'policy.xml': `<policies><inbound>${text}</inbound></policies>`,
    });
    const uses = '<set-backend-service backend-id="shop" />';
    const fragment = {
      'policy fragments/f/policyFragmentInformation.json': '{}',
      'policy fragments/f/policy.xml': `<fragment>${uses}</fragment>`,
    };
    await run('1', { ...tag('a'), ...backend('shop', 'https://a'), ...fragment, ...policy(uses) });
    writes();
    instance.refuse = ({ document }) => {
      if (document.id.kind === 'servicePolicy') throw refused();
    };
    const red = await run('2', { ...tag('a'), ...policy('<base />') });
    assert.deepEqual(
      red.errors.map(({ code }) => code),
      ['AZURE_REFUSED', 'NOT_ATTEMPTED'],
    );
    assert.deepEqual(writes(), ['service policy', '- policy fragment f']);
    delete instance.refuse;
    await run('2', { ...tag('a'), ...policy('<base />') });
    assert.deepEqual(writes(), ['service policy', '- backend shop']);
  });

  it('leave what the instance had under another name, with what leads to it, and say so in the plan too', async () => {
    const instance = instanceForTests([{ id: resourceId('tag', '65f0'), properties: { displayName: 'a' } }]);
    const { run, writes, told } = story(instance);
    const linked: Texts = { 'products/p/tags.json': '[{ "name": "a" }]' };
    await run('1', { ...tag('a'), ...tag('b'), ...product('p'), ...linked });
    assert.ok(writes().includes('product tag p/65f0'));
    const rest = { ...tag('b'), ...product('p') };
    const line =
      'Not deleted, since the instance has them under other names than the files had: tag 65f0 (a in the files), product tag p/65f0 (a in the files). If they are to go, delete them by hand.';
    for (const action of ['plan', 'publish'] as const) {
      told.length = 0;
      const { summary, errors } = await run('2', rest, { action });
      assert.deepEqual([errors, writes()], [[], []]);
      assert.ok(told.includes(line), told.join('\n'));
      assert.ok(summary.includes(line));
    }
  });

  it('keep what was renamed, what is in another file now, and what .apimignore names', async () => {
    const { run, writes, told } = story();
    const { 'tags/b/tagInformation.json': text = '' } = tag('b');
    await run('1', { ...tag('a'), ...tag('b') });
    writes();
    await run('2', { ...tag('a'), 'tags/B/tagInformation.json': text });
    await run('3', { ...tag('a'), 'tags/B/tagInformation.json': text, '.apimignore': 'tags/b/' });
    assert.deepEqual(writes(), []);
    await run('4', { ...tag('a'), 'tags/b/tagInformation.json': text });
    await run('5', { ...tag('a'), 'tags/renamed/tagInformation.json': text });
    assert.deepEqual(writes(), [], told.join('\n'));
    assert.ok(!told.join('\n').includes('Not deleted'), told.join('\n'));
  });

  it('say of a first revision that its API stays', async () => {
    const information = (number: string, isCurrent: boolean) =>
      JSON.stringify({ properties: { displayName: 'X', path: 'x', apiRevision: number, isCurrent } });
    const current = { 'apis/x/apiInformation.json': information('2', true) };
    const { run, told, instance } = story();
    await run('1', { ...current, 'apis/x;rev=1/apiInformation.json': information('1', false) });
    for (const number of ['1', '2']) {
      const id = resourceId('apiRevision', number, resourceId('api', 'x'));
      instance.resources.set(keyOf(id), { id, properties: {} });
    }
    await assert.rejects(run('2', current, { maxDeletes: 0 }), /may be: API x \(revision 1 alone\)\./);
    const { summary } = await run('2', current);
    const line = 'delete  API x  (revision 1 alone)';
    assert.deepEqual([told.includes(`will ${line}`), told.includes(line)], [true, true], told.join('\n'));
    assert.match(summary, /delete \| API x \| revision 1 alone/);
  });

  it('take one revision and never its API, which goes when the files of all revisions are gone', async () => {
    const api = resourceId('api', 'x');
    const information = (number: string, isCurrent: boolean) =>
      JSON.stringify({ properties: { displayName: 'X', path: 'x', apiRevision: number, isCurrent } });
    const second = { 'apis/x;rev=2/apiInformation.json': information('2', false) };
    const first = { 'apis/x/apiInformation.json': information('1', true) };
    const { run, writes, instance } = story();
    await run('1', { ...tag('a'), ...first, ...second });
    const revision = { id: resourceId('apiRevision', '2', api), properties: {} };
    instance.resources.set(keyOf(revision.id), revision);
    writes();
    await assert.rejects(run('2', { ...tag('a'), ...second }), {
      code: 'REVISION_MISMATCH',
      message: /current revision of API x are gone/,
    });
    await run('3', { ...tag('a'), ...first });
    assert.deepEqual(writes(), ['- API x;rev=2']);
    instance.resources.set(keyOf(revision.id), revision);
    await run('4', tag('a'));
    assert.deepEqual(writes(), ['- API x']);
  });

  it('take a product that nobody uses without anybody’s consent, and say what the service had made with it', async () => {
    const { run, writes, instance } = story();
    await run('1', { ...tag('a'), ...product('p') });
    writes();
    instance.withoutUse.set('product p', ['subscription made by the service']);
    const gone = await run('2', tag('a'));
    assert.deepEqual([gone.deleted, writes()], [1, ['- product p']]);
    assert.match(gone.summary, /with it: subscription made by the service/);
  });
});

describe('deleteMode all', () => {
  const everything = { deleteMode: 'all', scope: 'all' } as const;
  const coverage = (content: object): Texts => ({
    'apim-coverage.json': JSON.stringify({ version: 1, missing: [], ...content }),
  });
  const live = (...names: readonly string[]) =>
    instanceForTests(
      names.map((name) => ({ id: resourceId('tag', name), properties: { displayName: name } })),
    );

  it('takes nothing from outside of what the folder was extracted with, and says so', async () => {
    const { run, writes } = story(live('in', 'gone', 'out'));
    const files = { ...tag('in'), ...coverage({ filters: [{ tags: ['in', 'gone'] }] }) };
    const { summary } = await run('1', files, everything);
    assert.deepEqual(writes(), ['- tag gone']);
    assert.match(summary, /Not deleted, since they are outside of what was extracted .*: tag out\./);
  });

  it('takes nothing that the folder lists as missing, or that .apimignore names', async () => {
    const { run, writes, told } = story(live('in', 'withheld', 'ignored'));
    const missing = [{ of: 'tag/withheld', why: 'withheld' }];
    const files = { ...tag('in'), ...coverage({ filters: [{}], missing }), '.apimignore': 'tags/ignored/' };
    await run('1', files, everything);
    assert.deepEqual(writes(), []);
    assert.match(told.join('\n'), /lists them as missing in this folder: tag withheld\./);
    assert.match(told.join('\n'), /\.apimignore names them: tag ignored\./);
  });

  it('leaves what consumers made for themselves, whatever is allowed', async () => {
    const id = resourceId('subscription', 'of-ann');
    const properties = { scope: '/apis', displayName: 'Ann', ownerId: '/users/ann' };
    const { run, writes, told } = story(instanceForTests([{ id, properties }]));
    await run('1', tag('a'), { ...everything, allowDeleteOf: ['subscriptions'] });
    assert.deepEqual(writes(), ['tag a']);
    assert.match(told.join('\n'), /since consumers made them: subscription of-ann\./);
  });

  it('takes single things of a workspace that the folder holds a part of, and not the workspace', async () => {
    const sales = resourceId('workspace', 'sales');
    const [gone, out] = ['gone', 'out'].map((name) => resourceId('tag', name, sales));
    const resources = [sales, gone, out].flatMap((id) => (id === undefined ? [] : [{ id, properties: {} }]));
    const { run, writes } = story(instanceForTests(resources));
    const filters = [{ workspaces: [{ sales: { tags: ['gone'] } }] }];
    await run('1', { ...tag('a'), ...coverage({ filters }) }, everything);
    assert.deepEqual(writes(), ['tag a', '- tag gone in workspace sales']);
  });

  it('does not take what was published before and is withheld from the files since then', async () => {
    const { run, writes, told } = story();
    await run('1', { ...tag('a'), ...tag('b') });
    writes();
    const missing = [{ of: 'tag/b', why: 'withheld' }];
    await run('2', { ...tag('a'), ...coverage({ filters: [{}], missing }) });
    assert.deepEqual(writes(), [], told.join('\n'));
  });
});
