import assert from 'node:assert/strict';
import { objectOf, textOf } from '../json.ts';
import { Pets } from './pets-for-tests.ts';

describe('Versions of emulated APIs', () => {
  let pets: Pets;
  beforeEach(async () => {
    pets = await Pets.start();
    await pets.put('apiVersionSets/set', { displayName: 'Set', versioningScheme: 'Segment' });
  });
  afterEach(() => pets.stop());
  const inSet = { path: 'pets', displayName: 'Pets', apiVersionSetId: '/apiVersionSets/set' };

  it('are made as copies with their own revisions, and share path and name inside their set', async () => {
    await pets.put('apis/pets', { ...inSet, apiVersion: '' });
    const made = await pets.put('apis/pets-v2', {
      ...inSet,
      apiVersion: 'v2',
      sourceApiId: '/apis/pets',
      isCurrent: true,
    });
    assert.equal(made.status, 201);
    assert.deepEqual(await pets.names('apis/pets-v2/operations'), ['list']);
    assert.deepEqual(await pets.names('apis/pets-v2/operations/list/tags'), ['blue']);
    const { apiRevision, isCurrent, serviceUrl, apiVersionSet } = await pets.get('apis/pets-v2');
    assert.deepEqual([apiRevision, isCurrent, serviceUrl], ['1', true, null]);
    assert.deepEqual(apiVersionSet, {
      id: `${pets.client.instance.resourceId}/apiVersionSets/set`,
      name: 'Set',
      versioningScheme: 'Segment',
    });
  });

  it('are unique by path, set and version, in the words of the service', async () => {
    await pets.put('apis/pets', { ...inSet, apiVersion: 'v1' });
    const twice = await pets.put('apis/other', { ...inSet, apiVersion: 'v1' });
    assert.equal(twice.status, 400);
    assert.match(
      twice.text,
      /Cannot create API 'Pets' with the same Path 'pets' as API 'Pets' unless it's a part of the same version set/,
    );
    assert.match(twice.text, /"target":"path"/);
    const outside = await pets.put('apis/other', { path: 'pets', displayName: 'Other' });
    assert.match(outside.text, /Cannot create API 'Other' with the same Path/);
    const named = await pets.put('apis/other', { path: 'other', displayName: 'PETS' });
    assert.match(named.text, /"target":"name"/);
  });

  it('embed their set in a GET, and in a list where that is asked for', async () => {
    await pets.put('apis/pets', { ...inSet, apiVersion: 'v1' });
    const first = async (path: string): Promise<unknown> =>
      objectOf((await pets.list(path))[0] ?? {}, 'properties')?.['apiVersionSet'];
    assert.ok((await pets.get('apis/pets'))['apiVersionSet']);
    assert.equal(await first('apis'), undefined);
    assert.ok(await first('apis?expandApiVersionSet=true'));
  });

  it('may have a set made inline, and a refused API leaves none behind', async () => {
    const apiVersionSet = { name: 'Inline', versioningScheme: 'Header' };
    const incomplete = await pets.put('apis/pets', { path: 'pets', displayName: 'Pets', apiVersionSet });
    assert.match(incomplete.text, /versionHeaderName is required/);
    const complete = { ...apiVersionSet, versionHeaderName: 'x-version' };
    const other = { path: 'other', displayName: 'Pets', apiVersion: 'v1', apiVersionSet: complete };
    assert.equal((await pets.put('apis/other', other)).status, 400);
    assert.deepEqual(await pets.names('apiVersionSets'), ['set']);
    await pets.put('apis/pets', { ...other, path: 'pets' });
    const [, made] = await pets.names('apiVersionSets');
    assert.match(made ?? '', /^[0-9a-f]{24}$/);
    const set = objectOf(await pets.get('apis/pets'), 'apiVersionSet') ?? {};
    assert.deepEqual([textOf(set, 'name'), set['versionHeaderName']], ['Inline', 'x-version']);
  });

  it('hold their set: it is not deleted, and keeps its scheme unless told otherwise', async () => {
    await pets.put('apis/pets', { ...inSet, apiVersion: 'v1' });
    assert.equal((await pets.delete('apiVersionSets/set')).status, 400);
    const query = { displayName: 'Set', versioningScheme: 'Query', versionQueryName: 'v' };
    assert.equal((await pets.put('apiVersionSets/set', query)).status, 400);
    pets.switches.schemeOfUsedVersionSet = 'changed';
    assert.equal((await pets.put('apiVersionSets/set', query)).status, 200);
  });

  for (const emptyVersionSets of ['kept', 'deleted'] as const)
    it(`leave their set ${emptyVersionSets} when the last of them goes, as told`, async () => {
      pets.switches.emptyVersionSets = emptyVersionSets;
      await pets.put('apis/pets', { ...inSet, apiVersion: 'v1' });
      await pets.put('apis/pets-v2', { ...inSet, apiVersion: 'v2' });
      await pets.delete('apis/pets-v2');
      assert.equal(await pets.status('apiVersionSets/set'), 200);
      await pets.delete('apis/pets?deleteRevisions=true');
      assert.equal(await pets.status('apiVersionSets/set'), emptyVersionSets === 'kept' ? 200 : 404);
    });
});
