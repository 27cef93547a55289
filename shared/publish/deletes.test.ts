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
});
