import assert from 'node:assert/strict';
import { codesOf, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyOf, policyUsing } from './files.ts';

const tag: Files = { 'tags/stays/tagInformation.json': information({ displayName: 'Stays' }) };

describe('Deletes of what is still referred to', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true });

  const deletes = (story: ToldStory) => story.writes().filter((one) => one.startsWith('DELETE '));
  const backend: Files = {
    'backends/shop/backendInformation.json': information({ url: 'https://shop', protocol: 'http' }),
  };
  const group: Files = { 'groups/g/groupInformation.json': information({ displayName: 'G' }) };
  it('that nothing here knows of are refused by Azure, and the error says the ways out', async () => {
    const story = await tellStory(world, { 'products/foreign': { displayName: 'Foreign' } });
    assert.deepEqual((await story.publish({ ...tag, ...backend })).errors, []);
    const policy = { properties: { format: 'rawxml', value: policyUsing('shop') } };
    await story.instance.put('products/foreign/policies/policy', policy);
    const { errors } = await story.publish(tag, { scope: 'changes' });
    assert.deepEqual(codesOf({ errors }), ['AZURE_REFUSED']);
    assert.match(errors[0]?.remedy ?? '', /refers to it.*restore its files, or name them in \.apimignore/);
    const ignored = { ...tag, '.apimignore': 'backends/shop/' };
    assert.deepEqual((await story.publish(ignored, { scope: 'changes' })).errors, []);
    assert.ok(await story.instance.get('backends/shop'));
  });

  const needed: readonly (readonly [words: string, needed: Files, rest: Files, error: RegExp])[] = [
    [
      'a group of a product, whose link Azure would take along',
      group,
      {
        'products/pets/productInformation.json': information({ displayName: 'Pets' }),
        'products/pets/groups/g/productGroupInformation.json': '{}',
      },
      /product group pets\/g refers to group g, which is in no file and would be deleted/,
    ],
    [
      'a backend that a policy names, which Azure would refuse half-way',
      backend,
      { ...api('x'), 'apis/x/policy.xml': policyUsing('shop') },
      /API policy x refers to backend shop, which is in no file and would be deleted/,
    ],
    [
      'the version set of an API',
      {
        'version sets/v/apiVersionSetInformation.json': information({
          displayName: 'V',
          versioningScheme: 'Segment',
        }),
      },
      api('y', { apiVersion: 'v1', apiVersionSetId: '/apiVersionSets/v' }),
      /API y refers to version set v, which is in no file and would be deleted/,
    ],
    [
      'a named value, by its display name',
      { 'named values/n/namedValueInformation.json': information({ displayName: 'host', value: 'x' }) },
      { ...api('x'), 'apis/x/policy.xml': policyOf('{{host}}') },
      /API policy x refers to named value host, which is in no file and would be deleted/,
    ],
  ];
  for (const [words, files, rest, message] of needed)
    it(`are refused before any write: ${words}`, async () => {
      const story = await tellStory(world);
      assert.deepEqual((await story.publish({ ...tag, ...files, ...rest })).errors, []);
      const before = JSON.stringify(story.dump());
      for (const deleteMode of ['owned', 'all'] as const)
        for (const run of [story.plan, story.publish])
          await assert.rejects(run({ ...tag, ...rest, ...api('new') }, { deletes: { deleteMode } }), {
            code: 'MISSING_REFERENCE',
            message,
          });
      assert.deepEqual([story.writes(), JSON.stringify(story.dump())], [[], before]);
      assert.deepEqual((await story.publish(tag)).errors, []);
      const name = Object.keys(files)[0]?.split('/')[1] ?? '';
      assert.match(deletes(story).join('\n'), new RegExp(`/${name}$`, 'm'));
    });

  it('are done where the files refer to something else by the same name', async () => {
    const story = await tellStory(world);
    const value = (name: string): Files => ({
      [`named values/${name}/namedValueInformation.json`]: information({ displayName: name, value: 'x' }),
    });
    const rest = { ...tag, ...api('x'), 'apis/x/policy.xml': policyOf('{{kept}}') };
    await story.publish({ ...rest, ...value('kept'), ...value('gone') });
    assert.deepEqual((await story.publish({ ...rest, ...value('kept') })).errors, []);
    assert.deepEqual(story.writes(), ['DELETE namedValues/gone']);
  });

  it('leave out with deleteMode all what only the policy of the whole instance needs, and what that needs', async () => {
    const story = await tellStory(world);
    const { instance } = story;
    const put = (path: string, properties: object) => instance.put(path, { properties });
    await put('namedValues/host', { displayName: 'host', value: 'x' });
    await put('namedValues/unused', { displayName: 'unused', value: 'x' });
    await put('policyFragments/f', {
      format: 'rawxml',
      value: '<fragment><set-header name="h"><value>{{host}}</value></set-header></fragment>',
    });
    await put('policies/policy', {
      format: 'rawxml',
      value: policyOf('x')
        .replaceAll('<base />', '')
        .replace('</inbound>', '<include-fragment fragment-id="f" /></inbound>'),
    });
    const all = { deletes: { deleteMode: 'all', maxDeletes: 9 } } as const;
    const done = await story.publish(tag, all);
    assert.deepEqual([done.errors, deletes(story)], [[], ['DELETE namedValues/unused']]);
    assert.match(
      story.log.join('\n'),
      /Not deleted, since something that stays refers to them: named value host \(for policy fragment f\), policy fragment f \(for service policy\)\./,
    );
    await story.publish(tag, all);
    assert.deepEqual(story.writes(), []);
  });
});
